//! The six sections of the form and the five aspects of the first.

/// A section of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum SectionKind {
    /// 一、总体情况.
    Overview,
    /// 二、主动公开政府信息情况.
    Proactive,
    /// 三、收到和处理政府信息公开申请情况.
    Requests,
    /// 四、政府信息公开行政复议、行政诉讼情况.
    Disputes,
    /// 五、存在的主要问题及改进情况.
    Problems,
    /// 六、其他需要报告的事项.
    Other,
}

impl SectionKind {
    /// All sections in order.
    pub const ALL: [Self; 6] = [
        Self::Overview,
        Self::Proactive,
        Self::Requests,
        Self::Disputes,
        Self::Problems,
        Self::Other,
    ];

    /// The name in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Overview => "overview",
            Self::Proactive => "proactive",
            Self::Requests => "requests",
            Self::Disputes => "disputes",
            Self::Problems => "problems",
            Self::Other => "other",
        }
    }

    /// Position in the form, from 1.
    pub fn ordinal(self) -> u8 {
        self as u8 + 1
    }
}

/// What the form says of a section.
#[derive(Clone, Copy, Debug)]
pub struct SectionDef {
    /// Which section.
    pub kind: SectionKind,
    /// The Chinese numeral of its ordinal, without the 、.
    pub numeral: &'static str,
    /// The heading without its ordinal, as printed in the form.
    pub title: &'static str,
    /// Titles used in the long statutory wording of 条例 art. 50 or a province's own form: right in
    /// substance. In normal form.
    pub statutory: &'static [&'static str],
    /// Other titles met for this section, in normal form: understood, but not the form's words.
    pub aliases: &'static [&'static str],
    /// What must all occur in a title for it to be taken as this section's although it is on no
    /// list; each inner slice holds alternatives.
    pub keywords: &'static [&'static [&'static str]],
}

impl SectionDef {
    /// The whole heading as the form prints it: `一、总体情况`.
    pub fn heading(&self) -> String {
        format!("{}、{}", self.numeral, self.title)
    }
}

/// The six sections in order.
pub const SECTIONS: [SectionDef; 6] = [
    SectionDef {
        kind: SectionKind::Overview,
        numeral: "一",
        title: "总体情况",
        statutory: &[],
        aliases: &[
            "总体工作情况",
            "总体落实情况",
            "工作总体情况",
            "政府信息公开总体情况",
            "政府信息公开工作总体情况",
            "政务公开总体情况",
            "政务公开工作总体情况",
            "信息公开总体情况",
            "信息公开工作总体情况",
            "政府信息公开工作情况",
            "总体概况",
            "总体情况概述",
            "基本情况",
        ],
        keywords: &[&["总体情况", "总体工作情况"]],
    },
    SectionDef {
        kind: SectionKind::Proactive,
        numeral: "二",
        title: "主动公开政府信息情况",
        statutory: &[
            "行政机关主动公开政府信息情况",
            "行政机关主动公开政府信息的情况",
            "主动公开政府信息的情况",
        ],
        aliases: &[
            "主动公开情况",
            "主动公开信息情况",
            "主动公开政务信息情况",
            "政府信息主动公开情况",
            "主动公开工作情况",
            "本年度主动公开政府信息情况",
        ],
        keywords: &[&["主动公开"], &["情况"]],
    },
    SectionDef {
        kind: SectionKind::Requests,
        numeral: "三",
        title: "收到和处理政府信息公开申请情况",
        statutory: &[
            "行政机关收到和处理政府信息公开申请情况",
            "行政机关收到和处理政府信息公开申请的情况",
            "收到和处理政府信息公开申请的情况",
        ],
        aliases: &[
            "收到和处理信息公开申请情况",
            "收到和处理政府信息公开申请情况统计表",
            "政府信息公开申请情况",
            "政府信息公开申请办理情况",
            "依申请公开政府信息情况",
            "依申请公开情况",
            "收到和处理政府信息依申请公开情况",
            "收到及处理政府信息公开申请情况",
        ],
        keywords: &[
            &["收到和处理", "收到及处理", "公开申请", "依申请公开"],
            &["情况"],
        ],
    },
    SectionDef {
        kind: SectionKind::Disputes,
        numeral: "四",
        title: "政府信息公开行政复议、行政诉讼情况",
        statutory: &[
            "因政府信息公开工作被申请行政复议、提起行政诉讼情况",
            "因政府信息公开工作被申请行政复议、提起行政诉讼的情况",
            "因政府信息公开工作被申请行政复议和提起行政诉讼情况",
            "因政府信息公开工作被申请行政复议和提起行政诉讼的情况",
            "政府信息公开工作被申请行政复议、提起行政诉讼情况",
        ],
        aliases: &[
            "政府信息公开行政复议及行政诉讼情况",
            "政府信息公开行政复议和行政诉讼情况",
            "政府信息公开行政复议行政诉讼情况",
            "政府信息公开行政复议、诉讼情况",
            "政府信息公开行政复议与行政诉讼情况",
            "政府信息公开复议、诉讼情况",
            "行政复议、行政诉讼情况",
            "行政复议和行政诉讼情况",
        ],
        keywords: &[&["复议"], &["诉讼"]],
    },
    SectionDef {
        kind: SectionKind::Problems,
        numeral: "五",
        title: "存在的主要问题及改进情况",
        statutory: &["政府信息公开工作存在的主要问题及改进情况"],
        aliases: &[
            "存在的问题及改进情况",
            "存在问题及改进情况",
            "存在主要问题及改进情况",
            "存在的主要问题和改进情况",
            "存在的主要问题及改进措施",
            "存在的主要问题和改进措施",
            "存在的主要问题及整改措施",
            "存在的主要问题和整改措施",
            "存在的问题及改进措施",
            "存在问题及改进措施",
            "存在的主要问题及改进方向",
            "存在的主要问题及改进思路",
            "主要问题及改进情况",
            "主要问题和改进措施",
            "存在的不足及改进情况",
            "存在的不足及改进措施",
        ],
        keywords: &[
            &["问题", "不足"],
            &["改进", "整改", "措施", "打算", "下一步"],
        ],
    },
    SectionDef {
        kind: SectionKind::Other,
        numeral: "六",
        title: "其他需要报告的事项",
        statutory: &[],
        aliases: &[
            "其他需要报告事项",
            "其他需报告的事项",
            "其他需要报告的情况",
            "其他需要说明的事项",
            "其他需要汇报事项",
            "其他需要汇报的事项",
            "其它需要报告的事项",
            "其他报告事项",
            "其他事项",
            "需要报告的其他事项",
        ],
        keywords: &[&["其他", "其它"], &["事项", "报告的情况"]],
    },
];

