//! What was agreed on with the client at `initialize`: it stays as it is.

use std::path::PathBuf;

use nianbao_lint::Lang;
use serde_json::Value;
use tower_lsp::ls_types::{ClientCapabilities, InitializeParams, MarkupKind};

use crate::config;
use crate::config::SECTION;
use crate::convert::Encoding;

/// What the client can do and wants.
#[derive(Clone, Debug, Default)]
pub(crate) struct Session {
    pub(crate) encoding: Encoding,
    /// Whether the client asks for diagnostics; if not they are sent to it. Never both.
    pub(crate) pull: bool,
    /// Whether it can be told to ask again.
    pub(crate) refresh: bool,
    pub(crate) related: bool,
    pub(crate) tags: bool,
    pub(crate) code_description: bool,
    /// Whether edits may name the version that they are for.
    pub(crate) document_changes: bool,
    /// Whether the client answers `workspace/configuration`.
    pub(crate) configuration: bool,
    /// Whether it can be asked to tell that settings have changed.
    pub(crate) register_configuration: bool,
    /// Whether it can be asked to watch files.
    pub(crate) watch: bool,
    pub(crate) snippets: bool,
    /// Whether hovers may be Markdown.
    pub(crate) markdown: bool,
    /// Whether symbols may lie within symbols.
    pub(crate) hierarchical: bool,
    /// Whether all files of the workspace are checked, not only the open ones.
    pub(crate) workspace: bool,
    pub(crate) lang: Lang,
    pub(crate) folders: Vec<PathBuf>,
    /// The settings that came with `initialize`.
    pub(crate) options: Value,
}

impl Session {
    pub(crate) fn new(params: InitializeParams, lang: Option<Lang>) -> Self {
        let options = params.initialization_options.unwrap_or_default();
        let option = |name: &str| {
            let own = options.get(SECTION).unwrap_or(&options);
            own.get(name).and_then(Value::as_str)
        };
        let ClientCapabilities {
            workspace,
            text_document,
            general,
            ..
        } = params.capabilities;
        let (workspace, text) = (
            workspace.unwrap_or_default(),
            text_document.unwrap_or_default(),
        );
        let offered = general
            .and_then(|it| it.position_encodings)
            .unwrap_or_default();
        let published = text.publish_diagnostics;
        let pulled = text.diagnostic;
        let pull = pulled.is_some() && option("diagnostics") != Some("push");
        let (related, tags, code_description) = match (&pulled, &published) {
            (Some(it), _) if pull => (
                it.related_information,
                it.tag_support.is_some(),
                it.code_description_support,
            ),
            (_, Some(it)) => (
                it.related_information,
                it.tag_support.is_some(),
                it.code_description_support,
            ),
            _ => (None, false, None),
        };
        // Clients of before 3.16 announce this with the pushed kind alone.
        let related = related.or(published.as_ref().and_then(|it| it.related_information));
        #[expect(deprecated, reason = "clients of before 3.6 send nothing else")]
        let root = params.root_uri;
        let folders = match params.workspace_folders {
            Some(folders) => folders.into_iter().map(|folder| folder.uri).collect(),
            None => Vec::from_iter(root),
        };
        Self {
            encoding: Encoding::negotiate(&offered, option("positionEncoding")),
            pull,
            refresh: workspace
                .diagnostics
                .and_then(|it| it.refresh_support)
                .unwrap_or(false),
            related: related.unwrap_or(false),
            tags,
            code_description: code_description.unwrap_or(false),
            document_changes: workspace
                .workspace_edit
                .and_then(|it| it.document_changes)
                .unwrap_or(false),
            configuration: workspace.configuration.unwrap_or(false),
            register_configuration: workspace
                .did_change_configuration
                .and_then(|it| it.dynamic_registration)
                .unwrap_or(false),
            watch: workspace
                .did_change_watched_files
                .and_then(|it| it.dynamic_registration)
                .unwrap_or(false),
            snippets: text
                .completion
                .and_then(|it| it.completion_item)
                .and_then(|it| it.snippet_support)
                .unwrap_or(false),
            // Most clients that do not say what they read can read Markdown.
            markdown: text
                .hover
                .and_then(|it| it.content_format)
                .is_none_or(|formats| formats.contains(&MarkupKind::Markdown)),
            hierarchical: text
                .document_symbol
                .and_then(|it| it.hierarchical_document_symbol_support)
                .unwrap_or(false),
            workspace: option("diagnosticMode") != Some("openFilesOnly"),
            lang: lang
                .unwrap_or_else(|| params.locale.as_deref().map_or(Lang::Zh, config::of_locale)),
            folders: folders
                .iter()
                .filter_map(|uri| Some(uri.to_file_path()?.into_owned()))
                .collect(),
            options,
        }
    }
}
