// Where the program `nianbao` is.

import { statSync } from 'node:fs';
import { homedir } from 'node:os';
import * as path from 'node:path';
import * as vscode from 'vscode';

const NAME = 'nianbao';
/** What may be left out at the end of a program's name. */
const ENDINGS = process.platform === 'win32' ? ['', '.exe'] : [''];

/** What was found: a program, or the setting that names none, or nothing at all. */
export type Found = { program: string } | { wrongSetting: string } | undefined;

/** The program: as set, as packed with the extension, as on the search path; the first that is there. */
export function findProgram(extension: vscode.Uri): Found {
  const set = vscode.workspace.getConfiguration('nianbao').get<string>('path', '').trim();
  if (set !== '') {
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';
    const program = set.replace(/^~(?=$|[\\/])/u, homedir()).replaceAll('${workspaceFolder}', folder);
    const found = path.isAbsolute(program) ? inFull(program) : onPath(program);
    return found === undefined ? { wrongSetting: set } : { program: found };
  }
  const program = inFull(vscode.Uri.joinPath(extension, 'bin', NAME).fsPath) ?? onPath(NAME);
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
    .map((folder) => inFull(path.join(folder, name)))
    .find((program) => program !== undefined);
}

/** The file of a program, with the ending that its name may leave out. */
function inFull(program: string): string | undefined {
  return ENDINGS.map((ending) => program + ending).find(isFile);
}

/** Whether a file is there; what may not be looked at, or lies below a file, is as if it were not. */
function isFile(name: string): boolean {
  try {
    return statSync(name).isFile();
  } catch {
    return false;
  }
}
