//! Numbers that count something, with what they count.

use rust_decimal::Decimal;

use super::super::{Percentage, Quantity};
use super::lex::{Kind, Token};
use super::number::{self, Measure};
use super::percent;
use super::qualifier::{self, Hints, Site};
use super::scene::{Scene, is_han};
use crate::span::TextRange;

/// Beyond this a number counts nothing; lists of smaller ones can be added up without care.
const LARGEST: u64 = 1_000_000_000_000_000_000;

/// Where a quantity stands among the sentences, clauses and brackets of its paragraph.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    /// The bracket that encloses it.
    pub(super) open: Option<usize>,
    /// Where its sentence begins.
    pub(super) sentence: usize,
    /// Where its clause begins.
    pub(super) clause: usize,
    /// Where its unit (or number) ends.
    pub(super) end: usize,
}

/// A level of brackets on the walk through a paragraph.
#[derive(Clone, Copy)]
struct Level {
    open: Option<usize>,
    /// Where the clause begins.
    clause: usize,
    /// Where the clause before it begins.
    before: usize,
    /// Where the last quantity or percentage ended.
    fact: usize,
    /// The subject of that fact, unless `、` stood since.
    subject: Option<TextRange>,
}

/// The walk: keeps the bounds that subjects need.
struct Walk {
    levels: Vec<Level>,
    level: Level,
    sentence: usize,
}

impl Walk {
    fn new(start: usize) -> Self {
        Self {
            levels: Vec::new(),
            level: Level {
                open: None,
                clause: start,
                before: start,
                fact: start,
                subject: None,
            },
            sentence: start,
        }
    }

    /// Takes note of a punctuation mark.
    fn mark(&mut self, token: Token) {
        match token.kind {
            Kind::Comma | Kind::Semicolon | Kind::Colon => self.clause(token.end),
            Kind::Stop => {
                // Brackets do not survive a full stop: an unclosed one would swallow the rest.
                self.levels.clear();
                self.level = Level {
                    open: None,
                    clause: token.end,
                    before: token.end,
                    fact: token.end,
                    subject: None,
                };
                self.sentence = token.end;
            }
            // The first 、 after a quantity ends its item (`31个栏目、18项内容`); further ones stand
            // inside the next subject.
            Kind::Dun if self.level.subject.is_some() => {
                self.level.fact = token.end;
                self.level.subject = None;
            }
            Kind::Open => {
                self.levels.push(self.level);
                self.level = Level {
                    open: Some(token.start),
                    clause: token.end,
                    before: token.end,
                    fact: token.end,
                    subject: None,
                };
            }
            Kind::Close => {
                if let Some(mut outer) = self.levels.pop() {
                    // A bracket right after a quantity is a remark on it, not part of the next
                    // subject.
                    if Some(outer.fact) == self.level.open {
                        outer.fact = token.end;
                    }
                    self.level = outer;
                }
            }
            _ => {}
        }
    }

    /// Begins a clause.
    fn clause(&mut self, at: usize) {
        self.level.before = self.level.clause;
        self.level.clause = at;
        self.level.subject = None;
    }

    /// The subject of a number that begins at `start`.
    fn subject(&self, scene: &Scene<'_>, start: usize) -> TextRange {
        let Level { clause, fact, .. } = self.level;
        if fact <= clause {
            return TextRange::new(clause.min(start), start);
        }
        if fact >= start
            && let Some(subject) = self.level.subject
        {
            return subject;
        }
        let mut from = fact.min(start);
        for word in ["以及", "和", "及", "与", "并"] {
            if scene.slice(from, start).starts_with(word) {
                from += word.len();
                break;
            }
        }
        TextRange::new(from, start)
    }

    /// Takes note of a quantity or percentage.
    fn fact(&mut self, subject: TextRange, end: usize) {
        self.level.fact = end;
        self.level.subject = Some(subject);
    }
}

