// Pages that the server writes: on a rule, and on how the sums of a table stand.

import * as vscode from 'vscode';
import type { Server } from './server';

const RULE = 'nianbao-rule';
const IDENTITIES = 'nianbao-identities';
const PREVIEW = 'vscode.markdown.preview.editor';

/** The page on a rule. The server links findings to the same address. */
export function rulePage(code: string): vscode.Uri {
  return vscode.Uri.from({ scheme: RULE, path: `/${code}.md` });
}

/** The page on the identities of a table (2, 3 or 4) of a document. */
export function identitiesPage(document: string, table: number): vscode.Uri {
  return vscode.Uri.from({ scheme: IDENTITIES, path: `/${table}.md`, query: document });
}

export async function openPage(page: vscode.Uri): Promise<void> {
  await vscode.commands.executeCommand('vscode.openWith', page, PREVIEW);
}

/** Serves both kinds of page; those of a table follow its document. */
export class Pages implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changed.event;
  private readonly subscriptions: vscode.Disposable[];

  constructor(private readonly server: Server) {
    this.subscriptions = [
      this.changed,
      vscode.workspace.registerTextDocumentContentProvider(RULE, this),
      vscode.workspace.registerTextDocumentContentProvider(IDENTITIES, this),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        const about = document.uri.toString();
        this.refresh((page) => page.scheme === IDENTITIES && page.query === about);
      }),
      server.onDidChange(({ is }) => {
        if (is === 'running') {
          this.refresh(() => true);
        }
      }),
    ];
  }

  async provideTextDocumentContent(page: vscode.Uri): Promise<string> {
    const name = page.path.replace(/^\//u, '').replace(/\.md$/u, '');
    try {
      const text =
        page.scheme === RULE
          ? await this.server.ask('nianbao.explainRule', name)
          : await this.server.ask('nianbao.showIdentities', page.query, Number(name));
      return text ?? vscode.l10n.t('The language server does not run, or has nothing to say on this.');
    } catch (error) {
      return String(error);
    }
  }

  dispose(): void {
    vscode.Disposable.from(...this.subscriptions).dispose();
  }

  private refresh(which: (page: vscode.Uri) => boolean): void {
    for (const { uri } of vscode.workspace.textDocuments) {
      if ((uri.scheme === RULE || uri.scheme === IDENTITIES) && which(uri)) {
        this.changed.fire(uri);
      }
    }
  }
}
