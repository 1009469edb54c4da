//! What the server says it can do.

use serde_json::json;
use tower_lsp::ls_types::*;

use crate::session::Session;

/// The capabilities for a client.
pub(crate) fn of(session: &Session) -> ServerCapabilities {
    ServerCapabilities {
        position_encoding: Some(session.encoding.kind()),
        text_document_sync: Some(TextDocumentSyncCapability::Options(
            TextDocumentSyncOptions {
                open_close: Some(true),
                change: Some(TextDocumentSyncKind::INCREMENTAL),
                ..TextDocumentSyncOptions::default()
            },
        )),
        ..ServerCapabilities::default()
    }
}

/// What the client is asked for once it is ready.
pub(crate) fn registrations(session: &Session) -> Vec<Registration> {
    if !session.watch {
        return Vec::new();
    }
    vec![Registration {
        id: "nianbao-settings".to_owned(),
        method: "workspace/didChangeWatchedFiles".to_owned(),
        register_options: Some(json!({"watchers": [{"globPattern": "**/nianbao.toml"}]})),
    }]
}
