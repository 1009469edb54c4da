//! What the rules about sections share: headings that packs accept.

use nianbao_core::Section;
use nianbao_core::form::SectionKind;
use nianbao_core::normal::folded;
use nianbao_lint::Context;

/// The section of the form that a pack accepts a heading for which the form does not have.
pub(crate) fn accepted(context: &Context<'_>, section: &Section) -> Option<SectionKind> {
    let (report, packs) = (context.report, &context.settings.packs);
    if section.kind.is_some() || packs.names().is_empty() {
        return None;
    }
    let title = folded(report.source.slice(section.title_span));
    let mut kinds = SectionKind::ALL.into_iter();
    kinds.find(|kind| packs.accepts_heading(report, *kind, &title))
}
