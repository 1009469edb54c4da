// Checks annual reports on government information disclosure while they are written. All judgement is
// the server's; this starts it when there is a report and shows what it says.

import * as vscode from 'vscode';
import { registerCommands } from './commands';
import { offerFormatting } from './formatting';
import { Reports } from './reports';
import { Pages } from './rulePages';
import { type Condition, Server } from './server';
import { showStatus } from './status';

let server: Server | undefined;

/** Settings that the server reads once, when it starts. */
const AT_START = ['nianbao.path', 'nianbao.diagnosticMode', 'nianbao.logLevel'];

/** What other extensions, and the tests, can ask. */
export interface Api {
  condition(): Condition;
}

export function activate(context: vscode.ExtensionContext): Api {
  const own = new Server(context.extensionUri);
  const reports = new Reports();
  server = own;
  context.subscriptions.push(
    own,
    reports,
    new Pages(own),
    registerCommands(own),
    showStatus(own, reports),
    offerFormatting(own, reports),
    reports.onDidChange(() => {
      if (reports.any) {
        void own.start();
      }
    }),
    vscode.workspace.onDidChangeConfiguration((change) => {
      const matters = AT_START.some((setting) => change.affectsConfiguration(setting));
      if (matters && own.condition.is !== 'idle') {
        void own.restart();
      }
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(() => {
      if (own.condition.is === 'missing') {
        void own.restart();
      }
    }),
  );
  reports.watch();
  return { condition: () => own.condition };
}

export async function deactivate(): Promise<void> {
  await server?.stop();
}
