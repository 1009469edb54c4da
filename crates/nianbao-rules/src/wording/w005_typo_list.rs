//! W005: words that are misspelt.

use nianbao_lint::words::{Entry, report_each};
use nianbao_lint::{
    Applicability, Context, Example, ExampleKind, FixAvailability, Group, Message, Rule, Severity,
    Sink, Text,
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "W005",
    name: "typo-list",
    group: Group::Wording,
    severity: Severity::Warning,
    default_on: true,
    fix: FixAvailability::Safe,
    summary: Text::new("常见错别字", "Common misspellings"),
    explanation: Text::new(
        "列入词表的写法都有通行的正确写法，照改即可；可能另有含义的，由起草人确认。",
        "The words of the list have one right spelling; those that may mean something else are only \
         suggested.",
    ),
    basis: &["《国家通用语言文字法》第九条", "《第一批异形词整理表》"],
    traps: Text::new(
        "“自己经办”“工作法”“不懈释”等相连的字不是错词；书名号内的文件名照录，不提。",
        "Characters that only happen to stand together, and names in book marks, are left alone.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad {
                flagged: "立改废适",
            },
            title: Text::new("立改废释", "A misspelt term"),
            edits: &[("及时更新有效性标注", "及时公布立改废适情况")],
        },
        Example {
            kind: ExampleKind::Bad { flagged: "作法" },
            title: Text::new("由起草人确认", "For the drafter to confirm"),
            edits: &[("丰富政策解读形式，", "推广好的作法，丰富政策解读形式，")],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("相连的字", "Characters that happen to meet"),
            edits: &[(
                "丰富政策解读形式，",
                "推广一线工作法，由各单位自己经办，丰富政策解读形式，",
            )],
        },
    ],
    check,
};

