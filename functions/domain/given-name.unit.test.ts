import { expect, test } from 'vitest';
import { givenName } from './given-name.ts';

const turning = 'must not hold characters that change the direction of the text (U+202A to U+202E, U+2066 to U+2069)';
const invisible = 'must have at least one character that can be seen';
test.each([
  ['invoice\u202efdp.exe', turning],
  ['\u2067abc\u2069', turning],
  ['\u200b', invisible],
  ['\u200d\u200d', invisible],
  ['\u2800', invisible],
  ['\u3164', invisible],
  ['\ud800', invisible],
  ['a\r\nBcc: x', 'must be one line, without line breaks, tabs or other control characters'],
  [' \t', 'must not be empty'],
])('%j is no name: %s', (name, words) => {
  expect(
    givenName(80)
      .safeParse(name)
      .error?.issues.map(({ message }) => message),
  ).toContain(words);
});

test.each(['دفتر\u200fA', 'می\u200cخواهم', '👨‍👩‍👧‍👦', '漢字', '…', 'Abrufe – heute'])('%j is a name', (name) => {
  expect(givenName(80).parse(name)).toBe(name);
});
