// The life of the language server.

import * as vscode from 'vscode';
import {
  ExecuteCommandRequest,
  LanguageClient,
  type LanguageClientOptions,
  RevealOutputChannelOn,
  State,
  type DynamicFeature,
  type StaticFeature,
} from 'vscode-languageclient/node';
import { findProgram } from './find';
import { CONFIGURATION, SERVED } from './reports';

/** How the server is. */
export type Condition =
  | { is: 'idle' | 'starting' | 'stopped' | 'missing' }
  | { is: 'running'; version: string };

/**
 * What is done here and not by the library: commands of the server are commands of this extension too,
 * and formatting is offered for reports alone, lest every Markdown document gets one more formatter.
 */
const OWN = new Set(['workspace/executeCommand', 'textDocument/formatting']);

class Client extends LanguageClient {
  override registerFeature(feature: StaticFeature | DynamicFeature<unknown>): void {
    if (!('registrationType' in feature && OWN.has(feature.registrationType.method))) {
      super.registerFeature(feature);
    }
  }
}

export class Server implements vscode.Disposable {
  readonly log = vscode.window.createOutputChannel('nianbao', { log: true });
  private readonly changed = new vscode.EventEmitter<Condition>();
  readonly onDidChange = this.changed.event;
  private client: Client | undefined;
  private now: Condition = { is: 'idle' };
  /** Starts and stops happen one after the other. */
  private queue: Promise<void> = Promise.resolve();

  constructor(private readonly extension: vscode.Uri) {}

  get condition(): Condition {
    return this.now;
  }

  /** The client of a server that runs. */
  get running(): LanguageClient | undefined {
    return this.client?.isRunning() === true ? this.client : undefined;
  }

  /** The program, or a message on why there is none. */
  program(): string | undefined {
    const found = findProgram(this.extension);
    if (found !== undefined && 'program' in found) {
      return found.program;
    }
    void this.complain(found?.wrongSetting);
    return undefined;
  }

  /** Starts the server unless it was started before. */
  start(): Promise<void> {
    return this.enqueue(async () => {
      if (this.client === undefined && this.now.is !== 'missing') {
        await this.launch();
      }
    });
  }

  restart(): Promise<void> {
    return this.enqueue(async () => {
      await this.end();
      await this.launch();
    });
  }

  stop(): Promise<void> {
    return this.enqueue(() => this.end());
  }

  /** The answer of the server to a command that yields a page. */
  async ask(command: string, ...args: unknown[]): Promise<string | undefined> {
    await this.start();
    const answer: unknown = await this.running?.sendRequest(ExecuteCommandRequest.type, {
      command,
      arguments: args,
    });
    return typeof answer === 'string' ? answer : undefined;
  }

  dispose(): void {
    this.changed.dispose();
    this.log.dispose();
  }

  private enqueue(work: () => Promise<void>): Promise<void> {
    this.queue = this.queue.then(work).catch((error: unknown) => {
      this.log.error(String(error));
      this.set({ is: 'stopped' });
    });
    return this.queue;
  }

  private async launch(): Promise<void> {
    const program = this.program();
    if (program === undefined) {
      this.set({ is: 'missing' });
      return;
    }
    const settings = vscode.workspace.getConfiguration('nianbao');
    const options: LanguageClientOptions = {
      documentSelector: [
        ...SERVED.map(({ language = '', scheme = '' }) => ({ language, scheme })),
        { scheme: 'file', pattern: CONFIGURATION },
      ],
      initializationOptions: { diagnosticMode: settings.get('diagnosticMode', 'openFilesOnly') },
      outputChannel: this.log,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      diagnosticCollectionName: 'nianbao',
    };
    const args = ['lsp', '--log', settings.get('logLevel', 'warn')];
    this.log.info(`${program} ${args.join(' ')}`);
    this.set({ is: 'starting' });
    const client = new Client('nianbao', 'nianbao', { command: program, args }, options);
    this.client = client;
    client.onDidChangeState(({ newState }) => {
      if (this.client !== client) {
        return;
      }
      if (newState === State.Running) {
        this.set({ is: 'running', version: client.initializeResult?.serverInfo?.version ?? '' });
      } else {
        this.set({ is: newState === State.Stopped ? 'stopped' : 'starting' });
      }
    });
    await client.start();
  }

  private async end(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    this.set({ is: 'stopped' });
    if (client?.needsStop() === true) {
      await client.stop();
    }
    await client?.dispose();
  }

  private set(condition: Condition): void {
    this.now = condition;
    void vscode.commands.executeCommand('setContext', 'nianbao.running', condition.is === 'running');
    this.changed.fire(condition);
  }

  private async complain(setting: string | undefined): Promise<void> {
    const open = vscode.l10n.t('Open Settings');
    const help = vscode.l10n.t('How to Install');
    const message =
      setting === undefined
        ? vscode.l10n.t('The program nianbao was not found, so reports are not checked. Install it, or say in the settings where it is.')
        : vscode.l10n.t('The setting nianbao.path names no program: {0}', setting);
    this.log.error(message);
    const chosen = await vscode.window.showErrorMessage(message, open, help);
    if (chosen === open) {
      await vscode.commands.executeCommand('workbench.action.openSettings', 'nianbao.path');
    } else if (chosen === help) {
      await vscode.commands.executeCommand('workbench.action.openWalkthrough', 'nianbao.nianbao#start');
    }
  }
}
