import { expect, test } from 'vitest';
import { type MailContent, writeMail } from './mail-content.ts';
import { mailTable } from './mail-table.ts';

const word = (id: string, heading: string) => ({ id, heading, figure: false });
const figure = (id: string, heading: string) => ({ id, heading, figure: true });
const columns = [
  word('key', 'Group'),
  word('keyName', 'Group name'),
  figure('in', 'Calls in'),
  word('first', 'First call'),
  figure('answered', 'Answered'),
  figure('lost', 'Lost'),
  figure('talk', 'Talk time'),
  figure('ring', 'Ring time'),
  figure('level', 'Service level'),
];
const rows = [
  ['1', 'Front desk', '12', '09:02', '10', '2', '00:31:00', '00:02:10', '83.33 %'],
  ['2', '2', '3', '09:40', '3', '0', '00:04:00', '00:00:20', '100.00 %'],
];
const totals = ['Total', '', '15', '', '13', '2', '00:35:00', '00:02:30', '86.67 %'];

test('number and name are one cell, figures come before words, and what is in the file alone is named', () => {
  expect(mailTable({ columns, rows, totals })).toEqual({
    headings: ['Group', 'Calls in', 'Answered', 'Lost', 'Talk time', 'Ring time'].map((text, i) => ({ text, figure: i > 0 })),
    rows: [
      ['1 Front desk', '12', '10', '2', '00:31:00', '00:02:10'],
      ['2', '3', '3', '0', '00:04:00', '00:00:20'],
    ],
    totals: ['Total', '15', '13', '2', '00:35:00', '00:02:30'],
    left: ['First call', 'Service level'],
  });
});

test('what has room is shown whole, in the order of the report', () => {
  const few = mailTable({ columns: columns.slice(0, 4), rows: rows.map((row) => row.slice(0, 4)), totals: null });
  expect([few.headings.map(({ text }) => text), few.rows[0], few.totals, few.left]).toEqual([
    ['Group', 'Calls in', 'First call'],
    ['1 Front desk', '12', '09:02'],
    null,
    [],
  ]);
});

test('of a list who, where and when are shown before the numbers that programs tell rows by', () => {
  const list = [
    figure('segmentNo', 'Segment No'),
    word('startTime', 'Start Time'),
    word('callDirection', 'Call Direction'),
    word('telephoneNumber', 'Telephone Number'),
    word('extension', 'Extension'),
    word('extensionName', 'Extension Name'),
    word('huntGroupName', 'Hunt Group Name'),
    figure('ringDuration', 'Ring Duration'),
    figure('talkDuration', 'Talk Duration'),
  ];
  const row = ['2', '22/11/2026 01:45:03', 'In', '0113', '1001', 'Ann', 'Sales', '00:00:05', '00:01:00'];
  expect(mailTable({ columns: list, rows: [row], totals: null })).toEqual({
    headings: [
      { text: 'Start Time', figure: false },
      { text: 'Call Direction', figure: false },
      { text: 'Telephone Number', figure: false },
      { text: 'Extension', figure: false },
      { text: 'Hunt Group Name', figure: false },
      { text: 'Ring Duration', figure: true },
    ],
    rows: [['22/11/2026 01:45:03', 'In', '0113', '1001 Ann', 'Sales', '00:00:05']],
    totals: null,
    left: ['Segment No', 'Talk Duration'],
  });
});

test('the mail has totals under its rows, and each report names its file', () => {
  const words = { schedule: 'Morning', site: 'Harbour', customer: 'Bakery', range: '23 Mar 2040', reports: 'Groups', date: '24 Mar 2040' };
  const content: MailContent = {
    template: { subject: '{schedule}', body: '' },
    words,
    maybeTwice: false,
    missing: [],
    reports: [
      {
        name: 'Groups',
        range: '23 Mar 2040',
        filter: null,
        limit: null,
        rows: 30,
        notes: [],
        table: mailTable({ columns, rows, totals }),
        url: 'https://calls.example/r',
        files: [{ name: 'Groups 2040-03-23.pdf', url: null }],
      },
    ],
    linksEnd: null,
    footer: 'Bye',
  };
  const { text, html } = writeMail(content);
  expect(text).toBe(
    `Groups
23 Mar 2040
30 rows; the first 2 are:
Group | Calls in | Answered | Lost | Talk time | Ring time
1 Front desk | 12 | 10 | 2 | 00:31:00 | 00:02:10
2 | 3 | 3 | 0 | 00:04:00 | 00:00:20
Total | 15 | 13 | 2 | 00:35:00 | 00:02:30
In the file alone: First call, Service level.
File: Groups 2040-03-23.pdf (attached)
With an account: https://calls.example/r

Bye
`,
  );
  expect(html).toMatch(/<tfoot><tr><th scope="row"[^>]*>Total<\/th><td[^>]*><span class="h" [^>]*>Calls in: <\/span>15<\/td>/);
  // On a telephone each value stands after its heading; where that is not known, the table alone is scrolled.
  expect(html).toContain('<meta name="viewport" content="width=device-width,initial-scale=1"><style>@media (max-width:520px){.t,');
  expect(html).toContain('<div style="overflow-x:auto;max-width:100%;margin:0 0 12px"><table class="t" ');
  expect(html).toContain('File: Groups 2040-03-23.pdf (attached)');
});
