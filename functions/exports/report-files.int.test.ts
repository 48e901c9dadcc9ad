import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ExportFormat, exportFormats } from '../domain/report.ts';
import { openDuckDb } from '../lake/lake.ts';
import type { OpenRows } from '../reports/report-rows.ts';
import { aboutLines } from './core/about-lines.ts';
import { cellText } from './core/cell-text.ts';
import type { FileFacts } from './core/file-types.ts';
import { printableChart } from './core/printable-chart.ts';
import { writeReportFile } from './report-files.ts';
import { column, openTableRows } from './testing/table-rows.ts';
import { writeXlsx } from './write-xlsx.ts';

const hostile = `"q", line\n\u0007 😀 שלום _x0041_ <&>`;
const long = 'x'.repeat(40_000);
const columns = [
  column('key', 'key', { header: 'Extension' }),
  column('keyName', 'key', { header: '=Name' }),
  column('callsIn', 'count', { header: 'Calls "In", all' }),
  column('talk', 'duration'),
  column('ring', 'duration', { display: 'seconds' }),
  column('answered', 'percentage'),
  column('first', 'timeOfDay'),
  column('matched', 'yesNo'),
];
// 02/03/2026 09:00:00 UTC = 10:00:00 in Berlin; 29/03/2026 01:30 UTC = 03:30 of summer time.
const rows = [
  ['1000', 'Ann', 3, 130_205_000, 1_234, 0.25, 1_772_442_000_000, 'true'],
  ['=HYPERLINK("x")', hostile, 4, 5_999, 0, null, 1_774_747_800_000, 'n/a'],
  ['+441132000000', long, 5, 0, 500, 1, null, 'false'],
  ['-5', null, null, null, null, null, null, null],
] as const;
const totals = [null, null, 12, 130_210_999, 1_734, 0.5, null, null];

let directory = '';
let open: OpenRows;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'files-'));
  open = await openTableRows(join(directory, 'db'), columns, rows, {
    totals,
    filterWords: 'extension is 1000',
    gaps: [{ cause: 'linkDown', startedAt: '2026-03-02T09:00:00.000Z', endedAt: null, detail: 'The line was cut.' }],
    notes: ['Service level: version 2.'],
  });
});
afterAll(async () => {
  open.close();
  await rm(directory, { recursive: true, force: true });
});

const write = async (format: ExportFormat, from: OpenRows = open, more = {}) => {
  const path = await mkdtemp(join(directory, 'out-'));
  const question = { format, title: 'Calls: by extension?', logo: null, path, generatedAt: Date.UTC(2026, 2, 4), ...more };
  const { files } = await writeReportFile(from, question);
  const [file] = files;
  if (file === undefined) throw new Error('no file');
  return file;
};
const partsOf = async (path: string): Promise<Readonly<Record<string, string>>> =>
  Object.fromEntries(Object.entries(unzipSync(await readFile(path))).map(([name, bytes]) => [name, strFromU8(bytes)]));
const readBack = async (sql: string) => {
  const db = await openDuckDb({ threads: 1, memoryLimit: '100MB', tempDirectory: join(directory, 'spill'), directories: [directory] });
  const connection = await db.connect();
  try {
    return (await connection.runAndReadAll(sql)).getRowsJson();
  } finally {
    connection.closeSync();
    db.close();
  }
};

test('of whom only some calls are shown, no file says that it holds all', () => {
  const made = { title: 'Calls', generatedAt: Date.UTC(2026, 2, 4) };
  const said = (facts: Partial<FileFacts>) =>
    aboutLines({ ...open, filterWords: null, ...facts }, made, (at) => at)
      .filter(({ label }) => label === 'Limited' || label === 'Filter')
      .map(({ label, text }) => `${label}: ${text}`);
  const limitedTo = 'Only calls of the business units Sales and Night';
  expect(said({})).toEqual(['Filter: None: all that the range holds']);
  expect(said({ limitedTo })).toEqual([
    'Limited: Only calls of the business units Sales and Night.',
    'Filter: None: all of these that the range holds',
  ]);
  expect(said({ limitedTo, filterWords: 'extension 1000' })).toEqual([
    'Limited: Only calls of the business units Sales and Night.',
    'Filter: extension 1000',
  ]);
});

