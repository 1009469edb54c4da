// Bundles the extension into one file and puts the licences beside it.
import { copyFileSync } from 'node:fs';
import { build } from 'esbuild';

await build({
  entryPoints: ['src/extension.ts'],
  outfile: 'dist/extension.js',
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  external: ['vscode'],
  minify: true,
  sourcemap: false,
  legalComments: 'linked',
});
for (const name of ['LICENSE-MIT', 'LICENSE-APACHE']) {
  copyFileSync(`../../${name}`, `dist/${name}`);
}
