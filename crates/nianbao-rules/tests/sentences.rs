//! Sentences as reports word them, each with numbers of the tables beside it and the rules that have
//! to object to it: the shapes of real sentences, with numbers and names made up.

#![allow(clippy::expect_used)]

use nianbao_core::{Report, SourceText};
use nianbao_lint::{Group, Selection, Settings, base_report, check};

/// Row labels of 表三 as the base report writes them, up to the first number, with short names.
const ROWS: [(&str, &str); 25] = [
    ("new", "| 一、本年新收政府信息公开申请数量 | | |"),
    ("in", "| 二、上年结转政府信息公开申请数量 | | |"),
    ("granted", "| 三、本年度办理结果 | （一）予以公开 | |"),
    (
        "partly",
        "| | （二）部分公开（区分处理的，只计这一情形，不计其他情形） | |",
    ),
    ("denied1", "| | （三）不予公开 | 1.属于国家秘密 |"),
    ("denied2", "| | | 2.其他法律行政法规禁止公开 |"),
    ("denied3", "| | | 3.危及“三安全一稳定” |"),
    ("denied4", "| | | 4.保护第三方合法权益 |"),
    ("denied5", "| | | 5.属于三类内部事务信息 |"),
    ("denied6", "| | | 6.属于四类过程性信息 |"),
    ("denied7", "| | | 7.属于行政执法案卷 |"),
    ("denied8", "| | | 8.属于行政查询事项 |"),
    (
        "unavailable1",
        "| | （四）无法提供 | 1.本机关不掌握相关政府信息 |",
    ),
    ("unavailable2", "| | | 2.没有现成信息需要另行制作 |"),
    ("unavailable3", "| | | 3.补正后申请内容仍不明确 |"),
    ("rejected1", "| | （五）不予处理 | 1.信访举报投诉类申请 |"),
    ("rejected2", "| | | 2.重复申请 |"),
    ("rejected3", "| | | 3.要求提供公开出版物 |"),
    ("rejected4", "| | | 4.无正当理由大量反复申请 |"),
    (
        "rejected5",
        "| | | 5.要求行政机关确认或重新出具已获取信息 |",
    ),
    (
        "other1",
        "| | （六）其他处理 | 1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请 |",
    ),
    (
        "other2",
        "| | | 2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请 |",
    ),
    ("other3", "| | | 3.其他 |"),
    ("handled", "| | （七）总计 | |"),
    ("out", "| 四、结转下年度继续办理 | | |"),
];

/// A sentence with the tables beside it.
struct Case {
    sentence: &'static str,
    /// Totals of rows of 表三 by short name, all in the first column; `cases` is the line of 表四, `fees`
    /// the charges of 表二. The rest is 0, documents and decisions of 表二 aside.
    tables: &'static [(&'static str, &'static str)],
    /// The codes of group X that must be found, in order; no others may.
    expected: &'static [&'static str],
}

