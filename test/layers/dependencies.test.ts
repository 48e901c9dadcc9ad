import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const repositoryRoot = join(import.meta.dirname, '..', '..');
const workspaces = ['.', 'functions', 'edge-agent', 'infra', 'web', 'test'];

interface PackageFile {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

const dependenciesOf = (workspace: string): readonly [name: string, version: string][] => {
  const file = JSON.parse(readFileSync(join(repositoryRoot, workspace, 'package.json'), 'utf8')) as PackageFile;
  return Object.entries({ ...file.dependencies, ...file.devDependencies });
};

describe.each(workspaces)('the dependencies of %s', (workspace) => {
  const rows = readFileSync(join(repositoryRoot, 'docs/dependencies.md'), 'utf8').split('\n');

  it.each(dependenciesOf(workspace))('%s is pinned exactly, to %s, with a line of reason', (name, version) => {
    expect(version).toMatch(/^\d+\.\d+\.\d+(-r\.\d+)?$/);
    const short = name.split('/').at(-1) ?? name;
    const isNamed = (row: string): boolean =>
      (row.split('|')[1] ?? '').split(/[\s,()]+/).some((word) => word === name || word.split('/').at(-1) === short);
    expect(rows.some((row) => isNamed(row) && row.includes(version))).toBe(true);
  });
});
