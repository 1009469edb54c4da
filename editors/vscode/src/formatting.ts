// Formatting, offered for reports and for no other document of their languages.

import * as vscode from 'vscode';
import { DocumentFormattingRequest } from 'vscode-languageclient/node';
import type { Reports } from './reports';
import type { Server } from './server';

export function offerFormatting(server: Server, reports: Reports): vscode.Disposable {
  const provider: vscode.DocumentFormattingEditProvider = {
    async provideDocumentFormattingEdits(document, options, token) {
      const client = server.running;
      if (client === undefined) {
        return undefined;
      }
      const edits = await client.sendRequest(
        DocumentFormattingRequest.type,
        {
          textDocument: { uri: client.code2ProtocolConverter.asUri(document.uri) },
          options: { tabSize: options.tabSize, insertSpaces: options.insertSpaces },
        },
        token,
      );
      return client.protocol2CodeConverter.asTextEdits(edits, token);
    },
  };
  const register = () => vscode.languages.registerDocumentFormattingEditProvider(reports.selector, provider);
  let registered = register();
  const subscription = reports.onDidChange(() => {
    registered.dispose();
    registered = register();
  });
  return new vscode.Disposable(() => {
    subscription.dispose();
    registered.dispose();
  });
}
