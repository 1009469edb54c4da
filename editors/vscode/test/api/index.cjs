// Runs in the extension host: `run` is called by VS Code.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const vscode = require('vscode');

const expected = JSON.parse(fs.readFileSync(process.env.NIANBAO_TEST_EXPECTED, 'utf8'));
const folder = vscode.workspace.workspaceFolders[0].uri;
const at = (name) => vscode.Uri.joinPath(folder, name);
const extension = () => vscode.extensions.getExtension('nianbao.nianbao');
const settings = () => vscode.workspace.getConfiguration('nianbao');
const set = (key, value) => settings().update(key, value, vscode.ConfigurationTarget.Global);

async function until(what, look, seconds = Number(process.env.S ?? 20)) {
  const end = Date.now() + seconds * 1000;
  let last;
  while (Date.now() < end) {
    last = await look();
    if (last) return last;
    await new Promise((done) => setTimeout(done, 20));
  }
  throw new Error(`not within ${seconds} s: ${what} (last: ${JSON.stringify(last)})`);
}

const ours = (uri) => vscode.languages.getDiagnostics(uri).filter((it) => it.source === 'nianbao');
const codes = (uri) => ours(uri).map((it) => String(it.code.value ?? it.code)).sort();
const expectedCodes = expected.findings.map((it) => it.code).sort();
const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);
const running = () => extension().exports.condition().is === 'running';
const allFindings = (uri) => until('all findings', () => same(codes(uri), expectedCodes));
const run = vscode.commands.executeCommand;
const show = async (name) => (await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(at(name)))).document;
const activeTab = () => vscode.window.tabGroups.activeTabGroup.activeTab;
const preview = (scheme) => () => {
  const input = activeTab()?.input;
  return input instanceof vscode.TabInputCustom && input.viewType === 'vscode.markdown.preview.editor' && input.uri.scheme === scheme && input.uri;
};

