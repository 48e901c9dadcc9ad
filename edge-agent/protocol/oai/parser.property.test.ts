import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { callEventSchema } from '../../../functions/domain/call-event.ts';
import { propertySeed } from '../../../test/property-seed.ts';
import { vendorLines } from './fixtures/vendor-lines.ts';
import { createFrameDecoder, encodeFrame } from './framing.ts';
import { decodeLatin1, encodeLatin1 } from './latin1.ts';
import { createOaiTranslator } from './translator.ts';

const seed = propertySeed;
const runs = { seed, numRuns: 400 };
const context = `seed ${seed}`;

const printed = fc.constantFrom(...Object.values(vendorLines));
/** A printed line with a few characters cut, put in or replaced. */
const damaged = fc
  .tuple(printed, fc.array(fc.tuple(fc.nat(80), fc.constantFrom('', ',', '|', ':', 'I', '0', ' ', '\u0000', 'ÿ', ',,')), { maxLength: 4 }))
  .map(([line, edits]) =>
    edits.reduce((text, [i, put]) => text.slice(0, i) + put + text.slice(i + (put === '' ? 1 : i % 2)), line as string),
  );
const bytes = fc.uint8Array({ maxLength: 200 }).map((b) => decodeLatin1(b));
const confirmation = fc
  .tuple(fc.constantFrom('_MS', '_MA', '_QX', '_QL', '_QH', '_QI', '_RR', '_NO'), fc.array(fc.string({ maxLength: 6 }), { maxLength: 12 }))
  .map(([command, fields]) => `001,CF,${command},1,0,${fields.join(',')}`);
const anyLine = fc.oneof(printed, damaged, bytes, confirmation);

describe('parser, any input', () => {
  it('never throws and gives only valid events', () => {
    fc.assert(
      fc.property(fc.array(anyLine, { maxLength: 30 }), (lines) => {
        const translator = createOaiTranslator({ devices: [] });
        let index = 0;
        for (const line of lines)
          for (const { event, copyOfIndex } of translator.line(1000 + index, line)) {
            const parsed = callEventSchema.safeParse({
              ...event,
              link: 'l',
              seq: index + 1,
              copyOf: copyOfIndex === null ? null : copyOfIndex + 1,
            });
            expect(parsed.success, `${context}: ${JSON.stringify(line)} gave ${JSON.stringify(event)}`).toBe(true);
            expect(copyOfIndex === null || copyOfIndex < index).toBe(true);
            index++;
          }
        expect(translator.counters.events).toBe(index);
      }),
      runs,
    );
  });

  it('gives the same lines for any split of the stream', () => {
    fc.assert(
      fc.property(fc.array(anyLine, { maxLength: 12 }), fc.array(fc.nat(400), { maxLength: 20 }), (lines, cuts) => {
        const stream = Buffer.concat(lines.map((line) => encodeFrame(encodeLatin1(line))));
        const decoder = createFrameDecoder();
        const read: string[] = [];
        let from = 0;
        for (const cut of [...cuts.sort((a, b) => a - b), stream.length]) {
          const to = Math.min(Math.max(cut, from), stream.length);
          decoder.push(stream.subarray(from, to), (payload) => read.push(decodeLatin1(payload)));
          from = to;
        }
        expect(read, context).toEqual(lines);
        expect(decoder.pending()).toBe(0);
      }),
      runs,
    );
  });
});
