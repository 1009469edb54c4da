//! Lists as texts give them.

use super::super::tests::body;

/// `whole=part+part Yes` of every list.
fn lists(text: &str) -> Vec<String> {
    let prose = body(text);
    let value = |index: usize| {
        let quantity = &prose.quantities[index];
        format!("{}{}", quantity.value, prose.text(quantity.unit))
    };
    prose
        .part_lists
        .iter()
        .map(|list| {
            let parts: Vec<_> = list.parts.iter().map(|&part| value(part)).collect();
            format!(
                "{}={} {:?}",
                value(list.whole),
                parts.join("+"),
                list.exhaustive
            )
        })
        .collect()
}

#[test]
fn among_lists() {
    for (text, expected) in [
        (
            "公开信息30条,其中概况类10条、动态类15条、其他5条。",
            "30条=10条+15条+5条 Yes",
        ),
        (
            "公开信息30条,其中:概况类10条,动态类15条。",
            "30条=10条+15条 Yes",
        ),
        (
            "公开信息30条,其中通过网站公开10条,通过微信公开15条。",
            "30条=10条+15条 Yes",
        ),
        (
            "公开信息30条,其中通过网站公开10条,主要涉及财政、民生等;通过微信公开15条,主要涉及要闻等。",
            "30条=10条+15条 Yes",
        ),
        (
            "公开信息90条,其中:政策文件9条;机构设置7条;重点工作29条;网站信息38条。",
            "90条=9条+7条+29条+38条 Yes",
        ),
        (
            "公开信息90条,其中:政策文件9条;机构设置7条;重点工作29条;网站信息48条。",
            "90条=9条+7条+29条+48条 Yes",
        ),
        (
            "公开信息90条,其中:政策文件9条;机构设置7条;重点工作9条;网站信息8条。",
            "90条=9条+7条+9条+8条 Unknown",
        ),
        (
            "公开信息90条,其中:政策文件19条;机构设置17条;重点工作49条;回复留言36条。",
            "90条=19条+17条+49条 Unknown",
        ),
        (
            "公开信息30条,其中重要政策文件20条,招考公告8条。",
            "30条=20条+8条 Unknown",
        ),
        (
            "公开信息30条,其中政策类10条、动态类15条等。",
            "30条=10条+15条 No",
        ),
        (
            "公开信息30条,其中主要有政策类10条、动态类15条。",
            "30条=10条+15条 No",
        ),
        ("公开信息30条,其中政策类10条。", "30条=10条 Unknown"),
        (
            "公开信息300条,其中政策类10条、动态类15条。",
            "300条=10条+15条 Unknown",
        ),
        (
            "公开信息30条,其中政策类18条、动态类15条。",
            "30条=18条+15条 Yes",
        ),
        (
            "受理申请28件,同比增加8件,增长40%,其中网络申请20件,信函申请8件。",
            "28件=20件+8件 Yes",
        ),
        (
            "共受理28件政府信息公开申请,其中20件为网络申请,6件为信函申请。",
            "28件=20件+6件 Yes",
        ),
        (
            "公开信息30条。其中,政策类10条;动态类20条。",
            "30条=10条+20条 Yes",
        ),
        (
            "受理申请30件,上年结转1件,其中自然人申请24件,法人申请6件。",
            "30件=24件+6件 Yes",
        ),
        (
            "通过网站公开信息30条,其中政务动态信息19条,目录信息维护12条。",
            "30条=19条+12条 Unknown",
        ),
        (
            "通过网站公开信息30条,其中政务动态信息19条,发布公告12条。",
            "30条=19条 Unknown",
        ),
        (
            "受理申请10件,其中网络申请9件,已答复10件。",
            "10件=9件 Unknown",
        ),
        (
            "受理申请10件,其中网络申请9件,信函申请1件,办结10件。",
            "10件=9件+1件 Yes",
        ),
        (
            "受理申请10件,其中网络申请8件、信函申请2件;办理复议3件。",
            "10件=8件+2件 Yes",
        ),
        (
            "办理复议10件,其中维持7件,纠正2件;诉讼3件,其中维持3件。",
            "10件=7件+2件 Yes",
        ),
    ] {
        assert_eq!(lists(text)[0], expected, "{text}");
    }
}

#[test]
fn other_introductions() {
    for (text, expected) in [
        (
            "受理申请28件,分别为网络申请20件、信函申请6件。",
            "28件=20件+6件 Yes",
        ),
        (
            "受理申请28件,包括网络申请20件、信函申请6件。",
            "28件=20件+6件 Yes",
        ),
        (
            "受理申请28件(网络申请20件、信函申请6件),均已答复。",
            "28件=20件+6件 Yes",
        ),
        (
            "受理申请28件:网络申请20件、信函申请8件。",
            "28件=20件+8件 Yes",
        ),
        (
            "答复申请30件(含上年度结转申请4件,另有3件顺延到下年)",
            "30件=4件 No",
        ),
        ("受理申请28件(其中自然人20件,法人8件)", "28件=20件+8件 Yes"),
    ] {
        assert_eq!(lists(text), [expected], "{text}");
    }
}

