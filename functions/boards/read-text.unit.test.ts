import { describe, expect, test } from 'vitest';
import { diffLines, withContext } from '../definitions-text/text-document.ts';
import { readSiteText } from './read-text.ts';

const board = (lines: string): string => `format: 1\nboards:\n  - id: wall\n    kind: wallboard\n    name: Wall\n${lines}`;
const view = '    views:\n      - id: main\n        name: Main\n        displayMode: uniform\n        colourMode: none\n        tiles:\n';

describe('what cannot be taken is told with its line', () => {
  test.each([
    ['', 1, 'expected object'],
    ['format: 2', 1, 'format: must be 1'],
    ['format: 1\nbords: []', 1, 'Unrecognized key: "bords"'],
    ['format: 1\nformat: 1', 2, '"format" stands twice'],
    ['format: 1\nvariables:\n  - {id: a, name: A, value: x, "id": b}\n', 3, '"id" stands twice'],
    ['format: 1\nboards:\n\t- id', 3, 'Tabs are not allowed as indentation'],
    [board('    views: []\n'), 6, 'views: Too small'],
    [
      board(`${view}          - kind: single\n            id: lost\n            field: {source: statistic, statistic: 5}\n`),
      14,
      'statistic: Invalid input: expected string',
    ],
    [board(`${view}          - kind: grid\n            id: g\n            columns: []\n`), 12, 'grid'],
    [board(`${view}          - kind: worklist\n            id: w\n`), 12, 'stands on dashboards only'],
    ['format: 1\nvariables:\n  - id: a\n    name: A\n    value: 7\n', 5, 'value: Invalid input: expected string, received number'],
    ['format: 1\nfilters:\n  - {id: a, name: A, spec: {}}\n  - {id: a, name: B, spec: {}}\n', 4, 'the id "a" stands twice'],
    ['format: !!js/function 1', 1, 'tags are not read'],
    ['--- 1\n--- 2', 2, 'multiple documents'],
  ])('%j', (text, line, words) => {
    const { faults, boards } = readSiteText(text);
    expect(boards).toEqual([]);
    expect(faults.find(({ detail }) => detail.includes(words))).toMatchObject({ line });
  });

  test('texts that would grow are refused before they do', () => {
    const bomb = `a: &a [${'x,'.repeat(9)}x]\n${Array.from('bcdefghij', (name, i) => `${name}: &${name} [${`*${'abcdefghij'[i]},`.repeat(9)}x]`).join('\n')}\n`;
    expect(readSiteText(bomb).faults[0]).toEqual({ line: 1, detail: 'anchors and aliases are not read: write it out' });
    expect(readSiteText(`format: 1\nboards: ${'['.repeat(50_000)}`).faults[0]?.detail).toBe(
      'the text is nested more deeply than anything kept is',
    );
    expect(readSiteText(`# ${'x'.repeat(1_048_576)}`).faults).toEqual([
      { line: 1, detail: 'the text has more than 1048576 bytes: import it in parts' },
    ]);
  });

  test('a map of very many keys, or a list of very many faults, is read in no time', () => {
    const keys = Array.from({ length: 40_000 }, (_, i) => `k${i}: 1`).join('\n   ');
    expect(readSiteText(`format: 1\nboards:\n - ${keys}`).faults[0]).toMatchObject({ line: 3 });
    expect(readSiteText(`format: 1\nboards:\n${' - 1\n'.repeat(50_000)}`).faults).toHaveLength(100);
    // Comparing each key with each would take half a minute, and the test with it.
  }, 15_000);
});

test('of a difference only what changed is shown, and three lines around it', () => {
  const before = Array.from({ length: 20 }, (_, i) => `line ${i}`);
  const after = before.map((line) => (line === 'line 10' ? 'another' : line));
  expect(withContext(diffLines(before, after)).map(({ sign, text }) => sign + text)).toEqual([
    ' …',
    ' line 7',
    ' line 8',
    ' line 9',
    '-line 10',
    '+another',
    ' line 11',
    ' line 12',
    ' line 13',
    ' …',
  ]);
});
