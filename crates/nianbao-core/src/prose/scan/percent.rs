//! Percentages.

use super::super::Percentage;
use super::number::Number;
use super::scene::Scene;
use crate::span::TextRange;

/// The percentage that a number is when `%` follows it.
pub(super) fn read(
    scene: &Scene<'_>,
    start: usize,
    number: Number,
    subject: TextRange,
) -> Option<Percentage> {
    if scene.after(number.end) != Some('%') {
        return None;
    }
    let range = TextRange::new(start, number.end + 1);
    Some(Percentage {
        value: number.value,
        decimals: number.decimals,
        range,
        span: scene.span(range),
        subject,
        paragraph: scene.index,
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::body;

    #[test]
    fn percentages_with_their_subjects() {
        let prose = body("受理申请20件，同比增长12.50%，办结率达100％；图解3个、占比15%。");
        let found: Vec<_> = prose
            .percentages
            .iter()
            .map(|percentage| {
                (
                    percentage.value.to_string(),
                    percentage.decimals,
                    prose.text(percentage.range),
                    prose.text(percentage.subject),
                )
            })
            .collect();
        assert_eq!(
            found,
            [
                ("12.50".to_owned(), 2, "12.50%", "同比增长"),
                ("100".to_owned(), 0, "100%", "办结率达"),
                ("15".to_owned(), 0, "15%", "占比"),
            ]
        );
        assert_eq!(prose.quantities.len(), 2);
    }

    #[test]
    fn both_ends_of_a_range_are_read() {
        let prose = body("满意度在90%-95%之间");
        let values: Vec<_> = prose
            .percentages
            .iter()
            .map(|percentage| percentage.value.to_string())
            .collect();
        assert_eq!(values, ["90", "95"]);
    }
}
