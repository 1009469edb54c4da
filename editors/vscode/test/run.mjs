// npm test [api|ui]: runs the tests in a real VS Code. Needs NIANBAO, the program, or finds it on the
// search path. Screenshots and logs go to editors/artifacts/vscode.

import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkTexts } from './texts.mjs';
import { drive } from './ui.mjs';
import { install, startBrowser, startCode, until } from './vscode.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const extension = path.dirname(here);
const cache = process.env.EDITORS_CACHE ?? path.join(extension, '../../target/editors');
const artefacts = path.join(extension, '../artifacts/vscode');
const wanted = process.argv.slice(2);
const nianbao = path.resolve(process.env.NIANBAO ?? execFileSync('which', ['nianbao'], { encoding: 'utf8' }).trim());

rmSync(artefacts, { recursive: true, force: true });
mkdirSync(artefacts, { recursive: true });
const temporary = mkdtempSync(path.join(tmpdir(), 'nianbao-vscode-'));
const main = install(cache);

/** What the command line says of a file, and what it makes of it. */
const cli = {
  findings: (file, lang) =>
    JSON.parse(execFileSync(nianbao, ['check', '--format', 'json', '--fail-on', 'never', '--lang', lang, file], { encoding: 'utf8' }))
      .files[0].diagnostics,
  fixed: (file) => {
    const copy = path.join(mkdtempSync(path.join(temporary, 'fixed-')), path.basename(file));
    cpSync(file, copy);
    execFileSync(nianbao, ['check', '--fix', '--fail-on', 'never', '--quiet', copy]);
    return readFileSync(copy, 'utf8');
  },
};

/** A folder to work in, with the sample as `report.md`, and what a session of VS Code needs. */
function prepare(name) {
  const at = (...parts) => path.join(temporary, name, ...parts);
  for (const folder of ['workspace', 'data', 'extensions', 'bin']) mkdirSync(at(folder), { recursive: true });
  execFileSync(path.join(here, '../../sample.sh'), [at('workspace/report.md')]);
  for (const folder of ['our', 'other']) mkdirSync(at('workspace', folder));
  writeFileSync(at('workspace/our/pack.toml'), 'name = "county"\nextnds = []\n\n[settings]\n');
  writeFileSync(at('workspace/other/pack.toml'), 'name = "Blocks"\npack-format = "packwiz:1.1.0"\n\n[index]\nfile = "index.toml"\n');
  writeFileSync(at('workspace/notes.md'), '# Notes\n\n这是一份普通的笔记,不是报告。\n');
  // The program is found on the search path.
  symlinkSync(nianbao, at('bin/nianbao'));
  const env = { PATH: `${at('bin')}${path.delimiter}${process.env.PATH}` };
  return { at, env, code: { name, main, data: at('data'), extensions: at('extensions'), artefacts } };
}

/** Inside the extension host, by the interface that extensions use. */
async function api() {
  const { at, env, code } = prepare('api');
  const result = at('result.json');
  const report = at('workspace/report.md');
  writeFileSync(at('expected.json'), JSON.stringify({ findings: cli.findings(report, 'en'), fixed: cli.fixed(report) }));
  const { authority, stop } = await startCode({
    ...code,
    env: { ...env, NIANBAO_TEST_RESULT: result, NIANBAO_TEST_EXPECTED: at('expected.json') },
  });
  const { browser, page } = await startBrowser(path.join(artefacts, `${code.name}-console.log`));
  try {
    const remote = (folder) => `vscode-remote://${authority}${folder}`;
    const payload = [
      ['extensionDevelopmentPath', remote(extension)],
      ['extensionTestsPath', remote(path.join(here, 'api/index.cjs'))],
    ];
    const query = `folder=${encodeURIComponent(at('workspace'))}&payload=${encodeURIComponent(JSON.stringify(payload))}`;
    await page.goto(`http://${authority}/?${query}`);
    await until('the tests in the extension host to end', () => existsSync(result), 120);
    const { passed, failed } = JSON.parse(readFileSync(result, 'utf8'));
    for (const name of passed) console.log(`ok   api: ${name}`);
    for (const { name, error } of failed) console.log(`FAIL api: ${name}\n${error}`);
    if (failed.length > 0 || passed.length === 0) throw new Error(`${failed.length} failed`);
    return passed.length;
  } finally {
    await page.screenshot({ path: path.join(artefacts, 'api.png') }).catch(() => {});
    await browser.close();
    await stop();
  }
}

/** With keys and eyes, the packed extension, in a folder that is not trusted. */
async function ui() {
  const { at, env, code } = prepare('ui');
  const vsix = path.join(extension, 'nianbao.vsix');
  const { version } = JSON.parse(readFileSync(path.join(extension, 'package.json'), 'utf8'));
  const texts = JSON.parse(readFileSync(path.join(extension, 'package.nls.json'), 'utf8'));
  execFileSync('unzip', ['-q', vsix, 'extension/*', '-d', at('unpacked')]);
  cpSync(at('unpacked/extension'), at('extensions', `nianbao.nianbao-${version}`), { recursive: true });
  // A folder that is not trusted must not choose what is run: this would leave a trace.
  const trap = at('workspace/trap.sh');
  writeFileSync(trap, `#!/bin/sh\ntouch '${at('sprung')}'\n`);
  chmodSync(trap, 0o755);
  mkdirSync(at('workspace/.vscode'));
  writeFileSync(at('workspace/.vscode/settings.json'), JSON.stringify({ 'nianbao.path': trap, 'nianbao.lang': 'zh' }));
  const { authority, stop } = await startCode({ ...code, env });
  const { browser, page } = await startBrowser(path.join(artefacts, `${code.name}-console.log`));
  try {
    await page.goto(`http://${authority}/?folder=${encodeURIComponent(at('workspace'))}`);
    const shot = (name) => page.screenshot({ path: path.join(artefacts, `${name}.png`) });
    const passed = await drive({ page, shot, cli, texts, report: at('workspace/report.md') });
    if (existsSync(at('sprung'))) throw new Error('a program of an untrusted folder was run');
    return passed + 1;
  } finally {
    await page.screenshot({ path: path.join(artefacts, 'ui-end.png') }).catch(() => {});
    await browser.close();
    await stop();
  }
}

const tests = { texts: () => checkTexts(extension), api, ui };
let passed = 0;
let failed = 0;
for (const [name, test] of Object.entries(tests)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const begin = Date.now();
  try {
    const count = await test();
    passed += count;
    console.log(`${name}: ${count} passed, ${((Date.now() - begin) / 1000).toFixed(1)} s`);
  } catch (error) {
    failed += 1;
    console.log(`${name}: FAILED: ${error.stack ?? error}`);
  }
}
rmSync(temporary, { recursive: true, force: true });
console.log(`VS Code: ${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
