// A real VS Code: the server and workbench of the npm package `code-server`, which is installed without
// its scripts and of which nothing but VS Code itself is used, shown by a headless Chromium.

import { execFileSync, spawn } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { chromium } from 'playwright-core';

const PACKAGE = 'code-server@4.100.3';

/** Waits until `look` gives something, and gives that. What it waits for is said if it never comes. */
export async function until(what, look, seconds = 60) {
  const end = Date.now() + seconds * 1000;
  let last;
  while (Date.now() < end) {
    try {
      last = await look();
      if (last) return last;
    } catch (error) {
      last = error;
    }
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error(`not within ${seconds} s: ${what} (last: ${last})`);
}

/** VS Code's `server-main.js`, installed below `cache` unless it is there. */
export function install(cache) {
  const root = path.join(cache, PACKAGE.replace('@', '-'));
  const code = path.join(root, 'node_modules/code-server/lib/vscode');
  const done = path.join(root, 'installed');
  if (!existsSync(done)) {
    const npm = (cwd, ...args) =>
      execFileSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', ...args], { cwd, stdio: 'inherit' });
    mkdirSync(root, { recursive: true });
    writeFileSync(path.join(root, 'package.json'), '{ "private": true }\n');
    npm(root, PACKAGE);
    npm(code, '--omit=dev');
    npm(path.join(code, 'extensions'), '--omit=dev');
    writeFileSync(done, '');
  }
  return path.join(code, 'out/server-main.js');
}

/** A Chromium or Chrome of this machine. */
export function browserProgram() {
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  const all = names.flatMap((name) => folders.map((folder) => path.join(folder, name)));
  const found = process.env.CHROMIUM ?? all.find((name) => existsSync(name));
  if (!found) throw new Error('no Chromium: install it, or name it in CHROMIUM');
  return found;
}

async function freePort() {
  const server = createServer();
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}

/** The processes of a process group or session: an extension host outlives its server for a while. */
function members(group) {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
        const [state, , pgrp, session] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
        return state !== 'Z' && (Number(pgrp) === group || Number(session) === group);
      } catch {
        return false;
      }
    })
    .map(Number);
}

/** Starts VS Code; `env` is what its extension host sees besides the environment of this process. */
export async function startCode({ name, main, data, extensions, env, artefacts }) {
  const port = await freePort();
  const args = [main, '--host', '127.0.0.1', '--port', String(port), '--without-connection-token',
    // A login shell would set another search path.
    '--force-disable-user-env',
    '--accept-server-license-terms', '--enable-smoke-test-driver', '--disable-telemetry',
    '--server-data-dir', data, '--extensions-dir', extensions];
  // Of its own session, so that all of it can be ended.
  const server = spawn(process.execPath, args, {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env, EXTENSIONS_GALLERY: '{}' },
  });
  let said = '';
  for (const stream of [server.stdout, server.stderr]) stream.on('data', (data) => (said += data));
  const authority = `127.0.0.1:${port}`;
  const stop = async () => {
    writeFileSync(path.join(artefacts, `${name}-code.log`), said);
    for (const pid of members(server.pid)) {
      try { process.kill(pid, 'SIGKILL'); } catch { /* it ended by itself */ }
    }
    await until('all processes of VS Code to end', () => members(server.pid).length === 0, 10);
  };
  try {
    await until('VS Code to listen', () => fetch(`http://${authority}/version`).then((it) => it.ok), 60);
  } catch (error) {
    await stop();
    throw error;
  }
  return { authority, stop };
}

/** A browser that goes nowhere but to this machine. */
export async function startBrowser(log) {
  const browser = await chromium.launch({
    executablePath: browserProgram(),
    headless: true,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
      '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
  const context = await browser.newContext({ viewport: { width: 1400, height: 900 } });
  const page = await context.newPage();
  // What extensions write to the console arrives here too: VS Code's own log files need native modules.
  page.on('console', (message) => appendFileSync(log, `${message.type()}: ${message.text()}\n`));
  await page.route('**/*', (route) => {
    const url = new URL(route.request().url());
    const local = url.hostname === '127.0.0.1' || ['data:', 'blob:'].includes(url.protocol);
    // Web views have an origin of their own, which VS Code serves to itself.
    return local || url.protocol === 'vscode-file:' ? route.continue() : route.abort();
  });
  return { browser, page };
}
