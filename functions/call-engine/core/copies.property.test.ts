import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { propertySeed } from '../../../test/property-seed.ts';
import { readTrace } from '../../../test/replay/read-trace.ts';
import type { SiteConfig } from '../../domain/site-config.ts';
import { foldInBatches, type Outcome } from './testing/fold-in-batches.ts';
import { retranslate, sampleHour } from './testing/sample-days.ts';

const seed = propertySeed;

interface Message {
  readonly at: number;
  readonly rx: string;
}
interface Recording {
  readonly name: string;
  readonly config: SiteConfig;
  readonly messages: readonly Message[];
}

const folder = join(import.meta.dirname, '../../../test/traces');

/** Recorded lines of a trace file that gets along without what was sent. */
const recordingOf = (file: string): Recording[] => {
  const { config, messages } = readTrace(readFileSync(join(folder, file), 'utf8'));
  const received = messages.flatMap(({ at, rx }) => (rx === null ? [] : [{ at, rx }]));
  return received.length === messages.length ? [{ name: file, config, messages: received }] : [];
};

const traces = readdirSync(folder)
  .filter((file) => /^[^.]+\.ndjson$/.test(file))
  .flatMap(recordingOf);

/** Lines of one event: same code, call and subject, within a few milliseconds of each other. */
const copiesWithinMs = 40;
const subjectAt: Readonly<Record<string, readonly number[]>> = {
  DE: [4, 5],
  ES: [4, 5],
  HE: [4, 5],
  RE: [4, 5],
  QU: [4, 5],
  TR: [4, 5, 8],
  XC: [4, 5],
  NT: [4, 5],
  DI: [4, 5, 6],
};

const eventOf = ({ rx }: Message): string | null => {
  const fields = rx.split(',');
  const code = fields[1] ?? '';
  const key = subjectAt[code];
  // Printed lines with a comma missing or a resync code are left where they are.
  return key === undefined || fields[2] !== '' ? null : [code, ...key.map((i) => fields[i])].join(' ');
};

/** The lines in groups that are copies of one event, in order. */
const groupsOf = (messages: readonly Message[]): Message[][] => {
  const groups: Message[][] = [];
  for (const message of messages) {
    const group = groups.at(-1);
    const first = group?.[0];
    const name = eventOf(message);
    const copies = first !== undefined && name !== null && eventOf(first) === name && message.at - first.at <= copiesWithinMs;
    if (group !== undefined && copies) group.push(message);
    else groups.push([message]);
  }
  return groups;
};

/** The same instants, with the copies of every event in another order. */
const shuffled = (messages: readonly Message[], turns: readonly number[]): Message[] => {
  let turn = 0;
  return groupsOf(messages).flatMap((group) => {
    if (group.length === 1) return group;
    const by = turns[turn++ % turns.length] ?? 0;
    const order = by % 2 === 0 ? [...group] : [...group].reverse();
    const start = by % group.length;
    const turned = [...order.slice(start), ...order.slice(0, start)];
    return turned.map(({ rx }, i) => ({ at: group[i]?.at ?? 0, rx }));
  });
};

const rowsOf = ({ segments, calls, status }: Outcome): unknown => ({ segments, calls, status });
const fold = (config: SiteConfig, messages: readonly Message[]): unknown => {
  const events = retranslate(config, messages);
  return rowsOf(foldInBatches(events, config, [{ size: events.length }]));
};

const turns = fc.array(fc.integer({ min: 0, max: 7 }), { minLength: 1, maxLength: 12 });

describe('copies of one event in another order', () => {
  it('are there to be shuffled', () => {
    const many = traces.filter(({ messages }) => groupsOf(messages).some((group) => group.length > 1));
    expect(many.length).toBeGreaterThan(50);
  });

  it.each(traces)('give the same rows: $name', ({ config, messages }) => {
    const straight = fold(config, messages);
    fc.assert(
      fc.property(turns, (by) => {
        expect(fold(config, shuffled(messages, by)), `seed ${seed}`).toEqual(straight);
      }),
      { seed, numRuns: 2 },
    );
  });

  it('give the same rows for hours of a simulated PBX', () => {
    for (const hour of [sampleHour(11, 60), sampleHour(12, 60)]) {
      const straight = fold(hour.config, hour.messages);
      fc.assert(
        fc.property(turns, (by) => {
          expect(fold(hour.config, shuffled(hour.messages, by)), `seed ${seed}`).toEqual(straight);
        }),
        { seed, numRuns: 2 },
      );
    }
  });
});
