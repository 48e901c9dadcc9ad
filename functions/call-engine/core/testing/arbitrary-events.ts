import fc from 'fast-check';
import { z } from 'zod';
import { type CallEvent, callEventSchema } from '../../../domain/call-event.ts';

/** A small site, so that noise meets: phones, groups, an announcement, lines, agents, and numbers nobody has. */
const devices = ['1001', '1002', '1003', '2000', '2001', '2500', '2501', '94101', '94102', '5001', '5002', '9619000', '?'];
const pools: Readonly<Record<string, readonly string[]>> = {
  callId: ['1F01', '1F02', '2F01'],
  announcementCallId: ['1F02', '2F01'],
  primaryCallId: ['1F01', '1F02'],
  secondaryCallId: ['1F02', '2F01'],
  agent: ['5001', '5002'],
  huntGroup: ['2000', '2001'],
  node: ['1', '2'],
  affectedNode: ['1', '2'],
  resync: ['45'],
  scope: ['', '1001', '1:'],
  link: ['a', 'b'],
};
const deviceKeys = new Set(['device', 'callingDevice', 'originallyCalled', 'newDestination', 'transferredDevice', 'destination', 'trunk']);
for (const key of ['controller', 'extension', 'monitored', 'otherDevice', 'number', 'dialled', 'terminatingDevice']) deviceKeys.add(key);
const causes = [3, 8, 9, 11, 14, 22, 23, 26, 27, 28, 32, 33, 35, 36];
const start = 1_772_442_000_000;

const textOf = (key: string): fc.Arbitrary<string> => {
  const wild = { weight: 1, arbitrary: fc.string({ minLength: 1, maxLength: 12 }) };
  const pool = deviceKeys.has(key) ? devices : pools[key];
  if (pool === undefined) return fc.string({ minLength: 1, maxLength: 12 });
  return fc.oneof({ weight: 40, arbitrary: fc.constantFrom(...pool) }, wild);
};

/** Values of one schema of an event; `key` says which numbers and names make sense there. */
const valuesOf = (schema: z.core.$ZodType, key: string): fc.Arbitrary<unknown> => {
  if (schema instanceof z.ZodLiteral) return fc.constantFrom(...schema.values);
  if (schema instanceof z.ZodNullable) return fc.option(valuesOf(schema.unwrap(), key), { freq: 4 });
  if (schema instanceof z.ZodPipe) return valuesOf(schema.in, key);
  if (schema instanceof z.ZodEnum) return fc.constantFrom(...schema.options);
  if (schema instanceof z.ZodBoolean) return fc.boolean();
  if (schema instanceof z.ZodArray) return fc.array(valuesOf(schema.element, key), { maxLength: 3 });
  if (schema instanceof z.ZodRecord) return fc.dictionary(fc.string(), fc.string(), { maxKeys: 2 });
  if (schema instanceof z.ZodObject) return recordOf(schema);
  if (schema instanceof z.ZodString) return textOf(key);
  if (schema instanceof z.ZodNumber) return key === 'cause' ? fc.constantFrom(...causes) : fc.integer({ min: 1, max: 5 });
  throw new Error(`no values for ${schema._zod.def.type} (${key})`);
};

const recordOf = (schema: z.ZodObject): fc.Arbitrary<Record<string, unknown>> =>
  fc.record(Object.fromEntries(Object.entries(schema.shape).map(([key, inner]) => [key, valuesOf(inner, key)])));

/** Calls are told of far more often than anything else. */
const kinds = callEventSchema.options.map((option) => ({ weight: 'callId' in option.shape ? 4 : 1, arbitrary: recordOf(option) }));

/** Steps of time between events: copies, the half second of wrap-up, the two seconds of a divert, hours of silence, a clock set back. */
const steps = fc.constantFrom(0, 0, 0, 10, 20, 400, 600, 1000, 1900, 2100, 10_000, 4 * 3_600_000, -5000);

/** Any events a schema lets through, numbered without holes per link, in an order of time that mostly goes forward. */
export const anyEvents = (maxLength: number): fc.Arbitrary<CallEvent[]> =>
  fc.array(fc.tuple(fc.oneof(...kinds), steps), { minLength: 1, maxLength }).map((parts) => {
    let at = start;
    const last: Record<string, number> = {};
    return parts.map(([part, step]) => {
      at += step;
      const link = part.link === 'b' ? 'b' : 'a';
      const seq = (last[link] ?? 0) + 1;
      last[link] = seq;
      const copy = part.copyOf !== null && seq > 1 ? seq - 1 : null;
      return callEventSchema.parse({ ...part, link, seq, at, copyOf: copy, lostFrom: null, lostTo: null });
    });
  });