test.each<[ExportFormat, number]>([
  ['csv', 78],
  ['xlsx', 77],
])('of a name of 80 letters of three bytes the %s keeps %i, and is written', async (format, kept) => {
  const file = await write(format, open, { title: '漢'.repeat(80) });
  expect(file.name).toBe(`${'漢'.repeat(kept)} 2026-03-02.${format}`);
  expect((await readFile(file.path)).byteLength).toBe(file.bytes);
});

test('CSV has the report’s rows in the site’s zone, and nothing in it is a formula', async () => {
  const file = await write('csv');
  const text = await readFile(file.path, 'utf8');
  expect(file.name).toBe('Calls by extension 2026-03-02.csv');
  expect(
    text.startsWith(
      '\ufeffExtension,\'=Name,"Calls ""In"", all",talk,ring,answered %,first,matched\r\n1000,Ann,3,36:10:05,1.234,25.00,2026-03-02 10:00:00,Yes\r\n',
    ),
  ).toBe(true);
  expect(text.endsWith(",5,00:00:00,0.5,100.00,,No\r\n'-5,,,,,,,\r\n")).toBe(true);
  expect(await readBack(`SELECT * FROM read_csv('${file.path}', header = true, all_varchar = true) LIMIT 3`)).toEqual([
    ['1000', 'Ann', '3', '36:10:05', '1.234', '25.00', '2026-03-02 10:00:00', 'Yes'],
    [`'=HYPERLINK("x")`, `${hostile.replace(/^"/, '"')}`, '4', '00:00:05', '0', null, '2026-03-29 03:30:00', 'n/a'],
    ["'+441132000000", long, '5', '00:00:00', '0.5', '100.00', null, 'No'],
  ]);
});

test('percentages are percent with two decimals in CSV, and fractions where cells are typed; weeks bear their Monday', async () => {
  const of = [
    column('percentCallsLost', 'percentage', { header: '% Calls Lost' }),
    column('serviceLevel', 'percentage', { header: 'Service Level' }),
    column('startTime', 'timeOfDay', { header: 'Week', display: 'week' }),
  ];
  // Wednesday 18 November 2026 in Berlin.
  const at = Date.UTC(2026, 10, 18, 9);
  const shares = await openTableRows(join(directory, 'shares'), of, [
    [1 / 19, 0.01005, at],
    [-0.00125, 12.5, null],
    [null, 0, at],
  ]);
  const file = await write('csv', shares);
  expect(await readFile(file.path, 'utf8')).toBe(
    '\ufeff% Calls Lost,Service Level %,Week\r\n5.26,1.01,2026-11-16\r\n-0.13,1250.00,\r\n,0.00,2026-11-16\r\n',
  );
  const typed = await write('parquet', shares);
  expect(await readBack(`SELECT "percentCallsLost", "serviceLevel" FROM '${typed.path}'`)).toEqual([
    [1 / 19, 0.01005],
    [-0.00125, 12.5],
    [null, 0],
  ]);
  const parts = await partsOf((await write('xlsx', shares)).path);
  // Monday 16 November 2026 is day 46342; what shows it has the weekday.
  expect(parts['xl/worksheets/sheet1.xml']).toContain('<c r="B2" s="4"><v>0.01005</v></c><c r="C2" s="9"><v>46342</v></c>');
  expect(parts['xl/styles.xml']).toContain('<numFmt numFmtId="173" formatCode="ddd dd/mm/yyyy"/>');
  const [, , week] = of;
  expect(week === undefined ? '' : cellText(week, at, (instant) => instant)).toBe('Mon 16/11/2026');
  shares.close();
});

