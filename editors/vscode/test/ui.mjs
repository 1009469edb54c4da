// What a person does: opens the report, reads Problems, takes one fix, then all, and saves.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { until } from './vscode.mjs';

export async function drive({ page, shot, cli, report, texts }) {
  let passed = 0;
  const ok = (what) => {
    passed += 1;
    console.log(`ok   ui: ${what}`);
  };
  const expected = cli.findings(report, 'zh');
  // The first level is the file, the second its findings, the third places that belong to them.
  const row = (level) => page.locator(`.markers-panel .monaco-list-row[aria-level="${level}"]`);
  const problems = row(2);
  const labels = () => problems.evaluateAll((rows) => rows.map((row) => row.getAttribute('aria-label') ?? ''));
  const onDisk = () => readFileSync(report, 'utf8');
  const saved = () => page.locator('.tab.active.dirty').count().then((count) => count === 0);
  const command = async (title) => {
    await page.keyboard.press('F1');
    const input = page.locator('.quick-input-widget input.input');
    await input.waitFor();
    await input.fill(`>${title}`);
    await page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first().waitFor();
    await page.keyboard.press('Enter');
  };

  await page.locator('.monaco-workbench .part.statusbar').waitFor({ timeout: 60_000 });
  // Some versions ask for trust at once, others when something needs it.
  const distrust = page.locator('.monaco-dialog-box .monaco-button', { hasText: /^No/ }).first();
  await page.addLocatorHandler(distrust, () => distrust.click());
  await page.locator('.statusbar-item', { hasText: 'Restricted Mode' }).first().waitFor();
  ok('the folder is in Restricted Mode');

  await page.locator('.explorer-folders-view .monaco-list-row', { hasText: 'report.md' }).first().dblclick();
  await page.locator('.monaco-editor .view-line').first().waitFor();
  await page.locator('.squiggly-warning').first().waitFor({ state: 'attached', timeout: 30_000 });
  ok('findings are underlined');
  await page.keyboard.press('Control+Shift+M');
  await problems.first().waitFor();
  // Only rows in sight exist: the places would push findings out of it.
  await page.locator('.part.panel .action-label.codicon-collapse-all').first().click();
  await problems.first().waitFor({ state: 'detached' });
  await row(1).first().click();
  await page.keyboard.press('ArrowRight');
  const rows = await until('all findings in Problems', async () => {
    const shown = await labels();
    return expected.every((it) => shown.some((label) => label.includes(it.message.slice(0, 40)))) && shown;
  });
  assert.equal(rows.length, expected.length, rows.join('\n'));
  for (const it of expected) {
    assert.ok(rows.some((label) => label.includes(`line ${it.range.start.line} and character ${it.range.start.column}`)), it.code);
  }
  await shot('ui-1-problems');
  ok(`Problems lists the ${expected.length} findings of nianbao check at their places`);

  await page.locator('[id="status.languageStatus"]').click();
  await page.locator('.hover-language-status', { hasText: 'nianbao' }).first().waitFor();
  await page.keyboard.press('Escape');
  ok('the status item speaks of the server');

  const total = expected.find((it) => it.code === 'A001');
  await problems.filter({ hasText: 'A001' }).first().click();
  await page.keyboard.press('Enter');
  await page.locator('.monaco-editor.focused').first().waitFor();
  await command('Show or Focus Hover');
  const hover = page.locator('.monaco-hover-content', { hasText: total.message });
  await hover.first().waitFor();
  await shot('ui-2-hover');
  ok('a hover tells the finding in Chinese');
  await page.keyboard.press('Escape');

  // Enter on a problem goes to its place.
  await problems.filter({ hasText: 'T012' }).first().click();
  await page.keyboard.press('Enter');
  await page.locator('.monaco-editor.focused').first().waitFor();
  await page.keyboard.press('Control+.');
  await page.locator('.action-widget .monaco-list-row').first().waitFor();
  await shot('ui-3-quick-fix');
  await page.keyboard.press('Enter');
  await until('the finding to go', async () => !(await labels()).some((label) => label.includes('T012')));
  await page.keyboard.press('Control+S');
  await until('the file to be saved', async () => onDisk().includes('| 行政强制 | 86 |'));
  assert.ok(onDisk().includes('[2021]'), 'only one place has changed');
  ok('a quick fix, saved, changes the file');

  const fixed = cli.fixed(report);
  assert.notEqual(fixed, onDisk());
  await command('nianbao: Apply All Safe Fixes');
  await until('fixed findings to go', async () => !(await labels()).some((label) => /C002|D011/.test(label)));
  await page.keyboard.press('Control+S');
  await until('the file to be what check --fix makes', async () => onDisk() === fixed && saved());
  await shot('ui-4-fixed');
  ok('fix all, saved, gives what check --fix gives');

  const code = problems.filter({ hasText: 'A001' }).locator('a', { hasText: 'A001' }).first();
  await code.click({ modifiers: ['Control'] });
  await page.locator('.tab', { hasText: 'A001.md' }).first().waitFor({ timeout: 20_000 });
  const frames = () => Promise.all(page.frames().map((frame) => frame.locator('body').textContent().catch(() => '')));
  await until('the page of the rule as a preview', async () => (await frames()).some((text) => text.includes('t3-balance')), 30);
  await shot('ui-5-rule');
  ok('the code of a finding leads to the page on its rule');

  await command('Open Walkthrough...');
  const title = texts['walkthrough.title'];
  await page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first().waitFor();
  await page.locator('.quick-input-widget input.input').fill(title);
  await page.keyboard.press('Enter');
  await page.locator('.gettingStartedContainer', { hasText: texts['walkthrough.fix.title'] }).first().waitFor();
  await shot('ui-6-walkthrough');
  ok('the walkthrough opens');

  // No editor is in front now.
  await page.locator('.gettingStartedContainer .getting-started-step', { hasText: texts['walkthrough.fix.title'] }).first().click();
  await page.locator('.gettingStartedContainer .monaco-button', { hasText: texts['command.fixAll'] }).first().click();
  await page.locator('.notifications-toasts', { hasText: 'Open a report first.' }).first().waitFor();
  ok('a command without a report says what it needs');
  return passed;
}
