import tseslint from 'typescript-eslint';

/** Formatting and common mistakes are Biome's; here stand the rules that need types, and the purity of the pure folders. */
const impure = [
  { selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']", message: 'Pure code gets the time as an argument.' },
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Pure code gets the time as an argument.' },
  { selector: "CallExpression[callee.name='Date']", message: 'Pure code gets the time as an argument.' },
  {
    selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']",
    message: 'Pure code gets randomness as an argument.',
  },
];
const impureGlobals = [
  { name: 'process', message: 'Pure code reads no environment.' },
  { name: 'console', message: 'Pure code does not log.' },
  ...['globalThis', 'setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'performance', 'crypto', 'fetch'].map((name) => ({
    name,
    message: 'Pure code has no clock, no randomness and no input or output.',
  })),
  ...['window', 'document', 'localStorage', 'sessionStorage', 'navigator', 'WebSocket'].map((name) => ({
    name,
    message: 'Pure code does not know the browser.',
  })),
];

export default tseslint.config(
  { ignores: ['**/node_modules/**', '**/dist/**', 'cdk.out/**', '.trunkline/**', '**/*.mjs', '**/*.cjs'] },
  {
    files: ['**/*.ts', '**/*.tsx'],
    plugins: { '@typescript-eslint': tseslint.plugin },
    languageOptions: { parser: tseslint.parser, parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-unnecessary-type-assertion': 'error',
      '@typescript-eslint/only-throw-error': 'error',
    },
  },
  {
    files: ['functions/domain/**/*.ts', 'functions/*/core/**/*.ts', 'edge-agent/protocol/**/*.ts', 'web/src/**/core/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: { 'no-restricted-syntax': ['error', ...impure], 'no-restricted-globals': ['error', ...impureGlobals] },
  },
  {
    files: ['**/*.lambda.ts'],
    rules: { 'max-lines': ['error', { max: 40, skipBlankLines: true, skipComments: true }] },
  },
);