#[test]
fn two_divisions_of_one_whole() {
    assert_eq!(
        lists(
            "收办申请36件(甲县10件、乙县20件、丙区6件),同比增长7.5%,其中,自然人申请30件,法人申请6件。"
        ),
        ["36件=10件+20件+6件 Yes", "36件=30件+6件 Yes"]
    );
    assert_eq!(
        lists("收到申请36件,其中网络申请30件,信函申请6件;其中自然人30件,法人6件。"),
        ["36件=30件+6件 Yes", "36件=30件+6件 Yes"]
    );
}

#[test]
fn two_wholes_of_one_list() {
    assert_eq!(
        lists("对8件申请收取了信息处理费300元。其中,甲局5件,收取200元;乙局3件,收取100元。"),
        ["300元=200元+100元 Yes", "8件=5件+3件 Yes"]
    );
}

#[test]
fn nested_lists() {
    assert_eq!(
        lists("公开信息30条,其中市级20条,县级10条(其中甲县4条、乙县6条)。"),
        ["30条=20条+10条 Yes", "10条=4条+6条 Yes"]
    );
    assert_eq!(
        lists("公开信息30条,其中市级10条,县级20条,其中甲县4条、乙县16条。"),
        ["30条=10条+20条 Yes", "20条=4条+16条 Yes"]
    );
}

#[test]
fn what_is_no_list() {
    for text in [
        "收到申请30件,答复28件,结转2件。",
        "受理申请30件,上年结转1件,其中自然人申请24件,法人申请5件。",
        "全年公开信息30条,访问量达500人次。公开政务信息10条,公示通知5条。",
        "发布信息30条,召开会议5次,其中视频会议8次。",
        "公开信息30条。制作解读5个,其中图解9个,视频3个。",
        "其中网络申请3件,信函申请2件。",
        "发布信息30条,访问量500人次,其中微信20条。",
        "网站发布30条(较上年减少5条)。",
    ] {
        let found: Vec<_> = lists(text)
            .into_iter()
            .filter(|list| !list.starts_with("5个") && !list.starts_with("5次"))
            .collect();
        assert!(found.is_empty(), "{text}: {found:?}");
    }
}

#[test]
fn parts_carry_their_flag() {
    let prose = body("公开信息30条,其中政策类10条、动态类20条,制作图解3个。");
    let parts: Vec<bool> = prose.quantities.iter().map(|q| q.qualifiers.part).collect();
    assert_eq!(parts, [false, true, true, false]);
}

#[test]
fn outcomes_belong_to_what_was_answered() {
    let text = "完成申请答复53件,包括上年结转申请8件。其中,予以公开30件,部分公开15件,不予公开9件。";
    let expected = ["53件=8件 Unknown", "53件=30件+15件+9件 Yes"];
    assert_eq!(lists(text), expected);
}

#[test]
fn the_rest_completes_a_list() {
    for (text, expected) in [
        (
            "公开信息30条,其中一周动态有12条,工作简报有9条;法律宣传有2条;其他内容有10条。",
            "30条=12条+9条+2条+10条 Yes",
        ),
        (
            "公开信息90条,其中一周动态有12条,工作简报有9条;法律宣传有2条;其他内容有10条。",
            "90条=12条+9条 Unknown",
        ),
        (
            "公开信息30条,其中政策解读12条,图文9条,其他8条。",
            "30条=12条+9条+8条 Yes",
        ),
    ] {
        assert_eq!(lists(text)[0], expected, "{text}");
    }
}

#[test]
fn lists_within_the_things_of_a_number() {
    for (text, expected) in [
        (
            "办结申请13件。在办结的13件中,公开类6件、不予公开类3件、无法提供类4件。",
            "13件=6件+3件+4件 Yes",
        ),
        (
            "收到的12件申请中,网络申请9件,信函申请2件。",
            "12件=9件+2件 Yes",
        ),
        (
            "全年公开信息50条。在主动公开的信息中,政策法规类4条,业务工作类16条,统计数据类30条。",
            "50条=4条+16条+30条 Yes",
        ),
        (
            "全年公开信息50条。在公开信息中,通过网站公开16条,通过平台公开35条。",
            "50条=16条+35条 Yes",
        ),
    ] {
        assert_eq!(lists(text), [expected], "{text}");
    }
    for text in [
        "答复申请13件,在工作中,发现问题6件。",
        "开展培训13次,培训中,发放资料6次。",
        "公开规范性文件2件。在公开的文件中,县政府文件12件。",
    ] {
        assert!(lists(text).is_empty(), "{text}: {:?}", lists(text));
    }
}