test('Parquet has typed columns under the names of statistics, and its sums are the report’s', async () => {
  const file = await write('parquet');
  expect(
    await readBack(`SELECT count(*), sum("callsIn"), sum(talk), sum(ring), max(length("keyName")), count(first) FROM '${file.path}'`),
  ).toEqual([['4', 12, '130210999', '1734', '40000', '2']]);
  expect(await readBack(`SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM '${file.path}')`)).toEqual([
    ['key', 'VARCHAR'],
    ['keyName', 'VARCHAR'],
    ['callsIn', 'DOUBLE'],
    ['talk', 'BIGINT'],
    ['ring', 'BIGINT'],
    ['answered', 'DOUBLE'],
    ['first', 'TIMESTAMP WITH TIME ZONE'],
    ['matched', 'BOOLEAN'],
  ]);
  const [[told]] = (await readBack(`SELECT decode(value) FROM parquet_kv_metadata('${file.path}') WHERE decode(key) = 'trunkline'`)) as [
    [string],
  ];
  expect(JSON.parse(told)).toMatchObject({ totals: { callsIn: 12, talk: 130_210_999 } });
});

test('a spreadsheet has typed cells, a frozen header with a filter, totals and a page about it', async () => {
  const parts = await partsOf((await write('xlsx')).path);
  const sheet = parts['xl/worksheets/sheet1.xml'] ?? '';
  expect(sheet).toContain('<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>');
  expect(sheet).toContain(
    '<c r="C2" s="1"><v>3</v></c><c r="D2" s="2"><v>1.5070023148148148</v></c><c r="E2" s="3"><v>1.234</v></c><c r="F2" s="4"><v>0.25</v></c>',
  );
  // 5.999 s are 5 s here too: a spreadsheet would show 6.
  expect(sheet).toContain('<c r="D3" s="2"><v>0.00005787037037037037</v></c>');
  // Days since 30 December 1899: 2 March 2026 is day 46083.
  expect(sheet).toContain('<c r="G2" s="5"><v>46083.4166666');
  expect(sheet).toContain('<c r="A3" s="21" t="inlineStr"><is><t xml:space="preserve">=HYPERLINK(&quot;x&quot;)</t></is></c>');
  expect(sheet).toContain('&quot;q&quot;, line\n_x0007_ 😀 שלום _x005F_x0041_ &lt;&amp;&gt;');
  expect(sheet).toContain(`${'x'.repeat(32_766)}…</t>`);
  expect(sheet).not.toContain('<f>');
  expect(sheet).toContain('<c r="A6" s="10" t="inlineStr"><is><t xml:space="preserve">Total</t></is></c><c r="C6" s="11"><v>12</v></c>');
  expect(sheet).toContain('<autoFilter ref="A1:H5"/>');
  const about = parts['xl/worksheets/sheet2.xml'] ?? '';
  for (const words of [
    'extension is 1000',
    'Europe/Berlin',
    'no link to the PBX. The line was cut.',
    'Service level: version 2.',
    '04/03/2026 01:00:00',
  ])
    expect(about).toContain(words);
});

const leeds = { customer: 'Hill & Son', site: 'Leeds/North' };

