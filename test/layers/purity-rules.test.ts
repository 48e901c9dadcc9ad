import { join } from 'node:path';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { beforeAll, describe, expect, it } from 'vitest';

const repositoryRoot = join(import.meta.dirname, '..', '..');
const pureFiles = [
  'functions/domain/sample.ts',
  'functions/live/core/sample.ts',
  'edge-agent/protocol/oai/sample.ts',
  'web/src/live/core/sample.ts',
];
const impure = [
  'Date.now()',
  'new Date()',
  'Date()',
  'Math.random()',
  'process.env.HOME',
  "console.log('x')",
  'setTimeout(() => undefined, 1)',
  'performance.now()',
  'crypto.randomUUID()',
  'globalThis.crypto',
  "fetch('x')",
];

describe('the purity rules', () => {
  let eslint: ESLint;
  beforeAll(() => {
    // Rules that need types are off: the sample files do not exist.
    eslint = new ESLint({ cwd: repositoryRoot, overrideConfig: [tseslint.configs.disableTypeChecked] });
  });
  const messagesOf = async (filePath: string, expression: string): Promise<readonly (string | null)[]> => {
    const [result] = await eslint.lintText(`export const sample = (): unknown => ${expression};\n`, {
      filePath: join(repositoryRoot, filePath),
    });
    return (result?.messages ?? []).map((message) => message.ruleId);
  };

  it.each(pureFiles)('forbid clock, randomness, environment, log and input or output in %s', async (filePath) => {
    for (const expression of impure) {
      const rules = await messagesOf(filePath, expression);
      expect(rules, expression).toHaveLength(1);
      expect(['no-restricted-syntax', 'no-restricted-globals'], expression).toContain(rules[0]);
    }
  });

  it('allow a date made of a given instant, and anything outside the pure folders', async () => {
    expect(await messagesOf('functions/domain/sample.ts', 'new Date(0).toISOString()')).toEqual([]);
    for (const expression of impure) expect(await messagesOf('functions/live/sample.ts', expression), expression).toEqual([]);
  });

  it('hold entry points to 40 lines', async () => {
    const lines = (count: number): string => '\n  0,'.repeat(count);
    expect(await messagesOf('functions/live/sample.lambda.ts', `[${lines(38)}\n]`)).toEqual([]);
    expect(await messagesOf('functions/live/sample.lambda.ts', `[${lines(39)}\n]`)).toEqual(['max-lines']);
  });
});