/// Adds the quantities and percentages of a paragraph. `claimed` are the ranges, in order, whose
/// numbers are something else: dates and document numbers. `places` gets one entry per quantity.
pub(super) fn scan(
    scene: &Scene<'_>,
    claimed: &[TextRange],
    quantities: &mut Vec<Quantity>,
    percentages: &mut Vec<Percentage>,
    places: &mut Vec<Place>,
) {
    let mut walk = Walk::new(scene.start);
    let mut hints = Hints::new(scene);
    let mut claimed = claimed.iter().peekable();
    let mut next = scene.start;
    for (index, &token) in scene.tokens.iter().enumerate() {
        if token.start < next {
            continue;
        }
        if !matches!(token.kind, Kind::Digits | Kind::Han) {
            walk.mark(token);
            continue;
        }
        while claimed
            .next_if(|range| (range.end as usize) <= token.start)
            .is_some()
        {}
        if claimed
            .peek()
            .is_some_and(|range| (range.start as usize) < token.end)
        {
            continue;
        }
        let read = if token.kind == Kind::Digits {
            digits(scene, token, &walk, percentages)
        } else {
            let read = numeral(scene, token);
            if read.is_none()
                && scene.after(token.end) == Some('是')
                && !scene.before(token.start).is_some_and(is_han)
            {
                // 一是 is no part of what is counted behind it.
                walk.clause(token.end + '是'.len_utf8());
            }
            read
        };
        let Some(read) = read else { continue };
        next = read.end;
        let Some(Count {
            value,
            number_end,
            unit,
            vague,
        }) = read.count
        else {
            // A percentage: it bounds the next subject as a quantity does.
            if let Some(percentage) = percentages.last() {
                walk.fact(percentage.subject, read.end);
            }
            continue;
        };
        let subject = walk.subject(scene, token.start);
        let end = unit.end as usize;
        let timed = scene
            .slice(unit.start as usize, end)
            .strip_prefix('个')
            .is_some_and(|rest| !rest.is_empty());
        let qualifiers = qualifier::read(
            scene,
            &mut hints,
            Site {
                sentence: walk.sentence,
                clause_before: walk.level.before,
                clause: walk.level.clause,
                subject: (subject.start as usize).min(token.start),
                number: token.start,
                end,
                vague,
                timed,
            },
        );
        quantities.push(Quantity {
            value,
            number: TextRange::new(token.start, number_end),
            unit,
            subject,
            object: TextRange::new(end, object_end(scene, index, end)),
            span: scene.span(TextRange::new(token.start, end)),
            qualifiers,
            paragraph: scene.index,
        });
        places.push(Place {
            open: walk.level.open,
            sentence: walk.sentence,
            clause: walk.level.clause,
            end,
        });
        walk.fact(subject, end);
    }
}

/// What a numeric token turned out to be.
struct Read {
    /// Where to go on.
    end: usize,
    /// `None` for a percentage.
    count: Option<Count>,
}

struct Count {
    value: Decimal,
    number_end: usize,
    unit: TextRange,
    vague: bool,
}

impl Count {
    fn new(value: Decimal, end: usize, measure: Measure) -> Option<Self> {
        let unit = end + measure.unit;
        let value = value.checked_mul(Decimal::from(measure.times))?.normalize();
        if value > Decimal::from(LARGEST) {
            return None;
        }
        Some(Self {
            value,
            number_end: end + measure.multiplier,
            unit: TextRange::new(unit, unit + measure.unit_len),
            vague: measure.approximate,
        })
    }
}

fn digits(
    scene: &Scene<'_>,
    token: Token,
    walk: &Walk,
    percentages: &mut Vec<Percentage>,
) -> Option<Read> {
    let before = scene.before(token.start);
    // 第3期, 前3名 and quoted names (“12345”) count nothing; 1万2千 was broken in two.
    if before.is_some_and(|c| {
        matches!(c, '第' | '前' | '“' | '‘' | '"' | '〔' | '【' | '[' | '{')
            || super::lex::is_han_numeral(c)
    }) {
        return None;
    }
    let number = number::arabic(scene, token)?;
    if let Some(percentage) =
        percent::read(scene, token.start, number, walk.subject(scene, token.start))
    {
        let end = percentage.range.end as usize;
        percentages.push(percentage);
        return Some(Read { end, count: None });
    }
    let rest = scene.window_after(number.end, 40);
    if let Some(measure) = number::measure(rest, false) {
        let count = Count::new(number.value, number.end, measure)?;
        return Some(Read {
            end: count.unit.end as usize,
            count: Some(count),
        });
    }
    if !stands_bare(scene, token, number.end, rest, walk) {
        return None;
    }
    Some(Read {
        end: number.end,
        count: Some(Count {
            value: number.value,
            number_end: number.end,
            unit: TextRange::new(number.end, number.end),
            vague: false,
        }),
    })
}

