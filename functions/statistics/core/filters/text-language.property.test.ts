import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareNumbers } from './compare-text.ts';
import { parseFilter } from './parse-filter.ts';
import { parseText } from './parse-text.ts';
import { printText } from './print-text.ts';
import { parsedItems, specialText, textItems } from './testing/generate-filters.ts';

/** Any text at all, halves of characters and control characters too. */
const codeUnits = fc.array(fc.oneof(fc.nat(0xff), fc.nat(0xffff)), { maxLength: 20 }).map((codes) => String.fromCharCode(...codes));

const strip = (items: readonly { readonly not: boolean; readonly test: unknown }[]) =>
  items.map(({ not, test: asked }) => ({ not, test: asked }));

describe('the mini-language', () => {
  test('no text makes the parser throw, and every error points into the text and says something', () => {
    fc.assert(
      fc.property(fc.oneof(codeUnits, specialText), fc.boolean(), (text, ranges) => {
        const parsed = parseText(text, { ranges });
        if ('items' in parsed) for (const { at, end } of parsed.items) expect(at >= 0 && at < end && end <= text.length).toBe(true);
        else for (const { at, message } of parsed.errors) expect(at >= 0 && at <= text.length && message.length > 20).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test('what is printed parses to the same items', () => {
    fc.assert(
      fc.property(fc.oneof(specialText, fc.string({ unit: 'grapheme' })), fc.boolean(), (text, ranges) => {
        const parsed = parseText(text, { ranges });
        if ('errors' in parsed) return;
        expect(strip(parsedItems(printText(parsed.items, { ranges }), ranges))).toEqual(strip(parsed.items));
      }),
      { numRuns: 500 },
    );
  });

  test('items made by hand, with special characters in their texts, survive printing and parsing', () => {
    fc.assert(
      fc.property(
        fc.boolean().chain((ranges) => fc.tuple(fc.constant(ranges), textItems(ranges))),
        ([ranges, items]) => {
          expect(strip(parsedItems(printText(items, { ranges }), ranges))).toEqual(strip(items));
        },
      ),
      { numRuns: 500 },
    );
  });

  test('numbers of any length compare as numbers', () => {
    const number = fc.bigInt({ min: 0n, max: 10n ** 30n });
    fc.assert(
      fc.property(number, number, fc.nat(3), (a, b, zeros) => {
        expect(Math.sign(compareNumbers('0'.repeat(zeros) + String(a), String(b)))).toBe(a < b ? -1 : a > b ? 1 : 0);
      }),
    );
  });

  test('no value whatever makes parseFilter throw', () => {
    fc.assert(
      fc.property(
        fc.anything(),
        fc.dictionary(fc.constantFrom('extension', 'direction', 'ring', 'answered', 'x'), fc.anything()),
        (any, spec) => {
          for (const value of [any, spec]) {
            const parsed = parseFilter(value);
            if ('errors' in parsed) expect(parsed.errors.length).toBeGreaterThan(0);
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});
