//! Table 二: what the body published unasked.

use super::{ColumnDef, GroupDef, RowDef, column};
use crate::form::{ColumnKey as C, RowKey as R};

const DOCUMENTS_2021: &[ColumnDef] = &[
    column(
        C::Issued,
        "本年制发件数",
        &["本年制发", "制发件数", "本年制发数", "本年制发数量"],
    ),
    column(
        C::Repealed,
        "本年废止件数",
        &["本年废止", "废止件数", "废止", "本年废止数量"],
    ),
    column(
        C::InForce,
        "现行有效件数",
        &["现行有效", "有效件数", "现行有效件", "现行有效数量"],
    ),
];
const DECISIONS: &[ColumnDef] = &[column(
    C::Decisions,
    "本年处理决定数量",
    &["处理决定数量", "决定数量", "本年处理决定数"],
)];
const AMOUNT: &[ColumnDef] = &[ColumnDef {
    key: C::Amount,
    label: "本年收费金额（单位：万元）",
    name: "本年收费金额",
    aliases: &["收费金额", "收费总金额", "本年收费总金额", "金额"],
    amount: true,
}];
const DOCUMENTS_2019: &[ColumnDef] = &[
    column(
        C::NewlyMade,
        "本年新制作数量",
        &["新制作数量", "本年新制作"],
    ),
    column(
        C::NewlyPublished,
        "本年新公开数量",
        &["新公开数量", "本年新公开"],
    ),
    column(
        C::TotalPublished,
        "对外公开总数量",
        &["公开总数量", "对外公开总数"],
    ),
];
const PREVIOUS: ColumnDef = column(C::PreviousItems, "上一年项目数量", &["上年项目数量"]);
const CHANGE: ColumnDef = column(C::Change, "本年增/减", &["本年增减"]);
const DECISIONS_2019: &[ColumnDef] = &[
    PREVIOUS,
    CHANGE,
    column(
        C::Decisions,
        "处理决定数量",
        &["本年处理决定数量", "决定数量"],
    ),
];
const FEES_2019: &[ColumnDef] = &[PREVIOUS, CHANGE];
const PROCUREMENT: &[ColumnDef] = &[
    column(C::PurchasedItems, "采购项目数量", &["采购项目数"]),
    ColumnDef {
        key: C::PurchasedAmount,
        label: "采购总金额",
        name: "采购总金额",
        aliases: &["采购金额"],
        amount: true,
    },
];

const ITEM_1: GroupDef = GroupDef {
    label: "第二十条第（一）项",
    name: "第二十条第(一)项",
};
const ITEM_5: GroupDef = GroupDef {
    label: "第二十条第（五）项",
    name: "第二十条第(五)项",
};
const ITEM_6: GroupDef = GroupDef {
    label: "第二十条第（六）项",
    name: "第二十条第(六)项",
};
const ITEM_8: GroupDef = GroupDef {
    label: "第二十条第（八）项",
    name: "第二十条第(八)项",
};
const ITEM_9: GroupDef = GroupDef {
    label: "第二十条第（九）项",
    name: "第二十条第(九)项",
};

const fn document_row(
    key: R,
    label: &'static str,
    aliases: &'static [&'static str],
    columns: &'static [ColumnDef],
    group: GroupDef,
    articles: &'static str,
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
        columns,
        articles,
    }
}

const NORMATIVE_ALIASES: &[&str] = &["规范性文件", "规范文件", "行政规范性", "行政规范文件"];

pub(super) const PROACTIVE_2021: &[RowDef] = &[
    document_row(
        R::Rules,
        "规章",
        &["政府规章", "行政规章"],
        DOCUMENTS_2021,
        ITEM_1,
        "20（一）",
    ),
    document_row(
        R::NormativeDocuments,
        "行政规范性文件",
        NORMATIVE_ALIASES,
        DOCUMENTS_2021,
        ITEM_1,
        "20（一）",
    ),
    document_row(R::Licensing, "行政许可", &[], DECISIONS, ITEM_5, "20（五）"),
    document_row(R::Penalties, "行政处罚", &[], DECISIONS, ITEM_6, "20（六）"),
    document_row(
        R::CoerciveMeasures,
        "行政强制",
        &[],
        DECISIONS,
        ITEM_6,
        "20（六）",
    ),
    document_row(
        R::Fees,
        "行政事业性收费",
        &["行政事业收费", "行政性事业收费"],
        AMOUNT,
        ITEM_8,
        "20（八）",
    ),
];

pub(super) const PROACTIVE_2019: &[RowDef] = &[
    document_row(
        R::Rules,
        "规章",
        &["政府规章", "行政规章"],
        DOCUMENTS_2019,
        ITEM_1,
        "20（一）",
    ),
    document_row(
        R::NormativeDocuments,
        "规范性文件",
        &["行政规范性文件", "规范文件"],
        DOCUMENTS_2019,
        ITEM_1,
        "20（一）",
    ),
    document_row(
        R::Licensing,
        "行政许可",
        &[],
        DECISIONS_2019,
        ITEM_5,
        "20（五）",
    ),
    document_row(
        R::OtherServices,
        "其他对外管理服务事项",
        &["其他对外管理服务"],
        DECISIONS_2019,
        ITEM_5,
        "20（五）",
    ),
    document_row(
        R::Penalties,
        "行政处罚",
        &[],
        DECISIONS_2019,
        ITEM_6,
        "20（六）",
    ),
    document_row(
        R::CoerciveMeasures,
        "行政强制",
        &[],
        DECISIONS_2019,
        ITEM_6,
        "20（六）",
    ),
    document_row(
        R::Fees,
        "行政事业性收费",
        &["行政事业收费", "行政性事业收费"],
        FEES_2019,
        ITEM_8,
        "20（八）",
    ),
    document_row(
        R::Procurement,
        "政府集中采购",
        &[],
        PROCUREMENT,
        ITEM_9,
        "20（九）",
    ),
];
