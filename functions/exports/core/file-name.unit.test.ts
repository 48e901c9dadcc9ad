import { expect, test } from 'vitest';
import { fileName } from './file-name.ts';

test.each([
  ['Calls: today?', 'Calls today.csv'],
  ['../../etc/passwd', 'etc passwd.csv'],
  ['..', 'Report.csv'],
  ['Calls\r\nBcc: x', 'Calls Bcc x.csv'],
  ['gpj\u202e.exe', 'gpj .exe.csv'],
])('a file of %j has a name that every file system takes', (title, name) => {
  expect(fileName(title, 'csv')).toBe(name);
});

test('a letter that grows beyond the end is left out whole: half of it could not stand in an address', () => {
  // A musical note of one character, which normalization spells as three.
  const name = fileName(`a${'\u{1D160}'.repeat(39)}`, 'csv');
  expect(decodeURIComponent(encodeURIComponent(name))).toBe(name);
});
