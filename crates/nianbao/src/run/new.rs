//! `nianbao new`.

use std::io::Write as _;

use anyhow::{Result, bail};
use nianbao_core::{Body, BodyKind};
use nianbao_lint::{Draft, Lang};

use super::Status;
use crate::args::{Color, NewArgs};
use crate::inputs::shown;
use crate::lang::tr;
use crate::output::Target;

pub(crate) fn run(args: &NewArgs, lang: Lang) -> Result<Status> {
    let body = args.body.trim();
    if body.is_empty() || body.contains(char::is_control) {
        bail!(tr!(
            lang,
            "机关名称不能为空，也不能换行",
            "the body needs a name of one line"
        ));
    }
    let kind = args
        .kind
        .map_or_else(|| Body::classify(body).0, BodyKind::from);
    if kind == BodyKind::Unknown {
        bail!(tr!(
            lang,
            "从名称“{body}”看不出机关类别，请用 --kind 指明",
            "the kind of \"{body}\" cannot be told by its name; say it with --kind"
        ));
    }
    if let Some(path) = args.output.as_deref().filter(|path| path.exists()) {
        let path = shown(path);
        bail!(tr!(
            lang,
            "{path} 已经存在，不会覆盖",
            "{path} exists already and is not overwritten"
        ));
    }
    let year = args.year;
    let text = Draft { body, kind, year }.markdown()?;
    let mut target = Target::open(args.output.as_deref(), Color::Never, lang)?;
    target.write_all(text.as_bytes())?;
    target.finish(lang)?;
    Ok(Status::Clean)
}
