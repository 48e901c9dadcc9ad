import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DayOptions, generateDay } from './generate-day.ts';

/** Tokens of a line, sequence number included, as the reference counts them (V10.10, 18-token QU). */
const tokens: Record<string, number> = {
  SI: 9,
  OR: 12,
  NT: 9,
  DE: 20,
  ES: 16,
  HE: 8,
  RE: 12,
  TR: 15,
  QU: 18,
  DI: 10,
  FA: 9,
  XC: 9,
  LN: 8,
  LF: 8,
  RY: 6,
  WNR: 6,
  NRY: 6,
  DND: 7,
  MW: 9,
  CI: 7,
};
const cnxAt: Record<string, number> = { SI: 6, OR: 10, NT: 7, DE: 17, ES: 14, HE: 6, RE: 6, TR: 13, QU: 16, DI: 8, FA: 7, XC: 7 };

/** Splits on commas outside bars. */
const split = (line: string): string[] => {
  const out = [''];
  let bars = false;
  for (const ch of line) {
    if (ch === '|') bars = !bars;
    if (ch === ',' && !bars) out.push('');
    else out[out.length - 1] += ch;
  }
  return out;
};

/** What an observer holds true of any stretch of traffic that has run out. */
const inspect = (options: DayOptions): { lines: number; problems: string[] } => {
  const problems: string[] = [];
  const open = new Map<string, string>();
  const groups = new Set<string>();
  let sequence = 0;
  let lines = 0;
  let last = 0;
  for (const { at, line } of generateDay(options)) {
    lines += 1;
    if (at < last) problems.push(`time runs back at ${line}`);
    last = at;
    const f = split(line);
    if (Number(f[0]) !== sequence) problems.push(`sequence ${f[0]} instead of ${sequence}`);
    sequence = (sequence + 1) % 1000;
    const code = f[1] ?? '';
    if (code === 'CF' && f[2] === '_MA' && (f[6] === '12' || f[6] === '13')) for (let i = 8; i < f.length; i += 2) groups.add(f[i] ?? '');
    const expected = tokens[code];
    if (expected !== undefined && f.length !== expected) problems.push(`${code} has ${f.length} tokens: ${line}`);
    const xref = f[3] ?? '';
    if (code === 'CO') {
      // The controller's pair carries the conference's own id, a member's pair its own call.
      const legs = f.filter((_, i) => i >= 10 && i % 2 === 0 && i < 9 + 2 * Number(f[8]));
      const own = f[6] === '' ? f[5] : legs.find((id) => id !== f[5] && id !== f[6]);
      for (const key of [...open.keys()]) if (key === `${xref} ${f[5]}` || (f[6] !== '' && key === `${xref} ${f[6]}`)) open.delete(key);
      open.set(`${xref} ${own}`, line);
      continue;
    }
    const at2 = cnxAt[code];
    const cnx = at2 === undefined ? undefined : f[at2];
    if (cnx === undefined || f[4] === '') continue;
    if (!['N', 'I', 'A', 'C', 'H', 'F', 'Q', ''].includes(cnx)) problems.push(`connection state ${cnx}: ${line}`);
    if (cnx === 'N') open.delete(`${xref} ${f[4]}`);
    else if (cnx !== '' && !groups.has(xref)) open.set(`${xref} ${f[4]}`, line);
  }
  for (const [key, line] of open) problems.push(`${key} never ended: ${line}`);
  return { lines, problems };
};

const hashOf = (options: DayOptions): string => {
  const hash = createHash('sha256');
  for (const { at, line } of generateDay(options)) hash.update(`${at} ${line}\n`);
  return hash.digest('hex');
};

describe('generated traffic', () => {
  it('keeps its shape and closes every connection, whatever the seed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000 }), fc.constantFrom('harbour', 'mill'), fc.boolean(), (seed, profile, gateway) => {
        const seen = inspect({ seed, profile, gateway, callsPerHour: 300, day: 'flat', maxCalls: 150, hours: 6 });
        expect(seen.problems).toEqual([]);
        expect(seen.lines).toBeGreaterThan(1_000);
      }),
      { numRuns: 12, verbose: 1 },
    );
  });

  it('is the same, byte for byte, for the same seed, and differs for another', () => {
    const options: DayOptions = { seed: 7, callsPerHour: 60, hours: 24 };
    const once = hashOf(options);
    expect(hashOf(options)).toBe(once);
    expect(hashOf({ ...options, seed: 8 })).not.toBe(once);
  });
});