test('whose calls they are stands in the name, on each page, in the words about the file and in its properties', async () => {
  const placed = { ...open, place: leeds };
  const excel = await write('xlsx', placed);
  expect(excel.name).toBe('Calls by extension, Leeds North 2026-03-02.xlsx');
  const sheets = await partsOf(excel.path);
  expect(sheets['xl/worksheets/sheet1.xml']).toContain(
    '<oddFooter>&amp;LHill &amp;&amp; Son, Leeds/North – Calls: by extension?&amp;R&amp;P of &amp;N<',
  );
  expect(sheets['xl/worksheets/sheet2.xml']).toMatch(/>Customer<.*>Hill &amp; Son<.*>Site<.*>Leeds\/North</);
  const word = await partsOf((await write('docx', placed)).path);
  expect(word['word/document.xml']).toMatch(/>Customer: <.*>Hill &amp; Son<.*>Site: <.*>Leeds\/North</);
  expect(word['word/footer1.xml']).toContain('>Hill &amp; Son, Leeds/North – Calls: by extension?    <');
  for (const parts of [sheets, word]) expect(parts['docProps/core.xml']).toContain('<dc:subject>Hill &amp; Son, Leeds/North</dc:subject>');
  expect(await readFile((await write('pdf', placed)).path, 'latin1')).toContain('(Hill & Son, Leeds/North)');
});

test('counts have no decimals and seconds three, so that Excel shows no point behind a whole number', async () => {
  const styles = (await partsOf((await write('xlsx')).path))['xl/styles.xml'] ?? '';
  expect([...styles.matchAll(/formatCode="([^"]*)"/g)].map(([, code]) => code)).toEqual([
    '#,##0',
    '[hh]:mm:ss',
    '0.000',
    '0.00%',
    'dd/mm/yyyy hh:mm:ss',
    'dd/mm/yyyy',
    'hh:mm:ss',
    'mmm, yyyy',
    'ddd dd/mm/yyyy',
  ]);
});

test('on paper a spreadsheet is as wide as the page, and each page begins with the header', async () => {
  const parts = await partsOf((await write('xlsx')).path);
  const fit = '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>';
  expect(parts['xl/worksheets/sheet1.xml']).toContain(`main">${fit}<sheetViews>`);
  expect(parts['xl/worksheets/sheet1.xml']).toContain('orientation="landscape" fitToWidth="1" fitToHeight="0"/>');
  expect(parts['xl/workbook.xml']).toContain(
    `<definedName name="_xlnm.Print_Titles" localSheetId="0">'Report'!$1:$1</definedName></definedNames>`,
  );
  expect(parts['xl/worksheets/sheet2.xml']).toContain(fit);
  // 300 characters on two pages beside each other, each with what a row is called by.
  const many = [column('key', 'key'), column('keyName', 'key'), ...Array.from({ length: 26 }, (_, i) => column(`c${i}`, 'count'))];
  const wide = await openTableRows(join(directory, 'wide'), many, []);
  const two = await partsOf((await write('xlsx', wide)).path);
  wide.close();
  expect(two['xl/worksheets/sheet1.xml']).toContain('fitToWidth="2" fitToHeight="0"');
  expect(two['xl/workbook.xml']).toContain(`'Report'!$A:$B,'Report'!$1:$1<`);
});

test.each([
  ['dateTime', ['16/11/2026 01:30:00', '25/10/2026 01:00:00 +01:00'], ['2026-11-16 01:30:00', '2026-10-25 01:00:00 +01:00'], 46_342.0625],
  ['date', ['16/11/2026'], ['2026-11-16'], 46_342],
  ['week', ['Mon 16/11/2026'], ['2026-11-16'], 46_342],
  ['month', ['Nov, 2026'], ['2026-11'], 46_327],
  ['time', ['06:00:00'], ['06:00:00'], 0.25],
] as const)('rows by %s are in ISO in CSV, as lists are, and real times in a spreadsheet', async (display, labels, iso, serial) => {
  const of = [column('key', 'key', { header: 'Start Time', display }), column('callsIn', 'count')];
  const stretches = await openTableRows(
    join(directory, `by-${display}`),
    of,
    labels.map((label) => [label, 1]),
    { totals: [null, 7] },
  );
  expect(await readFile((await write('csv', stretches)).path, 'utf8')).toBe(
    `\ufeffStart Time,callsIn\r\n${iso.map((text) => `${text},1\r\n`).join('')}`,
  );
  const sheet = (await partsOf((await write('xlsx', stretches)).path))['xl/worksheets/sheet1.xml'] ?? '';
  stretches.close();
  expect(sheet).toMatch(new RegExp(`<c r="A2" s="\\d"><v>${serial}</v></c>`));
  // An hour that comes twice is no reading of a clock: it keeps its words, and so does the total.
  for (const words of [...labels.slice(1), 'Total']) expect(sheet).toContain(`<t xml:space="preserve">${words}</t>`);
});