#[test]
fn a_part_too_many_belongs_to_its_list() {
    for (text, expected) in [
        (
            "受理申请9件,其中当面申请4件,网络申请5件,信函申请3件。",
            "9件=4件+5件+3件 Yes",
        ),
        (
            "公开信息66条,其中机构职能类6条、工作动态类60条、政策类3条。",
            "66条=6条+60条+3条 Yes",
        ),
        // A second division begins like this.
        (
            "受理申请9件,其中网络申请6件,信函申请3件,自然人申请8件。",
            "9件=6件+3件 Yes",
        ),
        (
            "公开信息66条,其中概况类6条、动态类60条、图文类50条。",
            "66条=6条+60条 Yes",
        ),
        (
            "公开信息66条,其中概况类6条、动态类60条、会议类2条(含在动态类中)。",
            "66条=6条+60条 Yes",
        ),
    ] {
        assert_eq!(lists(text), [expected], "{text}");
    }
}

#[test]
fn lists_in_doubt_are_left_alone() {
    // Other measure words complete the list, or leave its end in doubt.
    let text = "公开信息723条,其中网站公开16条,公众号发布440条,服务号发布45条,信箱办件21件、热线办件201件。";
    assert_eq!(lists(text), ["723条=16条+440条+45条+21件+201件 Yes"]);
    let text = "公开信息723条,其中网站公开16条,公众号发布440条,服务号发布45条,信箱办件21件、热线办件191件。";
    assert_eq!(lists(text), ["723条=16条+440条+45条 Unknown"]);
    let text = "公开信息82条,其中概况类16条,动态类41条,制作图解8个,采访稿9篇。";
    assert_eq!(lists(text), ["82条=16条+41条 Unknown"]);
    // The parts make another number of the sentence before.
    let text =
        "收到申请4件,2件为网络申请,2件为信函申请;自然人的2件,法人的2件。其中3件已答复,1件结转。";
    assert!(
        lists(text).iter().all(|list| !list.contains("3件+1件")),
        "{:?}",
        lists(text)
    );
}

#[test]
fn measure_words_are_used_one_for_another() {
    for (text, expected) in [
        (
            "答复申请40例,其中网络申请31件,信函申请9件。",
            "40例=31件+9件 Yes",
        ),
        (
            "答复申请40例,其中网络申请31件,信函申请13件。",
            "40例=31件+13件 Yes",
        ),
        (
            "公开信息900条,其中:会议纪要20篇,公示公告330件,工作动态415条,其他信息145条。",
            "900条=20篇+330件+415条+145条 Yes",
        ),
        (
            "公开信息900条,其中网站415条、微博330、公示栏155条。",
            "900条=415条+330+155条 Yes",
        ),
        // Another matter may come after the list.
        (
            "公开信息90条,其中概况类40条,制作图解60个。",
            "90条=40条 Unknown",
        ),
    ] {
        assert_eq!(lists(text), [expected], "{text}");
    }
}

#[test]
fn a_bracket_full_of_parts_is_believed() {
    for (text, expected) in [
        (
            "办理议案提案12件(代表议案8件,委员提案6件)。",
            "12件=8件+6件 Unknown",
        ),
        (
            "制定规章12件(含新订4件,修订9件)、规范性文件20件。",
            "12件=4件+9件 No",
        ),
    ] {
        assert_eq!(lists(text), [expected], "{text}");
    }
    for text in [
        "收到申请12件(网络申请9件,自然人6件)。",
        "开展培训12次(线上8次,参训30次)。",
        "制定规章12件(含上年结转4件,修订9件)。",
    ] {
        assert!(lists(text).is_empty(), "{text}: {:?}", lists(text));
    }
}

#[test]
fn several_divisions_in_one_list_are_not_added() {
    for text in [
        "收到申请15件,其中2件为上年结转,当面申请5件,信函申请9件。",
        "公开信息90条,其中涉及民生50条,涉及财政30条,涉及规划30条。",
        "办理案件9件,诉讼5件,其中维持11件,纠正3件。",
    ] {
        assert!(
            lists(text)
                .iter()
                .all(|list| list.ends_with("Unknown") && !list.contains("11件+3件")),
            "{text}: {:?}",
            lists(text)
        );
    }
    // Two outcomes of six are no complete list.
    let text = "答复申请79件,其中予以公开60件,部分公开10件。";
    assert_eq!(lists(text), ["79件=60件+10件 Unknown"]);
    // A bracket belongs to the number before it, itself a part or not.
    let text = "公开信息380条,其中专项资金152条,预决算197条(政府35条、部门165条)。";
    assert!(
        lists(text).contains(&"197条=35条+165条 Unknown".to_owned()),
        "{:?}",
        lists(text)
    );
}

#[test]
fn a_slip_in_the_last_item_belongs_to_its_list() {
    let text = "公开信息800条。其中,政府网站310条;利用公众号、微博等平台,及时发布要闻265条;公示栏等渠道发布信息230条。";
    assert_eq!(lists(text), ["800条=310条+265条+230条 Unknown"]);
    let text = "公开信息800条。其中,政府网站310条;利用公众号、微博等平台,及时发布要闻265条;公示栏等渠道发布信息430条。";
    assert_eq!(lists(text), ["800条=310条+265条 Unknown"]);
}
