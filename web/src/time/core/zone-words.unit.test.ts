import { expect, it } from 'vitest';
import { zoneNames } from './zone-words.ts';

const at = (text: string): number => Date.parse(text);

it.each([
  ['2026-11-01T00:00:00Z', '2026-11-22T00:00:00Z', 'GMT'],
  ['2026-06-01T00:00:00Z', '2026-06-01T00:00:00Z', 'BST'],
  ['2026-10-01T00:00:00Z', '2026-11-22T00:00:00Z', 'BST and GMT'],
  ['2026-01-01T00:00:00Z', '2026-04-02T00:00:00Z', 'GMT and BST'],
  // Both ends have the same name, and the summer lies between.
  ['2026-01-01T00:00:00Z', '2026-12-31T00:00:00Z', 'GMT and BST'],
])('names every clock from %s to %s', (from, to, expected) => expect(zoneNames('Europe/London', at(from), at(to))).toBe(expected));
