import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { replayTrace } from './replay/replay-trace.ts';

const root = join(import.meta.dirname, '..');
const folder = join(import.meta.dirname, 'traces');
const emits = ['segments', 'calls', 'status'] as const;
type Row = Record<string, unknown>;

/** What a trace must give beyond its rows; `test/traces/README.md` describes the fields. */
interface Expectation {
  readonly exitCode?: number;
  readonly diagnostics?: readonly string[];
  readonly lines?: readonly string[];
  readonly events?: Readonly<Record<string, number>>;
}

const isRows = /\.(segments|calls|status)\.ndjson$/;
const namesIn = (sub: string): string[] =>
  readdirSync(join(folder, sub))
    .filter((file) => file.endsWith('.ndjson') && !isRows.test(file))
    .map((file) => join(sub, file.slice(0, -'.ndjson'.length)))
    .sort();
const names = [...namesIn('.'), ...namesIn('bad')];

const read = (name: string, end: string): string => readFileSync(join(folder, `${name}${end}`), 'utf8');
const has = (name: string, end: string): boolean => existsSync(join(folder, `${name}${end}`));
const parseRow = (line: string): Row => JSON.parse(line) as Row;
const rowsOf = (text: string): Row[] => text.split('\n').filter(Boolean).map(parseRow);

/** The printed rows with every field the expectation leaves open (`"<any>"`) made equal to it, provided the field is there. */
const opened = (printed: readonly Row[], expected: readonly Row[]): Row[] =>
  printed.map((row, index) => {
    const open = Object.entries(expected[index] ?? {}).filter(([key, value]) => value === '<any>' && key in row);
    return { ...row, ...Object.fromEntries(open) };
  });

const statusKey = (row: Row): string => [row.at, row.kind, row.status, row.agent, row.huntGroup].join(' ');

/** Status rows of one instant may stand in any order; the id of a change and its site are the store's, not the rule's. */
const comparableStatus = (rows: readonly Row[]): Row[] =>
  rows.map(({ statusId: _statusId, siteId: _siteId, ...row }) => row).sort((a, b) => (statusKey(a) < statusKey(b) ? -1 : 1));

/** What makes two lines copies of one event: code, resync code, call and subject. Only lines that come as copies have a key. */
const copyKey = (line: string): string | null => {
  const [, code = '', resync = '', , ...fields] = line.split(',');
  if (['OR', 'NT', 'DE', 'ES', 'HE', 'RE', 'TR', 'DI', 'FA', 'XC', 'QU'].includes(code)) return [code, resync, fields[0], fields[1]].join();
  if (code === 'LN' || code === 'LF') return [code, resync, ...fields].join();
  if (['RY', 'NRY', 'WNR'].includes(code)) return [code, resync, fields[0], fields[1]].join();
  return code === 'CO' ? [code, resync, ...fields.slice(3)].join() : null;
};

/** The trace with the copies of every event in the opposite order; the instants stay where they are. */
const withCopiesReversed = (text: string): string => {
  const [header = '', ...lines] = text.split('\n').filter(Boolean);
  const messages = lines.map((line) => JSON.parse(line) as { at: string; rx?: string });
  const events = new Map<string, number[]>();
  const copies: number[][] = [];
  messages.forEach((message, index) => {
    const key = message.rx === undefined ? null : copyKey(message.rx);
    if (key === null) return;
    const known = events.get(key);
    const first = known?.[0] === undefined ? undefined : messages[known[0]];
    if (known !== undefined && first !== undefined && Date.parse(message.at) - Date.parse(first.at) <= 500) known.push(index);
    else {
      const fresh = [index];
      events.set(key, fresh);
      copies.push(fresh);
    }
  });
  const reversed = messages.map((message) => ({ ...message }));
  for (const group of copies)
    group.forEach((index, place) => {
      const target = reversed[index];
      const source = messages[group[group.length - 1 - place] ?? index];
      if (target !== undefined && source?.rx !== undefined) target.rx = source.rx;
    });
  return [header, ...reversed.map((message) => JSON.stringify(message))].join('\n');
};

/** The trace with every such line received twice. */
const withLinesDoubled = (text: string): string =>
  text
    .split('\n')
    .filter(Boolean)
    .flatMap((line, index) => {
      const rx = index === 0 ? undefined : (JSON.parse(line) as { rx?: string }).rx;
      return rx !== undefined && copyKey(rx) !== null ? [line, line] : [line];
    })
    .join('\n');

const expectationOf = (name: string): Expectation =>
  has(name, '.expect.json') ? (JSON.parse(read(name, '.expect.json')) as Expectation) : {};

describe.each(names)('trace %s', (name) => {
  const text = read(name, '.ndjson');
  const expectation = expectationOf(name);

  it('ends as expected', () => {
    const result = replayTrace(text, 'segments');
    expect(result.exitCode).toBe(expectation.exitCode ?? 0);
    for (const said of expectation.diagnostics ?? []) expect(result.diagnostics.join('\n')).toContain(said);
    if (expectation.lines !== undefined) expect(result.lines).toEqual(expectation.lines);
  });

  it.each(emits.filter((emit) => has(name, `.${emit}.ndjson`)))('gives its %s', (emit) => {
    const expected = rowsOf(read(name, `.${emit}.ndjson`));
    const printed = replayTrace(text, emit).lines.map(parseRow);
    const same = emit === 'status' ? comparableStatus : (rows: readonly Row[]): readonly Row[] => rows;
    if (emit === 'status') expect(printed.map((row) => row.at)).toEqual(printed.map((row) => row.at).sort());
    const wanted = same(expected);
    const got = same(printed);
    expect(opened(got, wanted)).toEqual(wanted);
  });

  for (const [kind, count] of Object.entries(expectation.events ?? {}))
    it(`gives ${count} events ${kind}`, () => {
      const kinds = replayTrace(text, 'events').lines.map((line) => parseRow(line).kind);
      expect(kinds.filter((found) => found === kind)).toHaveLength(count);
    });
});

describe.each(namesIn('.'))('copies in %s', (name) => {
  const text = read(name, '.ndjson');

  it.each([
    ['the opposite order', withCopiesReversed],
    ['doubled', withLinesDoubled],
  ])('change nothing: %s', (_how, change) => {
    const other = change(text);
    for (const emit of emits) expect(replayTrace(other, emit).lines).toEqual(replayTrace(text, emit).lines);
  });
});

describe('replay on the command line', () => {
  const replay = (...args: string[]) =>
    spawnSync(process.execPath, [join(root, 'test', 'replay.mjs'), ...args], { cwd: root, encoding: 'utf8' });

  it('prints segments by default and ends with 0', () => {
    const { status, stdout } = replay(join(folder, 'inbound-ddi-answered.ndjson'));
    expect(status).toBe(0);
    expect(rowsOf(stdout)).toEqual(rowsOf(read('inbound-ddi-answered', '.segments.ndjson')));
  });

  it('prints calls on request, unrecognised lines included in a good end', () => {
    const { status, stdout } = replay(join(folder, 'damaged-lines-are-unrecognised.ndjson'), '--emit', 'calls');
    expect(status).toBe(0);
    expect(rowsOf(stdout)).toEqual(rowsOf(read('damaged-lines-are-unrecognised', '.calls.ndjson')));
  });

  it('ends with 2 and names the line on standard error when a line is cut', () => {
    const { status, stdout, stderr } = replay(join(folder, 'bad', 'invalid-json-in-line-5.ndjson'));
    expect(status).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/\b5\b/);
  });
});
