//! Table 四: reconsideration and litigation.

use super::{ColumnDef, GroupDef, RowDef, column};
use crate::form::{ColumnKey as C, RowKey as R};

const OUTCOMES: &[ColumnDef] = &[
    column(C::Upheld, "结果维持", &["维持"]),
    column(C::Corrected, "结果纠正", &["纠正", "结果纠错"]),
    column(C::Other, "其他结果", &["其他", "其它结果"]),
    column(C::Pending, "尚未审结", &["未审结"]),
    column(C::Total, "总计", &["合计"]),
];

const REVIEW: GroupDef = GroupDef {
    label: "行政复议",
    name: "行政复议",
};
const LITIGATION: GroupDef = GroupDef {
    label: "行政诉讼",
    name: "行政诉讼",
};

const fn dispute_row(
    key: R,
    label: &'static str,
    aliases: &'static [&'static str],
    group: GroupDef,
) -> RowDef {
    RowDef {
        key,
        label,
        ordinal: "",
        name: label,
        note: "",
        aliases,
        anchors: &[],
        group: Some(group),
        columns: OUTCOMES,
        articles: "",
    }
}

pub(super) const DISPUTES: &[RowDef] = &[
    dispute_row(R::Reconsideration, "行政复议", &["复议"], REVIEW),
    dispute_row(
        R::LitigationDirect,
        "未经复议直接起诉",
        &["直接行政诉讼", "未经复议直接诉讼", "直接起诉"],
        LITIGATION,
    ),
    dispute_row(
        R::LitigationAfterReconsideration,
        "复议后起诉",
        &["复议后诉讼", "经复议", "经复议后起诉"],
        LITIGATION,
    ),
];