const CASES: &[Case] = &[
    // One sentence that balances: received, answered, carried in, carried out.
    Case {
        sentence: "2023年，全县共受理政府信息公开申请412件，答复398件（含上年度结转申请9件，另有23件顺延到下年度答复），均在法定期限内予以答复。",
        tables: &[
            ("new", "412"),
            ("in", "9"),
            ("handled", "398"),
            ("out", "23"),
        ],
        expected: &[],
    },
    Case {
        sentence: "2023年，全县共受理政府信息公开申请421件，答复398件（含上年度结转申请9件，另有32件顺延到下年度答复），均在法定期限内予以答复。",
        tables: &[
            ("new", "412"),
            ("in", "9"),
            ("handled", "398"),
            ("out", "23"),
        ],
        // 421 is 412 and 9 together, one of the readings in use.
        expected: &["X004"],
    },
    Case {
        sentence: "2023年，全县共受理政府信息公开申请412件，答复389件（含上年度结转申请6件，另有23件顺延到下年度答复）。",
        tables: &[
            ("new", "412"),
            ("in", "9"),
            ("handled", "398"),
            ("out", "23"),
        ],
        expected: &["X004"],
    },
    Case {
        sentence: "2023年，全县共受理政府信息公开申请214件，答复398件（含上年度结转申请9件，另有23件顺延到下年度答复）。",
        tables: &[
            ("new", "412"),
            ("in", "9"),
            ("handled", "398"),
            ("out", "23"),
        ],
        expected: &["X001"],
    },
    // Cases with their results, litigation being the sum of both blocks.
    Case {
        sentence: "政府信息公开行政复议31件，其中结果维持12件，结果纠正4件，其他结果9件，尚未审结6件；政府信息公开行政诉讼14件，其中结果维持8件，结果纠正1件，其他结果2件，尚未审结3件。",
        tables: &[("cases", "12 4 9 6 31 5 1 1 2 9 3 0 1 1 5")],
        expected: &[],
    },
    Case {
        sentence: "政府信息公开行政复议31件，其中结果维持12件，结果纠正5件，其他结果8件，尚未审结6件；政府信息公开行政诉讼9件，其中结果维持5件，结果纠正1件，其他结果1件，尚未审结2件。",
        tables: &[("cases", "12 4 9 6 31 5 1 1 2 9 3 0 1 1 5")],
        expected: &["X008", "X008", "X007", "X008", "X008", "X008"],
    },
    // Cases filed: those concluded are a reading in use.
    Case {
        sentence: "全县全年备案政府信息依申请公开领域行政复议案件25件，行政诉讼案件11件。",
        tables: &[("cases", "12 4 9 6 31 5 1 1 2 9 3 0 1 1 5")],
        expected: &[],
    },
    Case {
        sentence: "全县全年备案政府信息依申请公开领域行政复议案件27件，行政诉讼案件11件。",
        tables: &[("cases", "12 4 9 6 31 5 1 1 2 9 3 0 1 1 5")],
        expected: &["X007"],
    },
    // Received and carried in together, with every outcome.
    Case {
        sentence: "全县全年共收办政府信息公开申请案件87件，同比增长2.05%，其中，予以公开31件、部分公开11件、不予公开6件、无法提供20件、不予处理5件、作其他处理（含申请人主动撤回申请）9件、转下年度办理5件。",
        tables: OUTCOMES,
        expected: &[],
    },
    Case {
        sentence: "全县全年共收办政府信息公开申请案件87件，同比增长2.05%，其中，予以公开31件、部分公开11件、不予公开8件、无法提供18件、不予处理5件、作其他处理（含申请人主动撤回申请）9件、转下年度办理5件。",
        tables: OUTCOMES,
        expected: &["X005", "X005"],
    },
    Case {
        sentence: "全县全年共收办政府信息公开申请案件87件，同比增长2.05%，其中，予以公开31件、部分公开11件、不予公开6件、无法提供20件、不予处理5件、作其他处理（含申请人主动撤回申请）9件、转下年度办理8件。",
        tables: OUTCOMES,
        expected: &["X015", "X004"],
    },
    // A list by unit in brackets, then a second division.
    Case {
        sentence: "全县全年共收办政府信息公开申请案件87件（县政府19件、县各有关部门31件、青石镇12件、白沙镇9件、柳河乡11件、云溪经济开发区5件），同比增长70.3%，其中，自然人申请79件，法人或其他组织申请8件。",
        tables: OUTCOMES,
        expected: &[],
    },
    Case {
        sentence: "全县全年共收办政府信息公开申请案件87件（县政府19件、县各有关部门31件、青石镇12件、白沙镇9件、柳河乡11件、云溪经济开发区7件），同比增长70.3%，其中，自然人申请79件，法人或其他组织申请8件。",
        tables: OUTCOMES,
        expected: &["X015"],
    },
    Case {
        sentence: "全县全年共收办政府信息公开申请案件87件（县政府19件、县各有关部门31件、青石镇12件、白沙镇9件、柳河乡11件、云溪经济开发区5件），同比增长70.3%，其中，自然人申请79件，法人或其他组织申请18件。",
        tables: OUTCOMES,
        expected: &["X015", "X005"],
    },
    // Lists by place.
    Case {
        sentence: "全年共制作58期政策简明问答，其中，县级21期、青石镇16期、白沙镇11期、柳河乡6期、西塘乡4期。",
        tables: &[],
        expected: &[],
    },
    Case {
        sentence: "全年共制作58期政策简明问答，其中，县级21期、青石镇16期、白沙镇11期、柳河乡6期、西塘乡7期。",
        tables: &[],
        expected: &["X015"],
    },
    Case {
        sentence: "全年共制作58期政策简明问答，其中，县级21期、青石镇16期、白沙镇11期、柳河乡6期、西塘乡2期。",
        tables: &[],
        expected: &["X016"],
    },
    Case {
        sentence: "全年开展多元化政策简明问答43期，其中，县级21期、青石镇12期、白沙镇6期、柳河乡4期。",
        tables: &[],
        expected: &[],
    },
    Case {
        sentence: "全年开展多元化政策简明问答43期，其中，县级21期、青石镇12期、白沙镇6期、柳河乡1期。",
        tables: &[],
        expected: &["X016"],
    },
    Case {
        sentence: "共归集政策文件1219件，其中，县级文件840件，乡镇级文件379件。",
        tables: &[],
        expected: &[],
    },
    Case {
        sentence: "共归集政策文件1219件，其中，县级文件840件，乡镇级文件397件。",
        tables: &[],
        expected: &["X015"],
    },
    Case {
        sentence: "共归集政策文件1219件，其中，县级文件840件，乡镇级文件297件。",
        tables: &[],
        expected: &["X016"],
    },
    // Fees: two lists side by side, requests and amounts.
    Case {
        sentence: "2023年对10件政府信息公开申请案件收取了信息处理费1480元。其中，县自然资源局1件，收取420元；青石镇人民政府2件，收取290元；县公安局7件，收取770元。",
        tables: &[("fees", "12.5")],
        expected: &[],
    },
    Case {
        sentence: "2023年对10件政府信息公开申请案件收取了信息处理费1480元。其中，县自然资源局1件，收取420元；青石镇人民政府2件，收取290元；县公安局9件，收取770元。",
        tables: &[("fees", "12.5")],
        expected: &["X015"],
    },
    Case {
        sentence: "2023年对10件政府信息公开申请案件收取了信息处理费1480元。其中，县自然资源局1件，收取420元；青石镇人民政府2件，收取290元；县公安局7件，收取970元。",
        tables: &[("fees", "12.5")],
        expected: &["X015"],
    },
    Case {
        sentence: "2023年有3件政府信息公开申请案件收取信息处理费2230元。其中，县民政局1件，收取880元；县政府办公室1件，收取1080元；白沙镇人民政府1件，收取270元。",
        tables: &[("fees", "0.1")],
        expected: &["X013"],
    },
    // One number.
    Case {
        sentence: "2023年全县受理政府信息公开申请21件，均在法定期限答复。",
        tables: &[("new", "21"), ("handled", "21")],
        expected: &[],
    },
    Case {
        sentence: "2023年全县受理政府信息公开申请12件，均在法定期限答复。",
        tables: &[("new", "21"), ("handled", "21")],
        expected: &["X001"],
    },
    Case {
        sentence: "2023年，县政府办代表县政府受理政府信息公开申请17件，均已在法定期限内予以答复。",
        tables: &[("new", "95"), ("handled", "90"), ("out", "5")],
        expected: &[],
    },
    Case {
        sentence: "2023年，全县共收到政府信息公开申请43件，依法按期办结43件。",
        tables: &[("new", "43"), ("handled", "43")],
        expected: &[],
    },
    Case {
        sentence: "2023年，全县共收到政府信息公开申请43件，依法按期办结34件。",
        tables: &[("new", "43"), ("handled", "43")],
        expected: &["X003"],
    },
    Case {
        sentence: "2023年，全县共收到政府信息公开申请43件，已全部办结。",
        tables: &[("new", "43"), ("handled", "40"), ("out", "3")],
        expected: &["X006"],
    },
    Case {
        sentence: "2023年，全县共收到政府信息公开申请43件，均在法定期限内答复。",
        tables: &[("new", "43"), ("handled", "40"), ("out", "3")],
        expected: &[],
    },
    // A list of eight kinds with semicolons.
    Case {
        sentence: "全年共审核发布各类公开政府信息149条，其中：发布行政公文和政策解读信息9条；机构设置和人事任免信息7条；重点工作29条；财政预决算信息6条；信息公开年度报告1条；政府信息公开指南1条；政府网站信息94条；政府信息公开制度2条。",
        tables: &[],
        expected: &[],
    },
    Case {
        sentence: "全年共审核发布各类公开政府信息149条，其中：发布行政公文和政策解读信息9条；机构设置和人事任免信息7条；重点工作29条；财政预决算信息6条；信息公开年度报告1条；政府信息公开指南1条；政府网站信息97条；政府信息公开制度2条。",
        tables: &[],
        expected: &["X015"],
    },
    Case {
        sentence: "全年共审核发布各类公开政府信息149条，其中：发布行政公文和政策解读信息9条；机构设置和人事任免信息7条；重点工作29条；财政预决算信息6条；信息公开年度报告1条；政府信息公开指南1条；政府网站信息84条；政府信息公开制度2条。",
        tables: &[],
        expected: &["X016"],
    },
    // Other words for requests.
    Case {
        sentence: "2023年度我县共收到依申请信息公开26件，及时回复申请人。",
        tables: &[("new", "26"), ("handled", "26")],
        expected: &[],
    },
    Case {
        sentence: "2023年度我县共收到依申请信息公开29件，及时回复申请人。",
        tables: &[("new", "26"), ("handled", "26")],
        expected: &["X001"],
    },
];

