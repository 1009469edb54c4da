//! Table 三: requests and how they were handled.

use super::{ColumnDef, GroupDef, RowDef, column};
use crate::form::{ColumnKey as C, RowKey as R};

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

/// The note of （二）部分公开, folded.
const PARTIAL_NOTE: &str = "(区分处理的,只计这一情形,不计其他情形)";

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

pub(super) const REQUESTS_2021: [RowDef; 25] = {
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

pub(super) const REQUESTS_2019: [RowDef; 23] = {
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