test('what was asked before its range had ended says until when it tells', () => {
  const made = { title: 'Calls', generatedAt: Date.UTC(2026, 2, 4) };
  const range = (asAt: number) =>
    aboutLines({ ...open, range: { ...open.range, asAt } }, made, (at) => at).find(({ label }) => label === 'Range')?.text;
  expect(range(Date.UTC(2026, 2, 3))).toBe('02/03/2026 00:00:00 to 03/03/2026 00:00:00 (Europe/Berlin)');
  expect(range(Date.UTC(2026, 2, 2, 22, 45))).toBe(
    '02/03/2026 00:00:00 to 02/03/2026 22:45:00, when it was asked; it ends at 03/03/2026 00:00:00 (Europe/Berlin)',
  );
  expect(range(Date.UTC(2026, 2, 1))).toBe('02/03/2026 00:00:00 to 03/03/2026 00:00:00 (Europe/Berlin)');
});

test('a new sheet begins where one is full, and the totals stand on the last', async () => {
  const path = join(directory, 'three.xlsx');
  const question = { format: 'xlsx', title: 'T', logo: null, path: directory, generatedAt: 0 } as const;
  expect(await writeXlsx(2)(open, question, path, () => {})).toBe(4);
  const parts = await partsOf(path);
  expect(Object.keys(parts).filter((name) => name.startsWith('xl/worksheets/'))).toHaveLength(3);
  expect([1, 2].map((n) => (parts[`xl/worksheets/sheet${n}.xml`]?.match(/<row /g) ?? []).length)).toEqual([3, 4]);
  expect(parts['xl/workbook.xml']).toContain('name="Report 2"');
  expect(parts['xl/worksheets/sheet2.xml']).toContain('>Total<');
});

test('a Word document has every text, a header that repeats, and page numbers', async () => {
  const parts = await partsOf((await write('docx')).path);
  const document = parts['word/document.xml'] ?? '';
  expect((document.match(/<w:tr>/g) ?? []).length).toBe(6);
  for (const words of [
    '<w:tblHeader/>',
    'w:orient="landscape"',
    '>=HYPERLINK(&quot;x&quot;)<',
    '>\ufffd 😀 שלום _x0041_ &lt;&amp;&gt;<',
    long,
    '>36:10:05<',
    '>25.00 %<',
    '>02/03/2026 10:00:00<',
    '>Total<',
    '>36:10:10<',
  ])
    expect(document).toContain(words);
  expect(parts['word/footer1.xml']).toMatch(/ PAGE .* of .* NUMPAGES /);
});

test('a PDF that lacks letters says so beside the file; what has them all says nothing', async () => {
  const noted = async (format: ExportFormat, from: OpenRows = open, more = {}) => {
    const path = await mkdtemp(join(directory, 'noted-'));
    return (await writeReportFile(from, { format, title: 'Calls', logo: null, path, generatedAt: 0, ...more })).notes;
  };
  const note = 'The PDF shows ■ for letters that its font does not have: take it as Excel or Word, which have all of them.';
  expect([await noted('pdf'), await noted('xlsx'), await noted('docx'), await noted('csv')]).toEqual([[note], [], [], []]);
  const plain = await openTableRows(join(directory, 'plain'), [column('key', 'key'), column('callsIn', 'count')], [['Łódź Ωμέγα', 3]]);
  const named = (name: string) => ({
    chart: { kind: 'bar' as const, labels: ['Łódź'], series: [{ name, unit: 'calls' as const, values: [3] }] },
  });
  expect([await noted('pdf', plain), await noted('pdf', plain, { title: '日報' })]).toEqual([[], [note]]);
  expect([await noted('pdf', plain, named('Calls')), await noted('pdf', plain, named('المكالمات'))]).toEqual([[], [note]]);
  plain.close();
});