/// More readings, and what only looks like a slip.
const READINGS: &[Case] = &[
    // Readings in use.
    Case {
        sentence: "全年收到政府信息公开申请143件（含上年度结转6件），办结141件，结转下年度2件。",
        tables: &[
            ("new", "137"),
            ("in", "6"),
            ("handled", "141"),
            ("out", "2"),
        ],
        expected: &[],
    },
    Case {
        sentence: "全年新收政府信息公开申请180件，上年结转35件，共答复202件，13件结转下年度办理。",
        tables: &[
            ("new", "180"),
            ("in", "35"),
            ("handled", "202"),
            ("out", "13"),
        ],
        expected: &[],
    },
    // All done.
    Case {
        sentence: "全年共受理政府信息公开申请40件，均已答复。",
        tables: &[("new", "41"), ("in", "2"), ("handled", "40"), ("out", "3")],
        expected: &[],
    },
    Case {
        sentence: "全年共受理政府信息公开申请41件（含上年结转2件），同比增长12%，全部办理完毕。",
        tables: &[("new", "39"), ("in", "2"), ("handled", "38"), ("out", "3")],
        expected: &["X006"],
    },
    Case {
        sentence: "全年共受理政府信息公开申请41件，其中网络申请30件，均已办结。",
        tables: &[("new", "41"), ("handled", "38"), ("out", "3")],
        expected: &[],
    },
    Case {
        sentence: "全年共受理政府信息公开申请41件，除3件正在办理外，其余均已答复。",
        tables: &[("new", "41"), ("handled", "38"), ("out", "3")],
        expected: &[],
    },
    // Shares and rates.
    Case {
        sentence: "全年共受理政府信息公开申请83件，其中予以公开4件，占4.82%，不予公开79件，占95.18%。",
        tables: &[
            ("new", "83"),
            ("granted", "4"),
            ("denied8", "79"),
            ("handled", "83"),
        ],
        expected: &[],
    },
    Case {
        sentence: "全年发布政策解读23个，其中动漫解读7个，占比23%，图文解读16个。",
        tables: &[],
        expected: &["X017"],
    },
    Case {
        sentence: "全年共办理网民留言115件，其中咨询类占58.5%、求助类占7.3%、建议类占28.9%、其他占5.2%。",
        tables: &[],
        expected: &[],
    },
    Case {
        sentence: "全年共办理网民留言115件，其中咨询类占58.5%、求助类占7.3%、建议类占38.9%、其他占5.2%。",
        tables: &[],
        expected: &["X018"],
    },
    Case {
        sentence: "全年共收到网民留言115件，办结112件，办结率97.4%，满意率99%。",
        tables: &[],
        expected: &[],
    },
    Case {
        sentence: "全年共收到网民留言115件，办结112件，办结率99.1%，满意率99%。",
        tables: &[],
        expected: &["X017"],
    },
    Case {
        sentence: "全年共收到网民留言115件，办结112件，3件正在办理，办结率100%。",
        tables: &[],
        expected: &[],
    },
    Case {
        sentence: "全年收到网民留言115件，同比增长15%，咨询类60件，求助类12件，占20%。",
        tables: &[],
        expected: &[],
    },
    // Counted lists.
    Case {
        sentence: "按照“谁起草、谁解读”“谁主管、谁公开”两项原则，抓好三个环节：审核、发布、反馈。",
        tables: &[],
        expected: &[],
    },
    Case {
        sentence: "围绕“权力运行”“重点领域”“政府自身建设”三大板块，推行四项机制：提醒机制、通报机制、督办机制、考核机制。",
        tables: &[],
        expected: &[],
    },
    Case {
        sentence: "推行四项机制：提醒机制、通报机制、督办机制、考核机制、反馈机制。",
        tables: &[],
        expected: &["X019"],
    },
    Case {
        sentence: "重点公开四个领域：财政预决算、重大建设项目、公共资源配置和社会公益。",
        tables: &[],
        expected: &[],
    },
    Case {
        sentence: "重点公开五个领域：财政预决算、重大建设项目、社会公益。",
        tables: &[],
        expected: &["X019"],
    },
    Case {
        sentence: "打造“国家＋省＋市县”三级平台，在“政策文件”“政策解读”12个栏目发布信息，完成三个方面的工作。",
        tables: &[],
        expected: &[],
    },
    // The same total twice.
    Case {
        sentence: "2023年，全县主动公开政府信息2671条。全县累计主动公开政府信息12671条。各乡镇主动公开政府信息671条。全县主动公开政府信息同比增加71条。",
        tables: &[],
        expected: &[],
    },
    Case {
        sentence: "2023年，全县共办理人大代表建议36件。政协方面，办理提案20件。2023年，全县共办理人大代表建议63件。",
        tables: &[],
        expected: &["X020"],
    },
    // Documents and decisions: the base report's 6, 2, 48 and 3215, 1204, 86.
    Case {
        sentence: "全年制发规范性文件6件，清理规范性文件11件，现行有效规范性文件48件，作出行政许可3215件。",
        tables: &[],
        expected: &[],
    },
    Case {
        sentence: "全年制发规范性文件7件，清理规范性文件11件，现行有效规范性文件48件，作出行政许可3251件。",
        tables: &[],
        expected: &["X011", "X012"],
    },
    Case {
        sentence: "公开行政许可信息3000条、行政处罚信息900条，解读规范性文件4件，备案规范性文件5件，县教育局制定规范性文件1件。",
        tables: &[],
        expected: &[],
    },
];

