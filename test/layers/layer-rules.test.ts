import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const repositoryRoot = join(import.meta.dirname, '..', '..');

/** Files that break one rule each. */
const violations: readonly { readonly rule: string; readonly file: string; readonly imports: string }[] = [
  { rule: 'domain-is-pure', file: 'functions/domain/hash.ts', imports: 'node:crypto' },
  { rule: 'core-is-pure', file: 'functions/live/core/reads-disk.ts', imports: 'node:fs' },
  { rule: 'core-is-pure', file: 'functions/live/core/knows-its-shell.ts', imports: '../push.ts' },
  { rule: 'protocol-is-pure', file: 'edge-agent/protocol/logs.ts', imports: '../log.ts' },
  { rule: 'capabilities-keep-apart', file: 'functions/live/takes-a-store.ts', imports: '../tenants/store.ts' },
  { rule: 'capabilities-keep-apart', file: 'functions/live/takes-a-core.ts', imports: '../tenants/core/rule.ts' },
  { rule: 'functions-know-no-other-side', file: 'functions/live/knows-the-agent.ts', imports: '../../edge-agent/log.ts' },
  { rule: 'agent-knows-only-the-kernel', file: 'edge-agent/knows-the-cloud.ts', imports: '../functions/live/push.ts' },
  { rule: 'web-knows-only-the-kernel', file: 'web/src/knows-the-cloud.ts', imports: '../../functions/live/push.ts' },
  { rule: 'simulator-is-independent', file: 'test/pbx-simulator/shares-the-parser.ts', imports: '../../edge-agent/protocol/line.ts' },
  { rule: 'product-knows-no-tests', file: 'functions/live/takes-a-fake.ts', imports: './testing/memory.ts' },
  { rule: 'not-unresolvable', file: 'functions/live/misspells.ts', imports: './nothing.ts' },
  { rule: 'no-cycles', file: 'functions/live/egg.ts', imports: './hen.ts' },
];

/** What they import, itself within the rules. */
const allowed: Readonly<Record<string, string>> = {
  'functions/domain/ids.ts': '',
  'functions/tenants/store.ts': '',
  'functions/tenants/types.ts': '',
  'functions/tenants/core/rule.ts': "import '../../domain/ids.ts';",
  'functions/live/push.ts': "import '../tenants/types.ts'; import './core/model.ts'; import 'node:fs';",
  'functions/live/core/model.ts': "import '../../domain/ids.ts';",
  'functions/live/testing/memory.ts': "import '../../tenants/store.ts'; import '../../../test/pbx-simulator/pbx.ts';",
  'functions/live/hen.ts': "import './egg.ts';",
  'edge-agent/log.ts': "import '../functions/domain/ids.ts';",
  'edge-agent/protocol/line.ts': "import '../../functions/domain/ids.ts';",
  'web/src/page.ts': "import '../../functions/domain/ids.ts';",
  'test/pbx-simulator/pbx.ts': "import '../../functions/domain/ids.ts';",
};

interface Report {
  readonly summary: { readonly violations: readonly { readonly from: string; readonly rule: { readonly name: string } }[] };
}

describe('the layer rules', () => {
  const tree = mkdtempSync(join(tmpdir(), 'trunkline-layers-'));
  let found: readonly string[] = [];

  const write = (file: string, text: string): void => {
    mkdirSync(dirname(join(tree, file)), { recursive: true });
    writeFileSync(join(tree, file), text);
  };

  beforeAll(() => {
    copyFileSync(join(repositoryRoot, 'tsconfig.json'), join(tree, 'tsconfig.json'));
    for (const [file, text] of Object.entries(allowed)) write(file, text);
    for (const { file, imports } of violations) write(file, `import '${imports}';`);
    const { stdout, stderr } = spawnSync(
      process.execPath,
      [
        join(repositoryRoot, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs'),
        '--config',
        join(repositoryRoot, '.dependency-cruiser.cjs'),
        '--output-type',
        'json',
        'functions',
        'edge-agent',
        'web/src',
        'test',
      ],
      { cwd: tree, encoding: 'utf8' },
    );
    if (stdout === '') throw new Error(`dependency-cruiser said nothing: ${stderr}`);
    const report = JSON.parse(stdout) as Report;
    found = report.summary.violations.map(({ from, rule }) => `${rule.name} ${from}`);
  });
  afterAll(() => rmSync(tree, { recursive: true, force: true }));

  it.each(violations)('$rule: $file must not import $imports', ({ rule, file }) => {
    expect(found).toContain(`${rule} ${file}`);
  });

  it('let everything else pass', () => {
    const expected = violations.map(({ rule, file }) => `${rule} ${file}`);
    expect(found.filter((violation) => !expected.includes(violation))).toEqual([]);
  });
});