/// The list.
pub(crate) static WORDS: &[Entry] = &[
    Entry::safe("异彩丰呈", "异彩纷呈"),
    Entry::safe("立改废适", "立改废释"),
    Entry::safe("一如继往", "一如既往"),
    Entry::safe("再接再励", "再接再厉"),
    Entry::safe("再接再历", "再接再厉"),
    Entry::safe("再接在厉", "再接再厉"),
    Entry::safe("按步就班", "按部就班"),
    Entry::safe("迫不急待", "迫不及待"),
    Entry::safe("名符其实", "名副其实"),
    Entry::safe("穿流不息", "川流不息"),
    Entry::safe("鼎立相助", "鼎力相助"),
    Entry::safe("融汇贯通", "融会贯通"),
    Entry::safe("因地治宜", "因地制宜"),
    Entry::safe("因地置宜", "因地制宜"),
    Entry::safe("与时具进", "与时俱进"),
    Entry::safe("以身做则", "以身作则"),
    Entry::safe("齐抓供管", "齐抓共管"),
    Entry::safe("实事求事", "实事求是"),
    Entry::safe("实是求是", "实事求是"),
    Entry::safe("不遗余利", "不遗余力"),
    Entry::safe("保驾护行", "保驾护航"),
    Entry::safe("责无旁代", "责无旁贷"),
    Entry::safe("责无旁待", "责无旁贷"),
    Entry::safe("坚持不泄", "坚持不懈"),
    Entry::safe("竞竞业业", "兢兢业业"),
    Entry::safe("鞠躬尽粹", "鞠躬尽瘁"),
    Entry::safe("查漏补却", "查漏补缺"),
    Entry::safe("察漏补缺", "查漏补缺"),
    Entry::safe("事半公倍", "事半功倍"),
    Entry::safe("脱贫攻艰", "脱贫攻坚"),
    Entry::safe("攻艰克难", "攻坚克难"),
    Entry::safe("布署", "部署"),
    Entry::safe("座落", "坐落"),
    Entry::safe("松驰", "松弛"),
    Entry::safe("防碍", "妨碍"),
    Entry::safe("幅射", "辐射"),
    Entry::safe("脉博", "脉搏"),
    Entry::safe("修茸", "修葺"),
    Entry::safe("峻工", "竣工"),
    Entry::safe("复盖", "覆盖"),
    Entry::safe("即然", "既然"),
    Entry::safe("决择", "抉择"),
    Entry::safe("渲泄", "宣泄"),
    Entry::safe("震憾", "震撼"),
    Entry::safe("坏境", "环境"),
    Entry::safe("懈待", "懈怠"),
    Entry::safe("疏乎", "疏忽"),
    Entry::safe("砥励", "砥砺"),
    Entry::safe("凝距", "凝聚"),
    Entry::safe("贯切落实", "贯彻落实"),
    Entry::safe("惯彻", "贯彻"),
    Entry::safe("观彻", "贯彻"),
    Entry::safe("互连网", "互联网"),
    Entry::safe("公从号", "公众号"),
    Entry::safe("条列》", "条例》"),
    Entry::safe("政府信息公开条列", "政府信息公开条例"),
    Entry::safe("行政复仪", "行政复议"),
    Entry::safe("行政诉颂", "行政诉讼"),
    Entry::safe("行政诉松", "行政诉讼"),
    Entry::safe("依申请公天", "依申请公开"),
    Entry::safe("信息公天", "信息公开"),
    Entry::safe("规犯性文件", "规范性文件"),
    Entry::safe("规范形文件", "规范性文件"),
    Entry::safe("便民利名", "便民利民"),
    Entry::safe("依法依归", "依法依规"),
    Entry::safe("其它需要报告的事项", "其他需要报告的事项"),
    Entry::safe("其它处理", "其他处理"),
    Entry::safe("帐户", "账户"),
    Entry::safe("帐号", "账号"),
    Entry::safe("曰常", "日常"),
    Entry::safe("木机关", "本机关"),
    Entry::safe("木单位", "本单位"),
    Entry::safe("木年度", "本年度"),
    Entry::safe("木报告", "本报告"),
    Entry::suggested("作法", "做法")
        .not_after(&["工", "操", "写", "创", "制", "合", "著"])
        .not_before(&["自", "律", "规", "治", "定"]),
    Entry::suggested("党省委", "省委"),
    Entry::suggested("信患", "信息").not_before(&["者"]),
    Entry::suggested("己经", "已经").not_after(&["自"]),
    Entry::suggested("登陆", "登录").only_before(&[
        "网站", "系统", "平台", "政府", "门户", "账号", "官网", "信用",
    ]),
    Entry::suggested("反应问题", "反映问题"),
    Entry::suggested("反应情况", "反映情况"),
    Entry::suggested("精减", "精简").only_before(&["程序", "流程", "环节", "材料", "申请", "事项"]),
    Entry::suggested("明查暗访", "明察暗访"),
    Entry::suggested("坚持不解", "坚持不懈").not_before(&["释", "除", "决", "答"]),
    Entry::suggested("坚苦", "艰苦").not_before(&["卓绝"]),
    Entry::suggested("末发生", "未发生").not_after(&["年", "月", "周", "期", "季", "岁"]),
    Entry::suggested("末收到", "未收到").not_after(&["年", "月", "周", "期", "季", "岁"]),
    Entry::suggested("末收取", "未收取").not_after(&["年", "月", "周", "期", "季", "岁"]),
    Entry::suggested("土要", "主要").not_after(&["国", "黄", "水", "本", "疆", "领", "混凝", "粘"]),
    Entry::suggested("报导", "报道"),
    Entry::suggested("克尽职守", "恪尽职守"),
    Entry::suggested("公共号", "公众号").only_before(&["发布", "推送", "平台", "等", "、", ","]),
];

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    report_each(context, sink, &RULE, |entry| {
        let (word, right) = (entry.pattern, entry.replacement);
        let zh = if entry.applicability == Applicability::Safe {
            format!("“{word}”是错别字或不规范写法，应为“{right}”。")
        } else {
            format!("“{word}”疑为“{right}”之误，请核对。")
        };
        Message::new(zh, format!("\"{word}\" is a misspelling of \"{right}\"."))
    });
}