const OUTCOMES: &[(&str, &str)] = &[
    ("business", "8"),
    ("new", "81"),
    ("in", "6"),
    ("granted", "31"),
    ("partly", "11"),
    ("denied4", "4"),
    ("denied8", "2"),
    ("unavailable1", "17"),
    ("unavailable2", "3"),
    ("rejected1", "5"),
    ("other3", "9"),
    ("handled", "82"),
    ("out", "5"),
];

/// The base report with other tables and one sentence in place of all that it says of numbers.
fn report(case: &Case) -> String {
    let said = |name: &str| {
        case.tables
            .iter()
            .find(|(row, _)| *row == name)
            .map(|(_, number)| *number)
    };
    let mut text = String::new();
    for line in base_report().lines() {
        let row = ROWS.iter().find(|(_, label)| line.starts_with(label));
        if let Some((name, label)) = row {
            let number = said(name).unwrap_or("0");
            // Requests of business, all new and granted.
            let business = match *name {
                "new" | "granted" | "handled" => said("business").unwrap_or("0"),
                _ => "0",
            };
            let natural =
                number.parse::<u32>().expect("a count") - business.parse::<u32>().expect("a count");
            text.extend([format!(
                "{label} {natural} | {business} | 0 | 0 | 0 | 0 | {number} |"
            )]);
        } else if line.starts_with("| 2 | 1 | 1 | 1 | 5 |") {
            let numbers = said("cases").unwrap_or("0 0 0 0 0 0 0 0 0 0 0 0 0 0 0");
            text.push_str(&["| ", &numbers.replace(' ', " | "), " |"].concat());
        } else if line.starts_with("| 行政事业性收费 |") {
            let fees = said("fees").unwrap_or("0");
            text.push_str(&["| 行政事业性收费 | ", fees, " |"].concat());
        } else if line.starts_with("全年共收到政府信息公开申请") {
            text.push_str(case.sentence);
        } else if line.starts_with("全年通过县政府门户网站") {
            text.push_str("主动公开各类政府信息。");
        } else {
            text.push_str(line);
        }
        text.push('\n');
    }
    text
}

