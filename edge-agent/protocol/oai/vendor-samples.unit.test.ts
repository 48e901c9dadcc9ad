import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parseOaiLine } from './line.ts';
import { createOaiTranslator } from './translator.ts';

/** Not part of this repository; without it the copied lines of `fixtures` are the only ones. */
const samples = fileURLToPath(new URL('../../../../shared/reference/protocol-samples.md', import.meta.url));

const printedLines = (): string[] => {
  const all = readFileSync(samples, 'utf8').split('\n');
  const from = all.findIndex((line) => line.startsWith('## B.'));
  const to = all.findIndex((line) => line.startsWith('## C.'));
  return all.slice(from, to).filter((line) => /^(?:\d{3,4},|CS,|CF,)/.test(line));
};

describe.skipIf(!existsSync(samples))('every printed line of the manual', () => {
  it('is an event or a confirmation, but for the misprints and what names no call', () => {
    const translator = createOaiTranslator({ devices: [] });
    const rejected: string[] = [];
    let lines = 0;
    for (const line of printedLines()) {
      lines++;
      for (const { event } of translator.line(lines * 5000, line)) if (event.kind === 'unrecognised') rejected.push(event.raw);
    }
    expect(lines).toBeGreaterThan(400);
    expect(translator.counters.damagedPages).toBe(1);
    expect(rejected).toEqual([
      '002,DE,,<MON105>5484,105,,I,97061,,6025551212,,8002225555,E,105,,,A,22,',
      '010,DE,,<MON100>,223,,I,100,,,,,I,102,,,C,22',
      '001,FA,,<MON1000>,,1000,1234,N,29',
      '001,DND,<MON105>,105',
      '001,DND,<MON105>,105|OUT TO LUNCH|',
      '001,FE,<MON1001>,1001,40,1',
      '001,FE,<MON1001>,1001,106,0',
      '017,CI,<MON1002>,037,1002,1234',
      '001,ET,<MON1000>,1000,@001,300',
      '001,AG,,<Mon_Cross_Ref_ID>,1,1,204,|Version Mismatch|,1',
      '007,FW,245,<MON100>,,,N',
      '001,SD,<InvokeID>,0',
    ]);
  });

  it('names command, invoke id and outcome of each confirmation', () => {
    const confirmations = printedLines()
      .map(parseOaiLine)
      .filter((line) => line.type === 'confirmation');
    expect(confirmations.length).toBeGreaterThan(100);
    for (const line of confirmations) {
      expect(line.command).toMatch(/^_[A-Z]{2,3}$/);
      expect(line.outcome).not.toBeNull();
    }
  });
});
