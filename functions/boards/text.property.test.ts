import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { diffLines } from '../definitions-text/text-document.ts';
import { boardContentSchema } from '../domain/board.ts';
import { withoutDefaults } from '../domain/without-defaults.ts';
import { printSiteText } from './print-text.ts';
import { readSiteText } from './read-text.ts';
import { boardContents } from './testing/generate-boards.ts';

describe('boards as text', () => {
  test('what is written and read is the same, and written again it is the same bytes', () => {
    fc.assert(
      fc.property(fc.array(boardContents, { maxLength: 3 }), fc.boolean(), (contents, shared) => {
        const boards = contents.map((content, i) => ({ id: `b${i}`, shared, content }));
        const text = printSiteText({ boards, filters: [], variables: [] });
        const read = readSiteText(text);
        expect(read.faults).toEqual([]);
        expect(read.boards.map(({ value }) => value)).toEqual(boards);
        expect(printSiteText({ boards: read.boards.map(({ value }) => value), filters: [], variables: [] })).toBe(text);
      }),
      { numRuns: 60 },
    );
  });

  test('nothing is written that reading would put there by itself', () => {
    fc.assert(
      fc.property(boardContents, (content) => {
        const written = withoutDefaults(boardContentSchema, content);
        expect(boardContentSchema.parse(written)).toEqual(content);
        expect(withoutDefaults(boardContentSchema, boardContentSchema.parse(written))).toEqual(written);
      }),
      { numRuns: 100 },
    );
  });

  test('any text is read without harm', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), (text) => {
        const { faults, boards } = readSiteText(text);
        expect(faults.length > 0 || boards.length === 0).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});

test('a difference of lines leads from one to the other', () => {
  const lines = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 20 });
  fc.assert(
    fc.property(lines, lines, (before, after) => {
      const diff = diffLines(before, after);
      expect(diff.filter(({ sign }) => sign !== '+').map(({ text }) => text)).toEqual(before);
      expect(diff.filter(({ sign }) => sign !== '-').map(({ text }) => text)).toEqual(after);
    }),
  );
});
