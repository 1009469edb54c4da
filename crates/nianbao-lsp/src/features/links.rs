//! Addresses in the text that can be followed.

use nianbao_core::Span;
use nianbao_lint::query::cited_document;
use tower_lsp::ls_types::DocumentLink;

use crate::documents::Snapshot;

/// The web addresses of a document, and those of the documents that it cites.
pub(crate) fn links(snapshot: &Snapshot) -> Option<Vec<DocumentLink>> {
    let report = &snapshot.report()?.report;
    let packs = snapshot.packs();
    let cited = report.prose.citations.iter().filter_map(|citation| {
        let document = cited_document(report, citation, &*packs)?;
        Some(DocumentLink {
            range: snapshot.range(citation.span),
            target: Some(document.address?.parse().ok()?),
            tooltip: Some(document.citation()),
            data: None,
        })
    });
    let links = addresses(report.source.as_str()).filter_map(|span| {
        Some(DocumentLink {
            range: snapshot.range(span),
            target: Some(report.source.slice(span).parse().ok()?),
            tooltip: None,
            data: None,
        })
    });
    Some(links.chain(cited).collect())
}

/// Where addresses stand: from `http` to what cannot be part of one, marks at the end left out.
fn addresses(text: &str) -> impl Iterator<Item = Span> {
    text.match_indices("http").filter_map(move |(start, _)| {
        let rest = text.get(start..)?;
        let host = rest
            .strip_prefix("https://")
            .or_else(|| rest.strip_prefix("http://"))?;
        let foreign = |c: char| !c.is_ascii_graphic() || "<>\"'`|\\^{}()[]".contains(c);
        let host = host
            .split(foreign)
            .next()?
            .trim_end_matches(['.', ',', ';', ':', '!', '?']);
        // The name of a host has a dot.
        let name = host.split('/').next()?;
        let end = start
            + (rest.len()
                - rest
                    .strip_prefix("https://")
                    .map_or(rest.len() - 7, str::len))
            + host.len();
        name.contains('.').then(|| Span::new(start, end))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_end_where_the_sentence_goes_on() {
        let found = |text: &str| -> Vec<String> {
            addresses(text)
                .map(|span| text[span.range()].to_owned())
                .collect()
        };
        assert_eq!(
            found(
                "网址：http://www.yunxi.gov.cn/xxgk/?a=1，邮编；https://a.gov.cn。(http://b.cn/c)."
            ),
            [
                "http://www.yunxi.gov.cn/xxgk/?a=1",
                "https://a.gov.cn",
                "http://b.cn/c"
            ]
        );
        assert_eq!(found("http:// https://内网 httpd http://a"), [""; 0]);
    }
}
