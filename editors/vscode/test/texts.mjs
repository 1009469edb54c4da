// Everything that is shown is there in both languages.

import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

export function checkTexts(extension) {
  const json = (name) => JSON.parse(readFileSync(path.join(extension, name), 'utf8'));
  const equal = (what, a, b) => {
    const missing = [...a].filter((it) => !b.has(it)).concat([...b].filter((it) => !a.has(it)));
    if (missing.length > 0) throw new Error(`${what}: ${missing.join(' | ')}`);
    console.log(`ok   texts: ${what}, ${a.size}`);
  };
  const keys = (object) => new Set(Object.keys(object));
  const used = new Set([...JSON.stringify(json('package.json')).matchAll(/"%([\w.]+)%"/g)].map((it) => it[1]));
  equal('of package.json in English', used, keys(json('package.nls.json')));
  equal('of package.json in Chinese', used, keys(json('package.nls.zh-cn.json')));
  const sources = readdirSync(path.join(extension, 'src')).map((name) => readFileSync(path.join(extension, 'src', name), 'utf8'));
  const said = sources.flatMap((text) => [...text.matchAll(/l10n\.t\(\s*'([^']+)'/g)].map((it) => it[1]));
  const calls = sources.flatMap((text) => [...text.matchAll(/l10n\.t\(/g)]).length;
  if (said.length !== calls) throw new Error('a text is not a plain literal');
  equal('of the program in Chinese', new Set(said), keys(json('l10n/bundle.l10n.zh-cn.json')));
  return 3;
}
