import { createOaiTranslator } from '../../edge-agent/protocol/oai/translator.ts';

/** One inbound call through a group with an announced transfer, as a PBX with four monitored parties sends it, and two feature lines. */
const callLines = [
  'OR,,000010,1F@,94101,07700900123,E,01632960000,,C,22',
  'QU,,000020,1F@,2000,94101,|SMITH|,07700900123,|Sales|,01632960000,E,2000,,1,,Q,23',
  'QU,,000010,1F@,2000,94101,|SMITH|,07700900123,|Sales|,01632960000,E,2000,,1,,C,23',
  'DE,,000101,1F@,1001,,I,94101,|SMITH|,07700900123,|Sales|,01632960000,E,2000,,,A,22,2000',
  'DE,,000010,1F@,1001,,I,94101,|SMITH|,07700900123,|Sales|,01632960000,E,2000,,,C,22,2000',
  'ES,,000010,1F@,1001,,I,94101,07700900123,01632960000,E,2000,,C,35',
  'ES,,000101,1F@,1001,,I,94101,07700900123,01632960000,E,2000,,C,35',
  'HE,,000010,1F@,1001,C,38',
  'HE,,000101,1F@,1001,H,38',
  'OR,,000101,2F@,1001,,I,1002,,C,22',
  'DE,,000102,2F@,1002,,I,1001,,,,,I,1002,,,A,40,',
  'DE,,000101,2F@,1002,,I,1001,,,,,I,1002,,,C,40,',
  'ES,,000101,2F@,1002,,I,1001,,,I,1002,,C,35',
  'ES,,000102,2F@,1002,,I,1001,,,I,1002,,C,35',
  'TR,,000101,1F@,1001,94101,2F@,1002,|SMITH|,07700900123,|Sales|,01632960000,N,32',
  'XC,,000101,2F@,1001,1001,N,36',
  'TR,,000010,1F@,1001,94101,,1002,|SMITH|,07700900123,|Sales|,01632960000,C,32',
  'TR,,000102,1F@,1001,94101,2F@,1002,|SMITH|,07700900123,|Sales|,01632960000,C,32',
  'XC,,000102,2F@,1001,1001,,36',
  'XC,,000102,2F@,1002,1001,N,36',
  'XC,,000102,1F@,94101,94101,,36',
  'XC,,000102,1F@,1002,94101,N,36',
  'XC,,000010,1F@,94101,94101,N,36',
  'DND,,000101,1001,|BREAK|,|back at 2, or 3|',
  'DND,,000101,1001,,',
];
const calls = 8000;
const liveIds = 500;
const rounds = 5;
const limit = 200_000;
/** Traffic of 200 lines a second, so that the memory for copies is as full as on a busy site. */
const msBetweenLines = 5;
const startedAt = 1_772_442_000_000;

const makeLines = (): string[] => {
  const lines: string[] = [];
  for (let call = 0; call < calls; call++)
    for (const line of callLines)
      lines.push(`${String(lines.length % 1000).padStart(3, '0')},${line.replaceAll('@', String(call % liveIds))}`);
  return lines;
};

const median = (numbers: readonly number[]): number => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

/** Whole way of the agent: line, typed event, node, merging of copies. */
const translate = (lines: readonly string[]): number => {
  const translator = createOaiTranslator({ devices: [{ number: '1001', node: '1', type: 'extension' }] });
  translator.line(startedAt, '000,RS,0,00:57,010415,V10.10,V4.0.3.91,3,1,1,3,1');
  translator.line(startedAt, '001,CF,_MS,2,0,4,000010,94101,000020,2000,000101,1001,000102,1002,A:00FC');
  let at = startedAt;
  let events = 0;
  for (const line of lines) {
    at += msBetweenLines;
    events += translator.line(at, line).length;
  }
  return events;
};

const linePattern = /^(\d+),([A-Z]+),(\d*),([^,]*)/;
/** The usual quick parser, which breaks on commas in names, reads no copies and checks nothing. */
const splitNaively = (lines: readonly string[]): number => {
  let fields = 0;
  for (const line of lines) {
    if (!linePattern.test(line)) continue;
    const values: Record<string, string> = {};
    for (const [i, value] of line.split(',').entries()) values[`f${i}`] = value.replace(/^\|(.*)\|$/, '$1');
    fields += Object.keys(values).length;
  }
  return fields;
};

const linesPerSecond = (lines: readonly string[], work: (lines: readonly string[]) => number): number => {
  const from = performance.now();
  work(lines);
  return Math.round((lines.length / (performance.now() - from)) * 1000);
};

/** Lines per second from text to neutral events, next to a naive split of the same lines in the same run. */
export async function run(): Promise<Record<string, unknown>> {
  const lines = makeLines();
  translate(lines);
  splitNaively(lines);
  const ours: number[] = [];
  const naive: number[] = [];
  for (let round = 0; round < rounds; round++) {
    ours.push(linesPerSecond(lines, translate));
    naive.push(linesPerSecond(lines, splitNaively));
  }
  const events = translate(lines);
  return {
    lines: lines.length,
    events,
    linesPerSecond: median(ours),
    rounds: ours,
    naiveLinesPerSecond: median(naive),
    ratioToNaive: Number((median(ours) / median(naive)).toFixed(2)),
    limit,
    reached: median(ours) >= limit,
  };
}