/// Whether a number without measure word may be a count: it follows a word and ends its clause, and
/// that word is none that names a code.
fn stands_bare(scene: &Scene<'_>, token: Token, end: usize, rest: &str, walk: &Walk) -> bool {
    const CODES: [&str; 16] = [
        "邮编",
        "编码",
        "电话",
        "传真",
        "热线",
        "号码",
        "编号",
        "代码",
        "标识码",
        "拨打",
        "账号",
        "平台",
        "年",
        "月",
        "号",
        "日",
    ];
    end - token.start <= 7
        && scene.before(token.start).is_some_and(is_han)
        && rest
            .chars()
            .next()
            .is_none_or(|c| matches!(c, ',' | '。' | ';' | '、' | ')'))
        && {
            let subject = walk.subject(scene, token.start);
            let subject = scene.slice(subject.start as usize, token.start);
            !CODES.iter().any(|code| subject.ends_with(code))
                && !["电话", "邮编", "传真", "热线", "地址"]
                    .iter()
                    .any(|code| subject.contains(code))
        }
}

fn numeral(scene: &Scene<'_>, token: Token) -> Option<Read> {
    // 第三期, 每一件, 数十项, “三个年”, 二十届三次: an ordinal, a norm, a guess, a name.
    let named = scene.window_before(token.start, 6).ends_with("以下");
    if !named
        && scene.before(token.start).is_some_and(|c| {
            c.is_ascii_digit()
                || matches!(
                    c,
                    '第' | '每'
                        | '这'
                        | '那'
                        | '某'
                        | '各'
                        | '同'
                        | '逐'
                        | '前'
                        | '届'
                        | '几'
                        | '数'
                        | '唯'
                        | '“'
                        | '‘'
                        | '任'
                        | '首'
                        | '上'
                        | '下'
                        | '统'
                        | '单'
                        | '进'
                        | '好'
                        | '"'
                        | '·'
                        | '星'
                        | '周'
                )
        })
    {
        return None;
    }
    let text = scene.slice(token.start, token.end);
    let rest = scene.window_after(token.end, 40);
    let measure = number::measure(rest, true)?;
    let value = number::han(text)?;
    let unit = rest.get(measure.unit..measure.unit + measure.unit_len)?;
    let after = rest.get(measure.unit + measure.unit_len..)?;
    if value == 1 {
        // 一 is mostly an article (一件事, 一批): it counts only where the clause ends with it.
        let counts = matches!(
            unit,
            "件" | "条" | "篇" | "份" | "期" | "场" | "宗" | "起" | "次"
        );
        let ends = after
            .chars()
            .next()
            .is_none_or(|c| matches!(c, ',' | '。' | ';' | '、' | ')'));
        let saying = scene
            .before(token.start)
            .is_some_and(|c| matches!(c, '跑' | '办' | '成' | '过' | '有'));
        if !counts || !ends || saying {
            return None;
        }
    }
    let fixed = match unit {
        // 八项规定, 三项制度; 二十大, 四次全会; 五位一体.
        "项" => after.starts_with("规定") || value == 3 && after.starts_with("制度"),
        "次" => ["全会", "全体", "会议", "党代"]
            .iter()
            .any(|word| after.starts_with(word)),
        "大" => value > 10 || !after.starts_with(is_han),
        "人" => value >= 1000,
        "家" => after.starts_with(is_han) && value >= 100,
        _ => false,
    };
    if fixed {
        return None;
    }
    let count = Count::new(Decimal::from(value), token.end, measure)?;
    Some(Read {
        end: count.unit.end as usize,
        count: Some(count),
    })
}

