//! Accounts as texts give them.

use super::super::tests::body;

/// `whole=part+part` of every list, `?` where those carried in may be hidden in it.
fn lists(text: &str) -> Vec<String> {
    let prose = body(text);
    let value = |index: usize| prose.quantities[index].value.to_string();
    prose
        .part_lists
        .iter()
        .map(|list| {
            let parts: Vec<_> = list.parts.iter().map(|&part| value(part)).collect();
            let mark = if list.carried_in { "?" } else { "" };
            format!("{}={}{mark}", value(list.whole), parts.join("+"))
        })
        .collect()
}

#[test]
fn what_was_answered_and_what_is_left_make_what_came_in() {
    for (text, expected) in [
        (
            "全年收到申请41件,已答复38件,3件结转下年度继续办理。",
            "41=38+3",
        ),
        (
            "全年收到申请41件,已答复38件,7件结转下年度继续办理。",
            "41=38+7?",
        ),
        (
            "共受理公开申请41件次,办结38件,另有5件正在办理中。",
            "41=38+5?",
        ),
        // Those of the year before are in the whole.
        (
            "受理公开申请41件(含上年结转2件),39件已按期予以答复,4件转入下一年度办理。",
            "41=39+4",
        ),
        // Or beside it.
        (
            "收到公开申请39件,上年结转2件,办结40件,结转下年4件。",
            "39=40+4",
        ),
    ] {
        assert!(
            lists(text).contains(&expected.to_owned()),
            "{text}: {:?}",
            lists(text)
        );
    }
}

#[test]
fn what_came_in_makes_the_total() {
    for (text, expected) in [
        ("新收公开申请33件,上年结转4件,共计37件。", "37=33+4"),
        ("新收公开申请33件,上年结转4件,共计35件。", "35=33+4"),
        (
            "共受理申请37件。其中,本年新收33件,结转上年申请6件。",
            "37=33+6",
        ),
        ("收到申请33件,答复上年结转4件,全年共答复35件。", "35=33+4"),
        (
            "新收公开申请33件,2022年度结转4件,按时办结全部35件。",
            "35=33+4",
        ),
        ("收到公开申请33件,结转上年申请4件,共35件。", "35=33+4"),
        ("网上收到申请18件,邮寄7件,合计24件。", "24=18+7"),
    ] {
        assert_eq!(lists(text), [expected], "{text}");
    }
}

#[test]
fn answers_to_one_question_make_what_they_divide() {
    for (text, expected) in [
        // The list word is far off, or missing.
        (
            "全年受理公开申请30件。经研究办理,予以公开21件,部分公开4件,无法提供8件。",
            "30=21+4+8?",
        ),
        (
            "新收公开申请30件。处理结果:予以公开21件;不予公开4件,其中1件属于国家秘密,3件属于过程性信息;无法提供2件;结转下年6件。",
            "30=21+4+2+6",
        ),
        (
            "全年收到公开申请30件,主要受理途径为网上申请21件、信函申请12件。",
            "30=21+12",
        ),
        (
            "新收公开申请30件,其中予以公开21件,均已送达。无法提供12件。",
            "30=21+12",
        ),
        (
            "发生行政复议6起、行政诉讼0起,其中4起维持原答复,1起结果纠正,2起尚未审结。",
            "6=4+1+2",
        ),
        // One answer too many.
        (
            "新收公开申请20件(其中网络渠道申请8件,信函申请12件,线下提交3件)。",
            "20=8+12+3",
        ),
    ] {
        assert!(
            lists(text).contains(&expected.to_owned()),
            "{text}: {:?}",
            lists(text)
        );
    }
}

#[test]
fn sums_that_are_explained_or_do_not_belong_together() {
    for text in [
        // Those carried in are answered too.
        "收到申请39件,上年结转4件,办结40件,结转下年3件。",
        // Answered in time and late.
        "收到申请39件,按期答复30件,延期答复8件,结转下年4件。",
        // A part of a part.
        "新收申请30件,予以公开10件,无法提供20件,不掌握15件。",
        "新收申请30件,予以公开20件,其他处理10件,逾期不补正4件。",
        // Those in progress are of another matter.
        "收到公开申请10件,答复10件。收到网民留言20件,正在办理3件。",
        "新收申请30件,上年结转5件,共办结32件。",
        "收到申请30件(不含上年结转3件),办结31件,结转下年2件。",
        // Answers to two questions.
        "收到申请30件,网络申请20件,自然人申请28件。",
        "收到申请30件,答复28件。从方式看,网络申请18件,信函申请11件。",
        "发生行政复议6起、行政诉讼3起,其中维持7起,纠正1起,尚未审结2起。",
        "办公室受理申请26件,各部门受理申请60件,网络申请70件,信函申请16件。",
        "行政复议5件,均已办结。全县应诉案件中,维持4件,纠正2件。",
        "受理公开申请21件,答复39件(含上年度结转申请9件,另有2件顺延到下年度答复)。",
        "收到申请约30件,网络申请20件,信函申请12件。",
    ] {
        let wrong: Vec<String> = lists(text)
            .into_iter()
            .filter(|list| {
                let (whole, parts) = list.trim_end_matches('?').split_once('=').unwrap();
                let sum: i64 = parts
                    .split('+')
                    .map(|part| part.parse::<i64>().unwrap())
                    .sum();
                sum > whole.parse().unwrap()
            })
            .collect();
        assert!(wrong.is_empty(), "{text}: {wrong:?}");
    }
}

#[test]
fn many_accounts_on_one_line_take_linear_time() {
    let text = "收到申请9件,上年结转1件,网络申请7件,信函申请3件,办结8件,结转下年2件,".repeat(3000);
    let prose = body(&text);
    assert_eq!(prose.quantities.len(), 18_000);
}

#[test]
fn large_numbers_that_nearly_make_the_first_one() {
    let text = "网站发布信息3420条,概况更新量420条,动态更新量2000条,目录更新量1004条。";
    assert_eq!(lists(text), ["3420=420+2000+1004"]);
    for text in [
        "网站发布信息3420条,概况更新量420条,动态更新量2000条,目录更新量1204条。",
        "制发文件1000件,公开文件985件,解读文件10件,废止文件8件。",
        "发布信息34条,概况更新4条,动态更新20条,目录更新11条。",
    ] {
        assert!(lists(text).is_empty(), "{text}: {:?}", lists(text));
    }
}
