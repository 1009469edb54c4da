// What the status bar says beside the language of a report.

import * as vscode from 'vscode';
import type { Reports } from './reports';
import type { Condition, Server } from './server';

export function showStatus(server: Server, reports: Reports): vscode.Disposable {
  const item = vscode.languages.createLanguageStatusItem('nianbao', reports.selector);
  item.name = 'nianbao';
  const show = (condition: Condition) => {
    item.busy = condition.is === 'starting';
    item.severity = vscode.LanguageStatusSeverity.Information;
    item.command = { command: 'nianbao.showLog', title: vscode.l10n.t('Show Log') };
    switch (condition.is) {
      case 'running':
        item.text = `nianbao ${condition.version}`.trim();
        item.detail = vscode.l10n.t('checks this report');
        break;
      case 'starting':
      case 'idle':
        item.text = 'nianbao';
        item.detail = vscode.l10n.t('starts');
        break;
      case 'stopped':
        item.severity = vscode.LanguageStatusSeverity.Warning;
        item.text = vscode.l10n.t('nianbao: stopped');
        item.detail = '';
        item.command = { command: 'nianbao.restart', title: vscode.l10n.t('Restart') };
        break;
      case 'missing':
        item.severity = vscode.LanguageStatusSeverity.Error;
        item.text = vscode.l10n.t('nianbao: not found');
        item.detail = vscode.l10n.t('reports are not checked');
        item.command = { command: 'nianbao.restart', title: vscode.l10n.t('Try Again') };
        break;
    }
  };
  show(server.condition);
  return vscode.Disposable.from(
    item,
    server.onDidChange(show),
    reports.onDidChange(() => {
      item.selector = reports.selector;
    }),
  );
}