const tests = {
  async 'a document that is no report does not start the server'() {
    await show('notes.md');
    await until('activation', () => extension().isActive);
    assert.equal(extension().exports.condition().is, 'idle');
    assert.deepEqual(ours(at('notes.md')), []);
  },

  async 'a pack of another program does not start the server'() {
    await show('other/pack.toml');
    await show('notes.md');
    assert.equal(extension().exports.condition().is, 'idle');
  },

  async 'a pack alone starts the server and is checked'() {
    const { uri } = await show('our/pack.toml');
    await until('the server', running);
    await until('its findings', () => ours(uri).some((it) => it.message.includes('extends')));
    assert.deepEqual(ours(at('other/pack.toml')), []);
  },

  async 'a report has the findings of nianbao check, and its language stays'() {
    const document = await show('report.md');
    await allFindings(document.uri);
    assert.equal(document.languageId, 'markdown');
    const places = (list) => list.sort().join('\n');
    const shown = ours(document.uri).map(({ code, range, message }) => `${code.value} ${range.start.line + 1}:${range.start.character + 1} ${message}`);
    const meant = expected.findings.map((it) => `${it.code} ${it.range.start.line}:${it.range.start.column} ${it.message}`);
    assert.equal(places(shown), places(meant));
    assert.ok(running());
  },

  async 'the commands are there'() {
    const all = await vscode.commands.getCommands(true);
    for (const { command } of extension().packageJSON.contributes.commands) assert.ok(all.includes(command), command);
  },

  async 'a quick fix does what it says'() {
    const document = await show('report.md');
    const finding = ours(document.uri).find((it) => it.code.value === 'T012');
    const actions = await run('vscode.executeCodeActionProvider', document.uri, finding.range, vscode.CodeActionKind.QuickFix.value);
    const preferred = actions.filter((it) => it.isPreferred);
    assert.equal(preferred.length, 1, JSON.stringify(actions.map((it) => it.title)));
    assert.ok(actions.some((it) => it.command?.command === 'nianbao.explainRule'));
    await vscode.workspace.applyEdit(preferred[0].edit);
    assert.equal(document.getText(finding.range).trim().slice(0, 2), '86');
    await until('the finding to go', () => !codes(document.uri).includes('T012'));
    await run('undo');
    await allFindings(document.uri);
  },

  async 'hovers, outline, lenses and hints answer'() {
    const { uri } = await show('report.md');
    const finding = ours(uri).find((it) => it.code.value === 'A001');
    const hovers = await run('vscode.executeHoverProvider', uri, finding.range.start);
    assert.ok(hovers.flatMap((it) => it.contents).some((it) => it.value.includes('A001')), JSON.stringify(hovers));
    const symbols = await run('vscode.executeDocumentSymbolProvider', uri);
    assert.ok(symbols.length > 0);
    const lenses = await run('vscode.executeCodeLensProvider', uri);
    assert.ok(lenses.some((it) => it.command?.command === 'nianbao.showIdentities'));
    const hints = await run('vscode.executeInlayHintProvider', uri, new vscode.Range(0, 0, 200, 0));
    assert.ok(hints.length > 0);
  },

  async 'formatting is offered for the report and for no other Markdown'() {
    const options = { tabSize: 2, insertSpaces: true };
    const report = await show('report.md');
    const edits = await run('vscode.executeFormatDocumentProvider', report.uri, options);
    assert.ok(edits?.length > 0);
    const notes = await show('notes.md');
    assert.equal(await run('vscode.executeFormatDocumentProvider', notes.uri, options), undefined);
  },

  async 'nothing of a report is offered in other Markdown'() {
    await show('report.md');
    const notes = await show('notes.md');
    const end = notes.lineAt(notes.lineCount - 1).range.end;
    const { items } = await run('vscode.executeCompletionItemProvider', notes.uri, end);
    const labels = items.map(({ label }) => label.label ?? label);
    // Words of other documents are the editor's own offer; headings and tables would be ours.
    assert.deepEqual(labels.filter((label) => /^([一二三四五六]、|表[二三四]$)/u.test(label)), []);
  },

  async 'the page on a rule opens as a preview'() {
    const { uri } = await show('report.md');
    const finding = ours(uri).find((it) => it.code.value === 'A001');
    assert.equal(finding.code.target.toString(), 'nianbao-rule:/A001.md');
    const page = await vscode.workspace.openTextDocument(finding.code.target);
    assert.match(page.getText(), /t3-balance/);
    await run('nianbao.explainRule', 'A001');
    await until('the preview', preview('nianbao-rule'));
  },

  async 'the sums of a table open as a preview and follow the report'() {
    const document = await show('report.md');
    await run('nianbao.showIdentities', document.uri.toString(), 3);
    const uri = await until('the preview', preview('nianbao-identities'));
    const page = await until('the page', () => vscode.workspace.textDocuments.find((it) => it.uri.toString() === uri.toString()));
    const before = page.getText();
    assert.match(before, /52/);
    const edit = new vscode.WorkspaceEdit();
    const place = document.positionAt(document.getText().indexOf('| 52 |') + 2);
    edit.replace(document.uri, new vscode.Range(place, place.translate(0, 2)), '51');
    await vscode.workspace.applyEdit(edit);
    await until('the page to change', () => page.getText() !== before);
    await show('report.md');
    await run('undo');
    await allFindings(document.uri);
  },

  async 'a new report is a document of the language nianbao, with settings that suit it'() {
    await run('nianbao.new', '云溪县民政局', 2025, 'department');
    const { document } = await until('the editor', () => vscode.window.activeTextEditor?.document.isUntitled && vscode.window.activeTextEditor);
    assert.equal(document.languageId, 'nianbao');
    assert.match(document.lineAt(0).text, /云溪县民政局2025年/);
    const editor = vscode.workspace.getConfiguration('editor', document);
    assert.equal(editor.get('wordWrap'), 'on');
    assert.equal(editor.get('unicodeHighlight.ambiguousCharacters'), false);
    await until('its findings', () => ours(document.uri).length > 0);
    await run('workbench.action.revertAndCloseActiveEditor');
  },

  async 'settings count at once'() {
    const { uri } = await show('report.md');
    await set('ignore', ['A001']);
    await until('A001 to go', () => !codes(uri).includes('A001') && codes(uri).length > 0);
    await set('ignore', undefined);
    await set('lang', 'zh');
    await until('Chinese', () => ours(uri).some((it) => it.message.startsWith('表三')));
    await set('lang', undefined);
    await allFindings(uri);
  },

  async 'a restart brings all findings back'() {
    const { uri } = await show('report.md');
    await run('nianbao.restart');
    assert.ok(running());
    await allFindings(uri);
  },

  async 'a wrong path is told and mended'() {
    const { uri } = await show('report.md');
    // One that is not there, and one that cannot even be looked for: a file is no folder.
    for (const path of ['/nowhere/nianbao', `${process.execPath}/nianbao`]) {
      await set('path', path);
      await until('no server', () => extension().exports.condition().is === 'missing');
      await until('no findings', () => ours(uri).length === 0);
      await set('path', undefined);
      await allFindings(uri);
    }
  },

  async 'a closed report leaves no findings'() {
    const { uri } = await show('report.md');
    await run('workbench.action.closeAllEditors');
    await until('no findings', () => ours(uri).length === 0);
  },

  async 'fix all, saved, gives what check --fix gives'() {
    const document = await show('report.md');
    await allFindings(document.uri);
    await run('nianbao.fixAll');
    assert.ok(await document.save());
    assert.equal(fs.readFileSync(document.uri.fsPath, 'utf8'), expected.fixed);
  },
};

exports.run = async () => {
  const passed = [];
  const failed = [];
  for (const [name, test] of Object.entries(tests)) {
    try {
      await test();
      passed.push(name);
    } catch (error) {
      failed.push({ name, error: String(error.stack ?? error) });
    }
  }
  const file = process.env.NIANBAO_TEST_RESULT;
  fs.writeFileSync(`${file}.part`, JSON.stringify({ passed, failed }));
  fs.renameSync(`${file}.part`, file);
};
