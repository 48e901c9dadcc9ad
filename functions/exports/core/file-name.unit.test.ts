import { expect, test } from 'vitest';
import { fileDates } from './file-dates.ts';
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

test.each([
  ['2026-11-21T00:00:00Z', '2026-11-22T00:00:00Z', '2026-11-21'],
  ['2026-11-01T00:00:00Z', '2026-11-21T00:00:00Z', '2026-11-01 to 2026-11-20'],
  // The day of a site that begins at two, and one that has 25 hours.
  ['2026-10-24T01:00:00Z', '2026-10-25T02:00:00Z', '2026-10-24'],
  ['2026-11-21T09:00:00Z', '2026-11-21T10:30:00Z', '2026-11-21 09-00 to 10-30'],
  ['2026-11-20T22:00:00Z', '2026-11-21T06:00:00Z', '2026-11-20 22-00 to 2026-11-21 06-00'],
])('%s to %s is %s in the name of a file', (from, to, dates) => {
  expect(fileDates({ from: Date.parse(from), to: Date.parse(to) }, 'Europe/London')).toBe(dates);
  expect(fileName('Today at the desks', 'pdf', dates)).toBe(`Today at the desks ${dates}.pdf`);
});

test('a letter that grows beyond the end is left out whole: half of it could not stand in an address', () => {
  // A musical note of one character, which normalization spells as three.
  const name = fileName(`a${'\u{1D160}'.repeat(39)}`, 'csv');
  expect(decodeURIComponent(encodeURIComponent(name))).toBe(name);
});