#[test]
fn sentences_get_the_verdict_of_an_expert() {
    let settings = Settings {
        selection: Selection::all(&nianbao_rules::REGISTRY),
        ..nianbao_rules::settings()
    };
    let mut failures = Vec::new();
    for case in CASES.iter().chain(READINGS) {
        let report = Report::parse(SourceText::new(report(case)).expect("small"));
        let findings = check(&report, &settings);
        let found: Vec<&str> = findings
            .diagnostics
            .iter()
            .filter(|found| found.rule.group() == Some(Group::ProseTables))
            // The excerpt says nothing of cases that only its tables have.
            .filter(|found| !matches!(found.rule.code(), "X009" | "X010"))
            .map(|found| found.rule.code())
            .collect();
        if found != case.expected {
            let messages: Vec<&str> = findings
                .diagnostics
                .iter()
                .filter(|found| found.rule.group() == Some(Group::ProseTables))
                .map(|found| found.message.zh.as_ref())
                .collect();
            failures.push(format!(
                "{}\n  expected {:?}, found {found:?}\n  {}",
                case.sentence,
                case.expected,
                messages.join("\n  ")
            ));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// What one report cannot tell of a sentence: growth, the year, and a number of a narrower scope.
const UNKNOWABLE: [&str; 4] = ["2023", "2.05", "70.3", "17"];

#[test]
fn a_slip_in_any_number_of_a_right_sentence_is_found() {
    let settings = Settings {
        selection: Selection::all(&nianbao_rules::REGISTRY),
        ..nianbao_rules::settings()
    };
    let mut missed = Vec::new();
    for case in CASES.iter().filter(|case| case.expected.is_empty()) {
        for (at, number) in numbers(case.sentence) {
            let Ok(value) = number.parse::<u32>() else {
                continue;
            };
            if UNKNOWABLE.contains(&number) || value < 2 {
                continue;
            }
            // One less: a list that overshoots may end before its last part.
            let (before, after) = (&case.sentence[..at], &case.sentence[at + number.len()..]);
            let slipped = format!("{before}{}{after}", value - 1);
            let text = report(case).replace(case.sentence, &slipped);
            let report = Report::parse(SourceText::new(text).expect("small"));
            let findings = check(&report, &settings);
            let found = findings.diagnostics.iter().any(|found| {
                found.rule.group() == Some(Group::ProseTables)
                    && !matches!(found.rule.code(), "X009" | "X010")
            });
            if !found {
                missed.push(format!("{number} in {slipped}"));
            }
        }
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

/// The numbers of a text with their offsets.
fn numbers(text: &str) -> Vec<(usize, &str)> {
    let numeral = |c: char| c.is_ascii_digit() || c == '.';
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(numeral).map(|start| at + start) {
        let len = text[start..]
            .find(|c| !numeral(c))
            .unwrap_or(text.len() - start);
        found.push((start, &text[start..start + len]));
        at = start + len;
    }
    found
}