test('names and labels of a chart are drawn with the letters that the font has', () => {
  const heat = { kind: 'heatMap' as const, name: '日 Calls', unit: 'calls' as const, rows: ['Mon'], columns: ['09:00'], values: [[1]] };
  expect(printableChart(heat)).toEqual({ ...heat, name: '■ Calls' });
  const bars = { kind: 'bar' as const, labels: ['لـ Desk'], series: [{ name: 'שלום', unit: 'calls' as const, values: [3] }] };
  expect(printableChart(bars)).toEqual({ ...bars, labels: ['■■ Desk'], series: [{ name: '■■■■', unit: 'calls', values: [3] }] });
});

test('a PDF is whole, and says when it was made and how many pages it has', async () => {
  const bytes = await readFile((await write('pdf')).path, 'latin1');
  expect([bytes.startsWith('%PDF-1.7'), bytes.trimEnd().endsWith('%%EOF')]).toEqual([true, true]);
  expect(bytes).toContain('/Count 1');
  expect(bytes).toContain('D:20260304');
});

test.each(exportFormats)('the same rows and question make the same bytes: %s', async (format) => {
  const chart = { kind: 'bar', columns: ['callsIn', 'talk'] } as const;
  expect((await write(format, open, { chart })).sha256).toBe((await write(format, open, { chart })).sha256);
});

test('a heat map, or why there is none, stands in a PDF; the same picture makes the same bytes', async () => {
  const chart = {
    kind: 'heatMap',
    name: 'Calls',
    unit: 'calls',
    rows: ['Mon', 'Tue'],
    columns: ['09:00', '09:30'],
    values: [
      [1, null],
      [3, 2],
    ],
  } as const;
  const [first, again, none] = [await write('pdf', open, { chart }), await write('pdf', open, { chart }), await write('pdf', open)];
  const said = await write('pdf', open, { chart: null, chartWords: 'Left out: nothing was counted.' });
  expect(again.sha256).toBe(first.sha256);
  expect(new Set([first.sha256, none.sha256, said.sha256]).size).toBe(3);
  const parts = await partsOf((await write('docx', open, { chart })).path);
  expect(parts['word/document.xml']).toContain('Not drawn in Word documents');
});

test.each(exportFormats)('a report without rows is a file too: %s', async (format) => {
  const empty = await openTableRows(join(directory, `empty-${format}`), columns, []);
  try {
    expect(await write(format, empty)).toMatchObject({ rows: 0 });
  } finally {
    empty.close();
  }
});

describe('refused', () => {
  test('pages for more rows than they hold, with what holds them', async () => {
    const many = { ...open, rows: 20_001 };
    await expect(write('pdf', many)).rejects.toMatchObject({ code: 'bad-request', message: expect.stringContaining('20001 rows') });
    await expect(write('docx', many)).rejects.toMatchObject({ code: 'bad-request', message: expect.stringContaining('Choose csv') });
  });
  test('a file that was cancelled leaves nothing behind', async () => {
    const answers = [false, true];
    await expect(write('xlsx', open, { cancelled: () => answers.shift() ?? true })).rejects.toMatchObject({ code: 'unavailable' });
  });
});

test('a logo that is damaged takes itself away, not the report', async () => {
  const damaged = Buffer.concat([Buffer.from('89504e470d0a1a0a0000000d494844520000001000000010', 'hex'), Buffer.alloc(40, 7)]);
  expect(await write('pdf', open, { logo: { contentType: 'image/png', bytes: damaged } })).toMatchObject({ rows: 4 });
});
