//! Rows and columns of the three tables, per edition.

use super::{ColumnKey as C, Edition, RowKey as R, SectionKind, TableId};

/// A column of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ColumnDef {
    /// Its key.
    pub key: C,
    /// The header as the form prints it.
    pub label: &'static str,
    /// The header in normal form: what a header is compared with.
    pub name: &'static str,
    /// Other headers met for it, in normal form.
    pub aliases: &'static [&'static str],
    /// Whether the numbers are amounts in 万元 (decimals), not counts in 件.
    pub amount: bool,
}

/// A heading that stands over several rows and holds no numbers itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GroupDef {
    /// As printed: `（三）不予公开`, `第二十条第（一）项`, `行政诉讼`.
    pub label: &'static str,
    /// In normal form, without its ordinal.
    pub name: &'static str,
}

/// A row that holds numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RowDef {
    /// Its key.
    pub key: R,
    /// The label as the form prints it, with its ordinal and note.
    pub label: &'static str,
    /// The ordinal before the label, folded: `(二)`, `1.`; empty where there is none.
    pub ordinal: &'static str,
    /// The label in normal form: what a label is compared with.
    pub name: &'static str,
    /// The note behind the label, folded; empty where there is none.
    pub note: &'static str,
    /// Whole labels met in its place, in normal form.
    pub aliases: &'static [&'static str],
    /// Parts of a label that only this row has, in normal form.
    pub anchors: &'static [&'static str],
    /// The heading above it.
    pub group: Option<GroupDef>,
    /// Its columns in order.
    pub columns: &'static [ColumnDef],
    /// The articles of the 条例 that it rests on, for hover text; empty where there is none.
    pub articles: &'static str,
}

/// A table of the form.
#[derive(Clone, Copy, Debug)]
pub struct TableDef {
    /// Which table.
    pub id: TableId,
    /// The edition of the form.
    pub edition: Edition,
    /// The section that holds it.
    pub section: SectionKind,
    /// Its rows in order.
    pub rows: &'static [RowDef],
    /// Note that the form prints in the corner of 表三.
    pub note: Option<&'static str>,
}

impl TableDef {
    /// The definition of a row, if this edition has it.
    pub fn row(&self, key: R) -> Option<&'static RowDef> {
        self.rows.iter().find(|row| row.key == key)
    }

    /// How many numbers the table holds.
    pub fn cell_count(&self) -> usize {
        self.rows.iter().map(|row| row.columns.len()).sum()
    }
}

/// The definition of a table in an edition.
pub fn table(edition: Edition, id: TableId) -> &'static TableDef {
    let all = tables(edition);
    &all[id.index()]
}

/// The three tables of an edition in order.
pub fn tables(edition: Edition) -> &'static [TableDef; 3] {
    match edition {
        Edition::V2021 => &TABLES_2021,
        Edition::V2019 => &TABLES_2019,
    }
}

