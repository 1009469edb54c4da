// The commands of the palette.

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import * as vscode from 'vscode';
import { LANGUAGE } from './reports';
import { identitiesPage, openPage, rulePage } from './rulePages';
import type { Server } from './server';

const run = promisify(execFile);

const FIX_ALL = vscode.CodeActionKind.Source.append('fixAll').append('nianbao');

/** The first year whose form `nianbao new` knows. */
const FIRST_YEAR = 2019;

export function registerCommands(server: Server): vscode.Disposable {
  const register = vscode.commands.registerCommand;
  return vscode.Disposable.from(
    register('nianbao.restart', () => server.restart()),
    register('nianbao.showLog', () => server.log.show()),
    register('nianbao.new', (body?: string, year?: number, kind?: string) => newReport(server, body, year, kind)),
    register('nianbao.fixAll', () => fixAll(server)),
    register('nianbao.explainRule', (code?: string) => explainRule(server, code)),
    register('nianbao.showIdentities', showIdentities),
  );
}

/** The output of the program, in the language of the editor. */
async function output(server: Server, ...args: string[]): Promise<string | undefined> {
  const program = server.program();
  if (program === undefined) {
    return undefined;
  }
  const set = vscode.workspace.getConfiguration('nianbao').get<string>('lang', 'auto');
  const lang = set === 'auto' ? (vscode.env.language.startsWith('en') ? 'en' : 'zh') : set;
  try {
    const { stdout } = await run(program, [...args, '--lang', lang], { maxBuffer: 1 << 24 });
    return stdout;
  } catch (error) {
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : '';
    void vscode.window.showErrorMessage(said === '' ? String(error) : said);
    return undefined;
  }
}

async function newReport(server: Server, body?: string, year?: number, kind?: string): Promise<void> {
  const title = vscode.l10n.t('New report');
  body ??= await vscode.window.showInputBox({
    title,
    prompt: vscode.l10n.t('Full name of the organ that makes the report'),
    placeHolder: 'XX县人民政府',
    validateInput: (name) => (name.trim() === '' ? vscode.l10n.t('A name is needed.') : undefined),
  });
  if (body === undefined) {
    return;
  }
  const last = new Date().getFullYear();
  const given =
    year?.toString() ??
    (await vscode.window.showInputBox({
      title,
      prompt: vscode.l10n.t('Year that is reported on'),
      value: String(last - 1),
      validateInput: (text) =>
        /^\d{4}$/u.test(text) && Number(text) >= FIRST_YEAR
          ? undefined
          : vscode.l10n.t('Four digits, {0} or later.', FIRST_YEAR),
    }));
  if (given === undefined) {
    return;
  }
  const kinds = [
    { label: vscode.l10n.t('By the name'), organ: '' },
    { label: vscode.l10n.t('People’s government of a county or above'), organ: 'government' },
    { label: vscode.l10n.t('Department'), organ: 'department' },
    { label: vscode.l10n.t('Office of a government'), organ: 'office' },
    { label: vscode.l10n.t('Town, township or sub-district'), organ: 'township' },
  ];
  kind ??= (await vscode.window.showQuickPick(kinds, { title, placeHolder: vscode.l10n.t('Kind of organ') }))?.organ;
  if (kind === undefined) {
    return;
  }
  const ofKind = kind === '' ? [] : ['--kind', kind];
  const content = await output(server, 'new', `--body=${body.trim()}`, `--year=${given}`, ...ofKind);
  if (content !== undefined) {
    const document = await vscode.workspace.openTextDocument({ language: LANGUAGE, content });
    await vscode.window.showTextDocument(document);
  }
}

/** The document of the editor that is active; if none is, as in the walkthrough, that is said. */
function activeDocument(): vscode.TextDocument | undefined {
  const document = vscode.window.activeTextEditor?.document;
  if (document === undefined) {
    void vscode.window.showInformationMessage(vscode.l10n.t('Open a report first.'));
  }
  return document;
}

async function fixAll(server: Server): Promise<void> {
  const document = activeDocument();
  if (document === undefined) {
    return;
  }
  await server.start();
  if (server.running === undefined) {
    void vscode.window.showWarningMessage(vscode.l10n.t('The language server does not run.'));
    return;
  }
  const whole = new vscode.Range(0, 0, document.lineCount, 0);
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[] | undefined>(
    'vscode.executeCodeActionProvider',
    document.uri,
    whole,
    FIX_ALL.value,
  );
  const edit = actions?.find((action) => action.kind?.value === FIX_ALL.value)?.edit;
  if (edit === undefined) {
    void vscode.window.showInformationMessage(vscode.l10n.t('Nothing that can be fixed safely.'));
  } else {
    await vscode.workspace.applyEdit(edit);
  }
}

interface Rule {
  code: string;
  name: string;
  summary: string;
}

async function explainRule(server: Server, code?: string): Promise<void> {
  const chosen = code ?? (await chooseRule(server));
  if (chosen !== undefined) {
    await openPage(rulePage(chosen));
  }
}

/** Lets the user choose a rule: those of the findings at the cursor first. */
async function chooseRule(server: Server): Promise<string | undefined> {
  const json = await output(server, 'rules', '--format', 'json');
  if (json === undefined) {
    return undefined;
  }
  const { rules } = JSON.parse(json) as { rules: Rule[] };
  const here = codesAtCursor();
  const items = rules.map(({ code, name, summary }) => ({ label: code, description: name, detail: summary }));
  items.sort((a, b) => Number(here.has(b.label)) - Number(here.has(a.label)));
  // Rules of packs are known to the server alone.
  const own = [...here].filter((code) => !rules.some((rule) => rule.code === code));
  items.unshift(...own.map((code) => ({ label: code, description: '', detail: '' })));
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Rules'),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return picked?.label;
}

function codesAtCursor(): Set<string> {
  const editor = vscode.window.activeTextEditor;
  const found = editor === undefined ? [] : vscode.languages.getDiagnostics(editor.document.uri);
  const codes = found
    .filter((it) => it.source === 'nianbao' && editor?.selection.intersection(it.range) !== undefined)
    .map(({ code }) => (typeof code === 'object' ? code.value : code))
    // A remark of the server's own is of no rule.
    .filter((code) => code !== undefined)
    .map(String);
  return new Set(codes);
}

async function showIdentities(document?: string, table?: number): Promise<void> {
  document ??= activeDocument()?.uri.toString();
  if (document === undefined) {
    return;
  }
  const tables = [2, 3, 4].map((number) => ({ label: vscode.l10n.t('Table {0}', number), number }));
  table ??= (await vscode.window.showQuickPick(tables, { title: vscode.l10n.t('Sums of a table') }))?.number;
  if (table !== undefined) {
    await openPage(identitiesPage(document, table));
  }
}