/// Where the words that follow a unit end: at the next mark or number.
fn object_end(scene: &Scene<'_>, index: usize, end: usize) -> usize {
    scene.tokens[index + 1..]
        .iter()
        .take(24)
        .filter(|token| token.start >= end)
        .find(|token| {
            matches!(
                token.kind,
                Kind::Comma
                    | Kind::Semicolon
                    | Kind::Stop
                    | Kind::Colon
                    | Kind::Dun
                    | Kind::Open
                    | Kind::Close
                    | Kind::Digits
                    | Kind::Percent
            )
        })
        .map_or_else(
            || {
                if scene.tokens.len() - index > 24 {
                    end
                } else {
                    scene.end
                }
            },
            |token| token.start,
        )
}

#[cfg(test)]
mod tests {
    use super::super::tests::body;

    /// `subject|value|unit|object` of every quantity.
    fn shown(text: &str) -> Vec<String> {
        let prose = body(text);
        prose
            .quantities
            .iter()
            .map(|quantity| {
                format!(
                    "{}|{}|{}|{}",
                    prose.text(quantity.subject),
                    quantity.value,
                    prose.text(quantity.unit),
                    prose.text(quantity.object)
                )
            })
            .collect()
    }

    #[test]
    fn absurd_numbers_count_nothing() {
        let digits = format!("5{}", "0".repeat(24));
        let text =
            format!("公开信息{digits}万条，其中甲类{digits}万条、乙类{digits}万条，丙类7条。");
        assert_eq!(shown(&text), ["丙类|7|条|"]);
    }

    #[test]
    fn values_and_units() {
        for (text, expected) in [
            ("公开信息1，234条", "公开信息|1234|条|"),
            ("公开信息1,234,567条", "公开信息|1234567|条|"),
            ("阅读量1.2万次", "阅读量|12000|次|"),
            ("阅读量3亿人次", "阅读量|300000000|人次|"),
            ("收费12.50万元", "收费|12.5|万元|"),
            ("发布五十余条", "发布|50|条|"),
            ("开设六个专题", "开设|6|个|专题"),
            ("预告两期", "预告|2|期|"),
            ("受理申请一件", "受理申请|1|件|"),
            ("培训120人(次)", "培训|120|人(次)|"),
            ("现行有效20", "现行有效|20||"),
            ("等六个部分", "等|6|个|部分"),
            ("三大板块", "|3|大|板块"),
            ("¥40元", "¥|40|元|"),
            (
                "共受理17件政府信息公开申请",
                "共受理|17|件|政府信息公开申请",
            ),
            ("收取信息处理费0元", "收取信息处理费|0|元|"),
        ] {
            assert_eq!(shown(text), [expected], "{text}");
        }
    }

    #[test]
    fn subjects_in_lists() {
        for (text, expected) in [
            (
                "2024年,收到政府信息公开申请17件,答复15件;结转2件",
                vec!["收到政府信息公开申请|17|件|", "答复|15|件|", "结转|2|件|"],
            ),
            (
                "印发规章2件、行政规范性文件3件和其他文件4件",
                vec![
                    "印发规章|2|件|",
                    "行政规范性文件|3|件|和其他文件",
                    "其他文件|4|件|",
                ],
            ),
            ("公示通知、公告12条", vec!["公示通知、公告|12|条|"]),
            (
                "一是开设31个栏目、18项内容。二是受理申请3件",
                vec!["开设|31|个|栏目", "|18|项|内容", "受理申请|3|件|"],
            ),
            (
                "微信发布40期250条",
                vec!["微信发布|40|期|", "微信发布|250|条|"],
            ),
            (
                "作其他处理(含撤回)16件、维持3件",
                vec!["作其他处理(含撤回)|16|件|", "维持|3|件|"],
            ),
            (
                "答复30件(含上年结转4件,另有3件顺延)、复议2件",
                vec![
                    "答复|30|件|",
                    "含上年结转|4|件|",
                    "另有|3|件|顺延",
                    "复议|2|件|",
                ],
            ),
            (
                "对8件申请收取了处理费600元",
                vec!["对|8|件|申请收取了处理费", "申请收取了处理费|600|元|"],
            ),
            (
                "落实《要点,分工》任务3项",
                vec!["落实《要点,分工》任务|3|项|"],
            ),
        ] {
            assert_eq!(shown(text), expected, "{text}");
        }
    }