const fn column(key: C, label: &'static str, aliases: &'static [&'static str]) -> ColumnDef {
    ColumnDef {
        key,
        label,
        name: label,
        aliases,
        amount: false,
    }
}

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
const APPLICANTS: &[ColumnDef] = &[
    column(C::NaturalPerson, "自然人", &[]),
    column(C::Business, "商业企业", &["企业"]),
    column(C::ResearchInstitution, "科研机构", &["科研"]),
    column(
        C::PublicInterestOrganization,
        "社会公益组织",
        &["公益组织", "社会组织", "社会公益"],
    ),
    column(C::LegalServices, "法律服务机构", &["法律服务", "法律机构"]),
    column(C::OtherOrganization, "其他", &["其它"]),
    column(C::Total, "总计", &["合计"]),
];
const OUTCOMES: &[ColumnDef] = &[
    column(C::Upheld, "结果维持", &["维持"]),
    column(C::Corrected, "结果纠正", &["纠正", "结果纠错"]),
    column(C::Other, "其他结果", &["其他", "其它结果"]),
    column(C::Pending, "尚未审结", &["未审结"]),
    column(C::Total, "总计", &["合计"]),
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
const DENIED: GroupDef = GroupDef {
    label: "（三）不予公开",
    name: "不予公开",
};
const UNAVAILABLE: GroupDef = GroupDef {
    label: "（四）无法提供",
    name: "无法提供",
};
const REJECTED: GroupDef = GroupDef {
    label: "（五）不予处理",
    name: "不予处理",
};
const OTHER: GroupDef = GroupDef {
    label: "（六）其他处理",
    name: "其他处理",
};
const REVIEW: GroupDef = GroupDef {
    label: "行政复议",
    name: "行政复议",
};
const LITIGATION: GroupDef = GroupDef {
    label: "行政诉讼",
    name: "行政诉讼",
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

const fn request_row(
    key: R,
    label: &'static str,
    [ordinal, name]: [&'static str; 2],
    aliases: &'static [&'static str],
    anchors: &'static [&'static str],
    group: Option<GroupDef>,
    articles: &'static str,
) -> RowDef {
    let note = if matches!(key, R::PartiallyGranted) {
        PARTIAL_NOTE
    } else {
        ""
    };
    RowDef {
        key,
        label,
        ordinal,
        name,
        note,
        aliases,
        anchors,
        group,
        columns: APPLICANTS,
        articles,
    }
}

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

/// The note of （二）部分公开, folded.
const PARTIAL_NOTE: &str = "(区分处理的,只计这一情形,不计其他情形)";

const NORMATIVE_ALIASES: &[&str] = &["规范性文件", "规范文件", "行政规范性", "行政规范文件"];

const PROACTIVE_2021: &[RowDef] = &[
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

const PROACTIVE_2019: &[RowDef] = &[
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

const NEW_REQUESTS: RowDef = request_row(
    R::NewRequests,
    "一、本年新收政府信息公开申请数量",
    ["一、", "本年新收政府信息公开申请数量"],
    &["本年新收件数", "本年新收", "本年新收申请数量"],
    &["本年新收", "本年度新收"],
    None,
    "27",
);
const CARRIED_IN: RowDef = request_row(
    R::CarriedIn,
    "二、上年结转政府信息公开申请数量",
    ["二、", "上年结转政府信息公开申请数量"],
    &["上年结转件数", "上年结转", "上年度结转政府信息公开申请数量"],
    &["上年结转", "上年度结转"],
    None,
    "33",
);
const TOTAL_HANDLED: RowDef = request_row(
    R::TotalHandled,
    "（七）总计",
    ["(七)", "总计"],
    &[
        "总计(7)",
        "合计",
        "办理结果总计",
        "办理结果合计",
        "本年度办理结果总计",
        "本年度办理结果合计",
    ],
    &["办理结果总计", "办理结果合计"],
    None,
    "",
);
const CARRIED_OUT: RowDef = request_row(
    R::CarriedOut,
    "四、结转下年度继续办理",
    ["四、", "结转下年度继续办理"],
    &[
        "结转下一年度继续办理",
        "结转下年",
        "结转下年度",
        "结转下年继续办理",
    ],
    &["结转下年", "结转下一年"],
    None,
    "33",
);
const OTHER_MERGED: RowDef = request_row(
    R::OtherMerged,
    "（六）其他处理",
    ["(六)", "其他处理"],
    &["其它处理"],
    &[],
    None,
    "",
);

const OUTCOME_ROWS: [RowDef; 18] = [
    request_row(
        R::Granted,
        "（一）予以公开",
        ["(一)", "予以公开"],
        &["予以公开情况"],
        &["予以公开"],
        None,
        "36（一）（二）",
    ),
    request_row(
        R::PartiallyGranted,
        "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
        ["(二)", "部分公开"],
        &["部分公开情况"],
        &["部分公开"],
        None,
        "37",
    ),
    request_row(
        R::DeniedStateSecret,
        "1.属于国家秘密",
        ["1.", "属于国家秘密"],
        &["国家秘密"],
        &["国家秘密"],
        Some(DENIED),
        "14",
    ),
    request_row(
        R::DeniedProhibitedByLaw,
        "2.其他法律行政法规禁止公开",
        ["2.", "其他法律行政法规禁止公开"],
        &[
            "法律行政法规禁止公开",
            "其他法律法规禁止公开",
            "其他法律、行政法规禁止公开",
        ],
        &[
            "行政法规禁止",
            "其他法律行政",
            "法律法规禁止",
            "法规禁止公开",
        ],
        Some(DENIED),
        "14",
    ),
    request_row(
        R::DeniedSecurityStability,
        "3.危及“三安全一稳定”",
        ["3.", "危及三安全一稳定"],
        &["三安全一稳定"],
        &["三安全一稳定", "危及"],
        Some(DENIED),
        "14",
    ),
    request_row(
        R::DeniedThirdPartyRights,
        "4.保护第三方合法权益",
        ["4.", "保护第三方合法权益"],
        &["第三方合法权益"],
        &["第三方合法权益", "保护第三方"],
        Some(DENIED),
        "15、32",
    ),
    request_row(
        R::DeniedInternalAffairs,
        "5.属于三类内部事务信息",
        ["5.", "属于三类内部事务信息"],
        &["三类内部事务信息", "内部事务信息", "属于内部管理信息"],
        &["内部事务", "内部管理信息"],
        Some(DENIED),
        "16①",
    ),
    request_row(
        R::DeniedProcessInformation,
        "6.属于四类过程性信息",
        ["6.", "属于四类过程性信息"],
        &["四类过程性信息", "过程性信息"],
        &["过程性信息", "四类过程"],
        Some(DENIED),
        "16②",
    ),
    request_row(
        R::DeniedEnforcementFiles,
        "7.属于行政执法案卷",
        ["7.", "属于行政执法案卷"],
        &["行政执法案卷"],
        &["执法案卷"],
        Some(DENIED),
        "16②",
    ),
    request_row(
        R::DeniedAdministrativeInquiry,
        "8.属于行政查询事项",
        ["8.", "属于行政查询事项"],
        &["行政查询事项"],
        &["行政查询"],
        Some(DENIED),
        "36（七）",
    ),
    request_row(
        R::UnavailableNotHeld,
        "1.本机关不掌握相关政府信息",
        ["1.", "本机关不掌握相关政府信息"],
        &["不掌握相关政府信息", "本机关不掌握"],
        &["不掌握"],
        Some(UNAVAILABLE),
        "36（四）（五）",
    ),
    request_row(
        R::UnavailableNeedsCreation,
        "2.没有现成信息需要另行制作",
        ["2.", "没有现成信息需要另行制作"],
        &["需要另行制作", "没有现成信息"],
        &["另行制作", "没有现成信息"],
        Some(UNAVAILABLE),
        "38",
    ),
    request_row(
        R::UnavailableUnclear,
        "3.补正后申请内容仍不明确",
        ["3.", "补正后申请内容仍不明确"],
        &["申请内容仍不明确", "申请内容不明确", "补正后仍不明确"],
        &["仍不明确", "补正后申请内容", "申请内容不明确"],
        Some(UNAVAILABLE),
        "30",
    ),
    request_row(
        R::RejectedPetition,
        "1.信访举报投诉类申请",
        ["1.", "信访举报投诉类申请"],
        &["信访、举报、投诉类申请", "信访举报投诉"],
        &["信访", "举报投诉"],
        Some(REJECTED),
        "39①",
    ),
    request_row(
        R::RejectedRepeat,
        "2.重复申请",
        ["2.", "重复申请"],
        &[],
        &["重复申请"],
        Some(REJECTED),
        "36（六）",
    ),
    request_row(
        R::RejectedPublication,
        "3.要求提供公开出版物",
        ["3.", "要求提供公开出版物"],
        &["提供公开出版物", "公开出版物"],
        &["公开出版物"],
        Some(REJECTED),
        "39②",
    ),
    request_row(
        R::RejectedExcessive,
        "4.无正当理由大量反复申请",
        ["4.", "无正当理由大量反复申请"],
        &["大量反复申请"],
        &["大量反复", "理由大量"],
        Some(REJECTED),
        "35",
    ),
    request_row(
        R::RejectedConfirmation,
        "5.要求行政机关确认或重新出具已获取信息",
        ["5.", "要求行政机关确认或重新出具已获取信息"],
        &["要求确认或重新出具已获取信息"],
        &["确认或重新出具", "重新出具"],
        Some(REJECTED),
        "",
    ),
];

const CORRECTION_OVERDUE: RowDef = request_row(
    R::OtherCorrectionOverdue,
    "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
    [
        "1.",
        "申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
    ],
    &[
        "申请人无正当理由逾期不补正,行政机关不再处理其政府信息公开申请",
        "申请人无正当理由逾期不补正",
        "逾期不补正",
    ],
    &["逾期不补正"],
    Some(OTHER),
    "30",
);
const FEE_OVERDUE: RowDef = request_row(
    R::OtherFeeOverdue,
    "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
    [
        "2.",
        "申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
    ],
    &[
        "申请人逾期未按收费通知要求缴纳费用,行政机关不再处理其政府信息公开申请",
        "申请人逾期未按收费通知要求缴纳费用",
        "逾期未缴费",
        "逾期不缴费",
    ],
    &["收费通知", "缴纳费用", "逾期未缴费", "逾期不缴费"],
    Some(OTHER),
    "42",
);
const OTHER_REMAINING: RowDef = request_row(
    R::OtherRemaining,
    "3.其他",
    ["3.", "其他"],
    &["其它", "其他原因", "其他情形"],
    &["其他原因"],
    Some(OTHER),
    "",
);

const REQUESTS_2021: [RowDef; 25] = {
    let mut rows = [NEW_REQUESTS; 25];
    rows[1] = CARRIED_IN;
    let mut index = 0;
    while index < OUTCOME_ROWS.len() {
        rows[index + 2] = OUTCOME_ROWS[index];
        index += 1;
    }
    rows[20] = CORRECTION_OVERDUE;
    rows[21] = FEE_OVERDUE;
    rows[22] = OTHER_REMAINING;
    rows[23] = TOTAL_HANDLED;
    rows[24] = CARRIED_OUT;
    rows
};

const REQUESTS_2019: [RowDef; 23] = {
    let mut rows = [NEW_REQUESTS; 23];
    rows[1] = CARRIED_IN;
    let mut index = 0;
    while index < OUTCOME_ROWS.len() {
        rows[index + 2] = OUTCOME_ROWS[index];
        index += 1;
    }
    rows[20] = OTHER_MERGED;
    rows[21] = TOTAL_HANDLED;
    rows[22] = CARRIED_OUT;
    rows
};

const DISPUTES: &[RowDef] = &[
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

const NOTE: &str = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）";

const fn definition(
    edition: Edition,
    id: TableId,
    section: SectionKind,
    rows: &'static [RowDef],
) -> TableDef {
    let note = if matches!(id, TableId::Requests) {
        Some(NOTE)
    } else {
        None
    };
    TableDef {
        id,
        edition,
        section,
        rows,
        note,
    }
}

static TABLES_2021: [TableDef; 3] = [
    definition(
        Edition::V2021,
        TableId::Proactive,
        SectionKind::Proactive,
        PROACTIVE_2021,
    ),
    definition(
        Edition::V2021,
        TableId::Requests,
        SectionKind::Requests,
        &REQUESTS_2021,
    ),
    definition(
        Edition::V2021,
        TableId::Disputes,
        SectionKind::Disputes,
        DISPUTES,
    ),
];

static TABLES_2019: [TableDef; 3] = [
    definition(
        Edition::V2019,
        TableId::Proactive,
        SectionKind::Proactive,
        PROACTIVE_2019,
    ),
    definition(
        Edition::V2019,
        TableId::Requests,
        SectionKind::Requests,
        &REQUESTS_2019,
    ),
    definition(
        Edition::V2019,
        TableId::Disputes,
        SectionKind::Disputes,
        DISPUTES,
    ),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normal;

    #[test]
    fn the_2021_edition_holds_200_numbers() {
        let count: usize = tables(Edition::V2021)
            .iter()
            .map(TableDef::cell_count)
            .sum();
        assert_eq!(count, 200);
        assert_eq!(table(Edition::V2021, TableId::Requests).rows.len(), 25);
    }

    #[test]
    fn names_are_the_normal_form_of_labels() {
        for edition in [Edition::V2019, Edition::V2021] {
            for definition in tables(edition) {
                for row in definition.rows {
                    assert_eq!(normal::label(row.label), row.name);
                    let mut folded = normal::folded(row.label);
                    folded.retain(|c| !normal::is_mark(c));
                    assert_eq!(folded, format!("{}{}{}", row.ordinal, row.name, row.note));
                    for column in row.columns {
                        assert_eq!(normal::label(column.label), column.name);
                    }
                    for alias in row.aliases {
                        assert_eq!(normal::label(alias), *alias, "alias of {}", row.label);
                    }
                }
            }
        }
    }

    #[test]
    fn an_anchor_names_one_row_only() {
        for row in table(Edition::V2021, TableId::Requests).rows {
            for anchor in row.anchors {
                let owners = table(Edition::V2021, TableId::Requests)
                    .rows
                    .iter()
                    .filter(|other| other.name.contains(anchor));
                assert!(owners.count() <= 1, "{anchor}");
            }
        }
    }
}
