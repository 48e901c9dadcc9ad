import { describe, expect, it } from 'vitest';
import { faultLine, lineSpan } from './fault-line.ts';
import { foldLines } from './fold-lines.ts';
import { lineDiff } from './line-diff.ts';
import type { DiffLine } from './types.ts';

const written = (lines: readonly DiffLine[]): readonly string[] => lines.map(({ sign, text }) => `${sign}${text}`);

describe('two texts compared', () => {
  it('keep what they share and sign the rest', () => {
    expect(written(lineDiff('name: Wall\ntiles:\n- a\n- b', 'name: Hall\ntiles:\n- a\n- c\n- b'))).toEqual([
      '-name: Wall',
      '+name: Hall',
      ' tiles:',
      ' - a',
      '+- c',
      ' - b',
    ]);
  });
  it('are the same when they are', () => expect(written(lineDiff('a\nb', 'a\nb'))).toEqual([' a', ' b']));
});

it('hides long stretches of equal lines, never a single one', () => {
  const line = (sign: DiffLine['sign'], text: string): DiffLine => ({ sign, text });
  const lines = [line(' ', '1'), line(' ', '2'), line(' ', '3'), line('+', '4'), line(' ', '5'), line(' ', '6')];
  expect(foldLines(lines, 1)).toEqual([
    { kind: 'hidden', count: 2 },
    { kind: 'lines', lines: [line(' ', '3'), line('+', '4'), line(' ', '5')] },
    { kind: 'lines', lines: [line(' ', '6')] },
  ]);
});

describe('the line of a fault', () => {
  it.each([
    [{ pointer: '#/boards/0', detail: 'Line 12: there is no tile “x”.' }, 12],
    [{ pointer: '#/line/7', detail: 'is no colour' }, 7],
    [{ pointer: '#/boards/0/name', detail: 'must not be empty' }, null],
  ])('of %j is %s', (fault, line) => expect(faultLine(fault)).toBe(line));
  it('is found in the text', () => expect(lineSpan('ab\ncde\nf', 2)).toEqual([3, 6]));
});
