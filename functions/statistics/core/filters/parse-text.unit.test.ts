import { describe, expect, test } from 'vitest';
import { parseText } from './parse-text.ts';

const errors = (text: string, ranges = true) => {
  const parsed = parseText(text, { ranges });
  return 'errors' in parsed ? parsed.errors : [];
};

describe('positions', () => {
  test('items know where they stand', () => {
    expect(parseText(' 1000-1005, !1003 ,18%5', { ranges: true })).toEqual({
      items: [
        { not: false, test: { kind: 'range', from: '1000', to: '1005' }, at: 1, end: 10 },
        { not: true, test: { kind: 'literal', text: '1003' }, at: 12, end: 17 },
        { not: false, test: { kind: 'pattern', parts: [{ text: '18' }, { wild: '%' }, { text: '5' }] }, at: 19, end: 23 },
      ],
    });
  });
  test('an escape belongs to its item', () => {
    expect(parseText('😀\\,,b', { ranges: false })).toEqual({
      items: [
        { not: false, test: { kind: 'literal', text: '😀,' }, at: 0, end: 4 },
        { not: false, test: { kind: 'literal', text: 'b' }, at: 5, end: 6 },
      ],
    });
  });
});

describe('errors point at the character and say what to do', () => {
  test.each([
    ['1000,1005-1000', 5, 'write 1000-1005'],
    ['T9-T10', 0, 'T9 comes after T10'],
    ['1000--1005', 5, 'one hyphen'],
    ['1000-', 4, 'Write 1000+'],
    ['-', 0, 'around the hyphen'],
    ['+', 0, 'before the +'],
    ['+1000', 0, 'behind the number'],
    ['10+00', 2, 'behind the number'],
    ['1000-1005+', 9, 'either - or +'],
    ['10%-20', 2, 'cannot contain % or _'],
    ['1_+', 1, 'cannot contain % or _'],
    ['1001,!', 5, 'behind the !'],
    ['!!1001', 1, 'One ! is enough'],
    ['10\\01', 2, 'two'],
    ['1001\\', 4, 'two'],
    [',,', 0, 'only separators'],
    ['10\0', 2, 'U+0000'],
    ['10\ud800', 2, 'U+D800'],
    ['x'.repeat(201), 0, 'at most 200'],
    ['1'.repeat(10_001), 10_000, 'at most 10000'],
    ['1,'.repeat(1_001), 2_000, 'At most 1000 items'],
  ])('%j at %i', (text, at, words) => {
    const found = errors(text);
    expect(found).toHaveLength(1);
    expect(found[0]?.at).toBe(at);
    expect(found[0]?.message).toContain(words);
  });
  test('all of them at once, in order', () => expect(errors('1-,\\x,2+3,!').map(({ at }) => at)).toEqual([1, 3, 7, 10]));
  test('text fields take + and - as they are', () => expect(errors('1000-,+,--,a-b-c+', false)).toEqual([]));
});
