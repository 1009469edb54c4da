//! A report is the same in every encoding that files come in.

use nianbao_core::form::Edition;
use nianbao_core::{Report, SourceText};
use nianbao_tests::generate::{Model, Shows, TableLook, compare, render};

use crate::plain;

#[test]
fn every_encoding_yields_the_same_report() {
    let mut model = Model::numbered(Edition::V2021);
    model.prose[0] = vec!["全年主动公开政府信息1200条，其中概况类信息12条。".to_owned()];
    for crlf in [false, true] {
        let mut look = plain(TableLook::Spaces);
        look.crlf = crlf;
        let text = render(&model, &look);
        let utf16 = |big: bool| -> Vec<u8> {
            std::iter::once(0xFEFF)
                .chain(text.encode_utf16())
                .flat_map(|unit| {
                    if big {
                        unit.to_be_bytes()
                    } else {
                        unit.to_le_bytes()
                    }
                })
                .collect()
        };
        let marked = [b"\xEF\xBB\xBF".as_slice(), text.as_bytes()].concat();
        let gb18030 = encoding_rs::GB18030.encode(&text).0.into_owned();
        for bytes in [
            text.clone().into_bytes(),
            marked,
            gb18030,
            utf16(false),
            utf16(true),
        ] {
            let report = Report::parse(SourceText::decode(&bytes).unwrap());
            assert_eq!(compare(&report, &model, [Shows::Everything; 3]), Ok(()));
        }
    }
}
