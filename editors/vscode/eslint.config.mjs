import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import ts from 'typescript-eslint';

const node = Object.fromEntries(
  ['console', 'fetch', 'process', 'setTimeout', 'URL'].map((name) => [name, 'readonly']),
);

export default defineConfig(
  globalIgnores(['dist/', 'bin/']),
  js.configs.recommended,
  {
    files: ['src/**/*.ts'],
    extends: [ts.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      // One-line callbacks may be calls of functions that give nothing.
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // Of vscode.Disposable the shape alone counts.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
    },
  },
  { files: ['**/*.mjs'], languageOptions: { globals: node } },
  {
    files: ['test/**/*.cjs'],
    languageOptions: { globals: { ...node, require: 'readonly', exports: 'writable' } },
  },
);
