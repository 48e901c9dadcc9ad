import { expect, test } from 'vitest';
import { decodePosition, encodePosition } from './position-cursor.ts';

test('a cursor leads back to its position', () => {
  expect(decodePosition('sites bakery', encodePosition('sites bakery', 'SITE#harbour'), 'SITE#')).toBe('SITE#harbour');
});

test.each([
  ['another list', encodePosition('sites mill', 'SITE#harbour')],
  ['a position before the list', encodePosition('sites bakery', 'CUSTOMER')],
  ['a position behind the list', encodePosition('sites bakery', 'USER#x')],
  ['no position', encodePosition('sites bakery', '')],
  ['a position longer than a key', encodePosition('sites bakery', `SITE#${'é'.repeat(450)}`)],
  ['no JSON', 'x'],
  ['nothing', ''],
])('a cursor of %s is refused', (_what, cursor) => {
  expect(() => decodePosition('sites bakery', cursor, 'SITE#')).toThrow(expect.objectContaining({ code: 'bad-cursor' }));
});
