//! A report to begin with: everything that the form and the law ask for, what only the drafter knows
//! marked `【请填写：…】`, the tables filled with 0.
//!
//! The figures of the prose agree with those of the tables, so that a change to one that forgets the
//! other is found.

use std::fmt::Write as _;

use nianbao_core::form::{Edition, OVERVIEW_ASPECTS, SECTIONS, SectionKind, TableId, table};
use nianbao_core::table::{Table, Value};
use nianbao_core::{Body, BodyKind, DecodeError, Report, SourceText};
use thiserror::Error;

use crate::query::{fee_statement, overview_headings};
use crate::skeleton::blank_table;

/// What a draft is made for.
#[derive(Clone, Copy, Debug)]
pub struct Draft<'a> {
    /// The full name of the body.
    pub body: &'a str,
    /// What kind of body it is.
    pub kind: BodyKind,
    /// The report year.
    pub year: u16,
}

/// Why there is no draft.
#[derive(Debug, Error, PartialEq, Eq)]
#[non_exhaustive]
pub enum DraftError {
    /// No edition of the form binds the year.
    #[error("no edition of the form binds {year}; the first is for 2019")]
    NoEdition {
        /// The year.
        year: u16,
    },
    /// The name of the body is too long.
    #[error(transparent)]
    Name(#[from] DecodeError),
}

impl Draft<'_> {
    /// Whether the body is a people's government, which must report on 工作考核, 社会评议 and
    /// 责任追究 (条例 arts. 46 and 50). A township body is one unless its name says otherwise.
    fn is_government(&self) -> bool {
        match self.kind {
            BodyKind::Government => true,
            BodyKind::Township => {
                let (kind, government) = Body::classify(self.body);
                government || (kind != BodyKind::Township && !self.body.contains("街道"))
            }
            BodyKind::Department | BodyKind::Office | BodyKind::Unknown => false,
        }
    }

    /// The draft as Markdown.
    ///
    /// # Errors
    /// [`DraftError::NoEdition`] for a year before 2019.
    pub fn markdown(&self) -> Result<String, DraftError> {
        let year = self.year;
        let edition = Edition::for_year(year).ok_or(DraftError::NoEdition { year })?;
        let mut text = String::new();
        self.front(edition, &mut text);
        for section in &SECTIONS {
            let _ = write!(text, "\n## {}\n\n", section.heading());
            match section.kind {
                SectionKind::Overview => self.overview(&mut text),
                SectionKind::Problems => text.push_str(PROBLEMS),
                SectionKind::Other => self.other(edition, &mut text),
                SectionKind::Proactive | SectionKind::Requests | SectionKind::Disputes => {
                    let tables = TableId::ALL.into_iter();
                    for id in tables.filter(|&id| table(edition, id).section == section.kind) {
                        text.push_str(&blank_table(edition, id));
                    }
                    text.push_str("\n【请填写：核对上表各项数据，没有发生的保留0】\n");
                }
            }
        }
        let _ = write!(
            text,
            "\n{}\n\n{}年1月31日\n",
            self.body,
            year.saturating_add(1)
        );
        zero_filled(&text)
    }

    fn front(&self, edition: Edition, text: &mut String) {
        let Self { body, year, .. } = self;
        let notice = match edition {
            Edition::V2019 => "中华人民共和国政府信息公开工作年度报告格式（试行）",
            Edition::V2021 => "中华人民共和国政府信息公开工作年度报告格式",
        };
        let document = edition.document();
        let titles: Vec<&str> = SECTIONS.iter().map(|section| section.title).collect();
        let _ = write!(
            text,
            "# {body}{year}年政府信息公开工作年度报告\n\n\
             根据《中华人民共和国政府信息公开条例》（以下简称《条例》）第五十条规定和《国务院办公厅政府信息与政务公开\
             办公室关于印发〈{notice}〉的通知》（{document}）要求，现公布《{body}{year}年政府信息公开工作年度报告》。\
             本报告包括{}六个部分。本报告数据的统计期限为{year}年1月1日至{year}年12月31日。\
             如对报告内容有疑问，请与【请填写：联系部门】联系（地址：【请填写：地址】，邮政编码：【请填写：邮编】，\
             电话：【请填写：区号和号码】）。\n",
            titles.join("、"),
        );
    }

    fn overview(&self, text: &mut String) {
        let _ = writeln!(
            text,
            "{}年，本机关认真贯彻落实《条例》，【请填写：本年度工作的总体情况，突出数据】。",
            self.year
        );
        for (aspect, heading) in OVERVIEW_ASPECTS.iter().zip(overview_headings()) {
            let content = match aspect.name {
                "proactive_disclosure" => {
                    "本年制发行政规范性文件0件，废止0件。【请填写：与第二部分表格一致；主动公开的渠道、类别和数量】"
                }
                "disclosure_on_request" => {
                    "本年收到政府信息公开申请0件，上年结转0件，结转下年度继续办理0件。\
                     【请填写：与第三部分表格一致；办理结果】"
                }
                "information_management" => {
                    "落实政府信息发布审核和保密审查制度。【请填写：政府信息的制作、更新、清理和管理情况】"
                }
                "platform" => {
                    "规范政府信息公开平台的栏目设置。【请填写：网站、政务新媒体、公开专区和查阅点的建设情况】"
                }
                _ if self.is_government() => {
                    "将政府信息公开纳入绩效考核，工作考核结果为【请填写：考核结果】。组织开展社会评议，\
                     评议结果为【请填写：评议结果】。责任追究结果为【请填写：责任追究结果，没有的如实写明】。"
                }
                _ => "明确政府信息公开工作机构和人员，接受监督。【请填写：培训、检查和考核情况】",
            };
            let _ = write!(text, "\n### {heading}\n\n{content}\n");
        }
    }

    fn other(&self, edition: Edition, text: &mut String) {
        // Fees exist since 国办函〔2020〕109号.
        if edition == Edition::V2021 {
            let _ = writeln!(text, "{}\n", fee_statement(self.year));
        }
        text.push_str("【请填写：其他需要报告的事项，没有的写明没有】\n");
    }
}

const PROBLEMS: &str = "### （一）存在的主要问题\n\n\
    一是【请填写：主要问题和成因】；二是【请填写：主要问题和成因】。\n\n\
    ### （二）改进情况\n\n\
    一是【请填写：针对第一个问题的改进情况】；二是【请填写：针对第二个问题的改进情况】。\n";

/// The text with 0 in every blank cell of its tables.
fn zero_filled(text: &str) -> Result<String, DraftError> {
    let report = Report::parse(SourceText::new(text)?);
    let mut places: Vec<usize> = TableId::ALL
        .into_iter()
        .filter_map(|id| report.table(id))
        .flat_map(Table::cells)
        .filter(|(_, cell)| cell.value == Value::Blank)
        .map(|(_, cell)| cell.span.start as usize)
        .collect();
    places.sort_unstable();
    let mut filled = text.to_owned();
    for at in places.into_iter().rev() {
        filled.insert_str(at, " 0");
    }
    Ok(filled)
}
