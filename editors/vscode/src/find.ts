// Where the program `nianbao` is.

import { statSync } from 'node:fs';
import { homedir } from 'node:os';
import * as path from 'node:path';
import * as vscode from 'vscode';

const NAME = process.platform === 'win32' ? 'nianbao.exe' : 'nianbao';

/** What was found: a program, or the setting that names none, or nothing at all. */
export type Found = { program: string } | { wrongSetting: string } | undefined;

/** The program: as set, as packed with the extension, as on the search path; the first that is there. */
export function findProgram(extension: vscode.Uri): Found {
  const set = vscode.workspace.getConfiguration('nianbao').get<string>('path', '').trim();
  if (set !== '') {
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';
    const program = set.replace(/^~(?=$|[\\/])/u, homedir()).replaceAll('${workspaceFolder}', folder);
    const found = path.isAbsolute(program) ? isFile(program) : onPath(program) !== undefined;
    return found ? { program: onPath(program) ?? program } : { wrongSetting: set };
  }
  const packed = vscode.Uri.joinPath(extension, 'bin', NAME).fsPath;
  const program = isFile(packed) ? packed : onPath(NAME);
  return program === undefined ? undefined : { program };
}

/** A bare name is looked for on the search path; names with folders in them are not. */
function onPath(name: string): string | undefined {
  if (path.basename(name) !== name) {
    return undefined;
  }
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  // An empty or relative entry would find programs of whatever folder is open.
  return folders
    .filter((folder) => path.isAbsolute(folder))
    .map((folder) => path.join(folder, name))
    .find(isFile);
}

/** Whether a file is there; what may not be looked at, or lies below a file, is as if it were not. */
function isFile(name: string): boolean {
  try {
    return statSync(name).isFile();
  } catch {
    return false;
  }
}
