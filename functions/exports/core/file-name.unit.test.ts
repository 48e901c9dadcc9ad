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

test.each([
  ['Today', 'Leeds', 'Today, Leeds 2026-11-21.pdf'],
  ['Today', ' York: "Mill" ', 'Today, York Mill 2026-11-21.pdf'],
  ['Today', '\u200d', 'Today 2026-11-21.pdf'],
  ['CON', 'Leeds', 'CON, Leeds 2026-11-21.pdf'],
  // The report and the site both keep some of their names.
  ['漢'.repeat(80), '字'.repeat(80), `${'漢'.repeat(57)}, ${'字'.repeat(20)} 2026-11-21.pdf`],
])('%j at %j is called %s', (title, site, name) => {
  expect(fileName(title, 'pdf', '2026-11-21', site)).toBe(name);
});

const week = '2026-11-14 to 2026-11-20';
const overMidnight = '2026-11-20 22-00 to 2026-11-21 06-00';

test.each([
  // 3 bytes each: 255, less ` (20)`, `_`, and what follows the title.
  ['漢'.repeat(80), 'csv', week, `${'漢'.repeat(73)} ${week}.csv`],
  ['漢'.repeat(80), 'parquet', overMidnight, `${'漢'.repeat(68)} ${overMidnight}.parquet`],
  // A family of 25 bytes stays one.
  ['👨‍👩‍👧‍👦'.repeat(10), 'csv', week, `${'👨‍👩‍👧‍👦'.repeat(8)} ${week}.csv`],
  // A letter of 5 bytes with the marks on it.
  ['q\u0302\u0323'.repeat(60), 'csv', week, `${'q\u0323\u0302'.repeat(44)} ${week}.csv`],
  // A musical note of one character, which normalization spells as three of four bytes.
  [`a${'\u{1D160}'.repeat(39)}`, 'csv', '', `a${'\u{1D158}\u{1D165}\u{1D16E}'.repeat(20)}.csv`],
  // One letter with more marks than a name has room for.
  [`q${'\u0302'.repeat(200)}`, 'csv', '', `q${'\u0302'.repeat(60)}.csv`],
  // The cut leaves no blank and no dot before the dates.
  [`${'漢'.repeat(72)} . 漢字`, 'csv', week, `${'漢'.repeat(72)} ${week}.csv`],
])('%j as %s is cut at a whole letter, so that a file system takes it with dates and number', (title, ending, dates, name) => {
  expect(fileName(title, ending, dates)).toBe(name);
  expect(Buffer.byteLength(name) + ' (20)'.length).toBeLessThanOrEqual(255);
});

test.each([
  ['CON', '', '_CON.csv'],
  ['nul', '', '_nul.csv'],
  ['COM1 . ', '', '_COM1.csv'],
  ['lpt9.calls', week, `_lpt9.calls ${week}.csv`],
  ['COM²', '', '_COM².csv'],
  // With its dates it is no device any more.
  ['CON', week, `CON ${week}.csv`],
  ['CONTACTS', '', 'CONTACTS.csv'],
  ['\u200d\u200d', '', 'Report.csv'],
])('%j with dates "%s" is no device of Windows: %s', (title, dates, name) => {
  expect(fileName(title, 'csv', dates)).toBe(name);
});