/// The definition of a section.
pub fn section(kind: SectionKind) -> &'static SectionDef {
    &SECTIONS[kind as usize]
}

/// One of the five aspects that 一、总体情况 must report on (国办公开办函〔2021〕30号, （一）).
#[derive(Clone, Copy, Debug)]
pub struct OverviewAspect {
    /// The name in JSON and rule packs.
    pub name: &'static str,
    /// The aspect as the document names it.
    pub title: &'static str,
    /// What a sub-heading of this aspect contains, in normal form.
    pub headings: &'static [&'static str],
    /// What prose that reports on this aspect contains, for reports without a sub-heading for it, in
    /// folded text; empty for what takes a statement about requests.
    pub keywords: &'static [&'static str],
}

/// The five aspects in the order of the document.
pub const OVERVIEW_ASPECTS: [OverviewAspect; 5] = [
    OverviewAspect {
        name: "proactive_disclosure",
        title: "主动公开",
        headings: &[
            "主动公开",
            "信息公开力度",
            "政务公开力度",
            "重点领域",
            "公开内容",
        ],
        keywords: &[
            "主动公开",
            "公开政府信息",
            "发布信息",
            "公开信息",
            "公开政务信息",
        ],
    },
    OverviewAspect {
        name: "disclosure_on_request",
        title: "依申请公开",
        headings: &["依申请公开", "申请公开", "公开申请"],
        // The words alone say nothing: 规范依申请公开流程 reports on no request.
        keywords: &[],
    },
    OverviewAspect {
        name: "information_management",
        title: "政府信息管理",
        headings: &[
            "信息管理",
            "信息资源",
            "规范化建设",
            "规范化管理",
            "制度规范",
            "制度建设",
        ],
        keywords: &[
            "政府信息管理",
            "信息管理",
            "信息审核",
            "保密审查",
            "三审三校",
            "审核制度",
            "发布审查",
            "规范性文件",
        ],
    },
    OverviewAspect {
        name: "platform",
        title: "政府信息公开平台建设",
        headings: &["平台", "载体", "渠道", "网站", "新媒体"],
        keywords: &[
            "平台建设",
            "门户网站",
            "政府网站",
            "新媒体",
            "公众号",
            "公开专区",
            "公开栏",
        ],
    },
    OverviewAspect {
        name: "supervision",
        title: "监督保障",
        headings: &[
            "监督",
            "服务保障",
            "工作保障",
            "组织保障",
            "保障机制",
            "保障措施",
            "保障情况",
            "强化保障",
            "考核",
            "评议",
            "培训",
            "责任追究",
        ],
        keywords: &[
            "监督保障",
            "监督管理",
            "考核",
            "评议",
            "责任追究",
            "追责问责",
            "监督检查",
            "督查",
            "督办",
            "督导",
            "通报",
            "培训",
        ],
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_stand_in_order() {
        for (index, definition) in SECTIONS.iter().enumerate() {
            assert_eq!(definition.kind as usize, index);
            assert_eq!(section(definition.kind).title, definition.title);
        }
        assert_eq!(
            section(SectionKind::Problems).heading(),
            "五、存在的主要问题及改进情况"
        );
    }
}