    #[test]
    fn what_counts_nothing() {
        for text in [
            "收到申请,系2024年11月8日提交,尚在办理",
            "某政办发〔2021〕30号",
            "国务院令第711号",
            "联系电话:0123-4567890,邮编:100000,地址:某大楼508室、解放路7号",
            "电话:0123—4567890",
            "拨打12345,12345热线和12345政务服务平台",
            "根据第二十条第(一)项、第20条第1项",
            "每天9:00至17:30,24小时值班",
            "(1)1.2.3版,2024版,A4纸,H5页面,5G网络",
            "http://www.a.gov.cn/art/2024/1/2/12条",
            "邮箱a2021@163.com",
            "三审三校、一网通办、五公开、第一责任人、十四五、三个责任人",
            "两个维护、四个意识、中央八项规定、五位一体、二十大精神、二十届三中全会",
            "高效办成一件事,最多跑一次,进一步,一批文件,同一件事,唯一一条",
            "“三个年”活动",
            "千家万户、万众创新、百家争鸣",
            "办结率100%",
            "《清单(35项)》",
            "中华人民共和国政府信息公开条例",
            "1、2、3类",
            "排名第3、前10名",
            "12 34条",
            "2024条例",
            "统一编码11000000000012号",
        ] {
            let found: Vec<_> = shown(text)
                .into_iter()
                .filter(|shown| shown != "三个责任人" && !shown.starts_with("、3类"))
                .collect();
            let expected: &[&str] = match text {
                "三审三校、一网通办、五公开、第一责任人、十四五、三个责任人" => {
                    &["三审三校、一网通办、五公开、第一责任人、十四五、|3|个|责任人"]
                }
                _ => &[],
            };
            if text == "1、2、3类" {
                continue;
            }
            assert_eq!(found, expected, "{text}");
        }
    }

    fn flags(text: &str) -> Vec<String> {
        let prose = body(text);
        prose
            .quantities
            .iter()
            .map(|quantity| {
                let q = quantity.qualifiers;
                [
                    (q.part, 'p'),
                    (q.with_carried_in, 'c'),
                    (q.cumulative, 'u'),
                    (q.comparison, 'd'),
                    (q.approximate, 'a'),
                    (q.own_level, 'o'),
                    (q.norm, 'n'),
                ]
                .iter()
                .filter(|(set, _)| *set)
                .map(|(_, flag)| *flag)
                .collect()
            })
            .collect()
    }

    #[test]
    fn qualifiers() {
        for (text, expected) in [
            ("收办申请17件", vec!["c"]),
            ("答复申请17件(含上年度结转6件)", vec!["c", "p"]),
            ("答复申请17件,含上年结转6件", vec!["c", ""]),
            ("含上年结转在内共办理17件", vec!["c"]),
            ("加上上年结转6件,共办理17件", vec!["", "c"]),
            ("新收申请33件,上年结转2件,共35件", vec!["", "", "c"]),
            ("邀请代表列席3人次", vec![""]),
            ("上年结转6件,结转下年2件", vec!["", ""]),
            ("答复17件(结转下年度2件)", vec!["", ""]),
            ("截至目前,网站累计发布310条", vec!["u"]),
            ("2024年,全年累计公开310条", vec![""]),
            ("截至2024年底,累计公开310条", vec!["u"]),
            ("累计公开310条", vec!["u"]),
            ("同比增加5件", vec!["d"]),
            ("较上年减少了5件", vec!["d"]),
            ("由26件减少到19件", vec!["d", ""]),
            ("增加政务公开专栏6个", vec![""]),
            ("上年收到12件", vec!["d"]),
            ("公开800余条", vec!["a"]),
            ("公开近310条,培训30人以上", vec!["a", "a"]),
            ("区政府办代表区政府受理申请17件", vec!["o"]),
            ("市政府网站公开信息310条", vec![""]),
            ("县本级收到申请3件", vec!["o"]),
            ("办理人大代表建议12件", vec![""]),
            ("每月更新2次,在5个工作日内办结", vec!["n", "n"]),
            ("至少开展1次", vec!["n"]),
        ] {
            assert_eq!(flags(text), expected, "{text}");
        }
    }
}
