// Which documents are reports or say how reports are judged. The server judges for itself what to check; this cheap test decides
// whether it is started at all, and for which documents the editor shows what is ours.

import * as vscode from 'vscode';

/** The language id of documents that are always checked. */
export const LANGUAGE = 'nianbao';

/** Languages of documents that may be reports. */
const OTHERS = ['markdown', 'plaintext', 'html'];

const SCHEMES = ['file', 'untitled'];

/** So many characters are looked at. */
const HEAD = 4096;

/** What the server is told of. */
export const SERVED: vscode.DocumentFilter[] = [LANGUAGE, ...OTHERS].flatMap((language) =>
  SCHEMES.map((scheme) => ({ language, scheme })),
);

/** Files of configuration, which the server checks too. */
export const CONFIGURATION = '**/{nianbao,pack}.toml';

/** Whether the head of a document reads like an annual report. */
export function looksLikeReport(text: string): boolean {
  const head = text.slice(0, HEAD).replace(/\s+/gu, '');
  return head.includes('信息公开') && /年度报告|工作年报|政府信息公开年报|总体情况/u.test(head);
}

/** Whether a document is a `nianbao.toml`, or a `pack.toml` that is no other program's. */
export function isConfiguration(path: string, text: string): boolean {
  if (path.endsWith('/nianbao.toml')) {
    return true;
  }
  // What packs of ours begin with or have; the server looks closer.
  return path.endsWith('/pack.toml') && /^\s*(\[\[?(rule|test|settings)\b|(extends|sources|province)\s*=)/mu.test(text);
}

/** Keeps account of the documents that are reports, and tells when there is a new one. */
export class Reports implements vscode.Disposable {
  private readonly known = new Map<string, vscode.DocumentFilter>();
  private readonly configurations = new Set<string>();
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly subscriptions: vscode.Disposable[] = [this.changed];
  /** Fires when the first or one more report is there, or one is closed. */
  readonly onDidChange = this.changed.event;

  /** Looks at what is open and at what will be opened or edited. */
  watch(): void {
    this.subscriptions.push(
      vscode.workspace.onDidOpenTextDocument((document) => this.look(document)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.look(document)),
      vscode.workspace.onDidCloseTextDocument((document) => {
        const key = document.uri.toString();
        if (this.known.delete(key) || this.configurations.delete(key)) {
          this.changed.fire();
        }
      }),
    );
    vscode.workspace.textDocuments.forEach((document) => this.look(document));
  }

  /** Whether anything is open that the server has something to say of. */
  get any(): boolean {
    return this.known.size + this.configurations.size > 0;
  }

  /** Selects the documents that are reports, and no other document of their languages. */
  get selector(): vscode.DocumentFilter[] {
    const always = SCHEMES.map((scheme) => ({ language: LANGUAGE, scheme }));
    return [...always, ...this.known.values()];
  }

  dispose(): void {
    vscode.Disposable.from(...this.subscriptions).dispose();
  }

  private look(document: vscode.TextDocument): void {
    const { languageId: language, uri } = document;
    const key = uri.toString();
    if (this.known.has(key) || this.configurations.has(key) || !SCHEMES.includes(uri.scheme)) {
      return;
    }
    if (uri.path.endsWith('.toml')) {
      if (isConfiguration(uri.path, document.getText())) {
        this.configurations.add(key);
        this.changed.fire();
      }
      return;
    }
    const head = () => document.getText(new vscode.Range(new vscode.Position(0, 0), document.positionAt(HEAD)));
    if (language === LANGUAGE || (OTHERS.includes(language) && looksLikeReport(head()))) {
      this.known.set(key, { language, scheme: uri.scheme, pattern: literal(uri) });
      this.changed.fire();
    }
  }
}

/** The glob that matches one document. */
function literal(uri: vscode.Uri): string {
  return uri.fsPath.replace(/\\/gu, '/').replace(/[[\]{}*?!]/gu, (sign) => (sign === '!' ? sign : `[${sign}]`));
}
