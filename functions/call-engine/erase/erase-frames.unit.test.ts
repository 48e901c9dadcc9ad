import { gunzipSync, gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { parseFrame } from '../../domain/batch-frame.ts';
import { siteConfigSchema } from '../../domain/site-config.ts';
import { createNumberEraser } from '../core/number-eraser.ts';
import { script } from '../core/testing/script.ts';
import { bodyOf, eventJson, headerOf, makeAgent, makeFrame } from '../testing/frames.ts';
import { eraseFrames } from './erase-frames.ts';

const eraser = createNumberEraser('+442079460123', [siteConfigSchema.parse({ devices: [] })]);
const agent = makeAgent();
const frame = (events: readonly object[]): Uint8Array => makeFrame(agent, headerOf(1, events.length), bodyOf(events));
const erase = (bytes: Uint8Array, calls = new Set<string>()) => eraseFrames(bytes, eraser, calls, 77);
const eventsIn = (bytes: Uint8Array): readonly Record<string, unknown>[] =>
  gunzipSync(parseFrame(bytes).body)
    .toString()
    .split('\n')
    .map((line) => JSON.parse(line));
const queued = (seq: number, facts: object) => ({ ...script().inbound(0).add(1, 'queued', { device: '2000' }).events[1], seq, ...facts });

test('a frame that holds the number is written anew and says so; the one beside it stays byte for byte', () => {
  const mine = frame([eventJson(1, { raw: 'ZZ,02079460123' }), eventJson(2)]);
  const other = frame([eventJson(1, { raw: 'ZZ,02079460124' })]);
  const { bytes, events, frames, unreadable } = erase(Buffer.concat([mine, other]));
  expect({ events, frames, unreadable }).toEqual({ events: 1, frames: 1, unreadable: null });
  const parsed = parseFrame(bytes);
  expect(parsed.header).toEqual({ ...headerOf(1, 2), erasedAt: 77 });
  expect(Buffer.from(parsed.signature).equals(Buffer.alloc(64))).toBe(true);
  expect(eventsIn(bytes)).toEqual([eventJson(1, { raw: 'ZZ,███████████' }), eventJson(2)]);
  expect(Buffer.from(bytes.subarray(parsed.end)).equals(other)).toBe(true);
  expect(erase(bytes).bytes).toBe(bytes);
});

test('the caller is nameless also where the name stands without the number, and others keep theirs', () => {
  const { bytes } = erase(
    frame([
      queued(1, { callerName: 'Marta Quint', callerNumber: null }),
      queued(2, { callerName: 'Marta Quint', callerNumber: '02079460123' }),
      queued(3, { callerName: 'Marta Quint', callerNumber: '' }),
      queued(4, { callerName: 'Ines', callerNumber: null, callingType: 'internal' }),
      queued(5, { callId: '1F02', callerName: 'Otto Bell', callerNumber: null }),
    ]),
  );
  expect(eventsIn(bytes).map(({ callerName, callerNumber }) => [callerName, callerNumber])).toEqual([
    ['███████████', null],
    ['███████████', '███████████'],
    ['███████████', ''],
    ['Ines', null],
    ['Otto Bell', null],
  ]);
});

test('a call that goes on in the next object is known there', () => {
  const calls = new Set<string>();
  erase(frame([queued(1, { callerNumber: '02079460123' })]), calls);
  const { bytes } = erase(frame([queued(1, { callerName: 'Marta Quint', callerNumber: null })]), calls);
  expect(eventsIn(bytes)[0]?.callerName).toBe('███████████');
});

test('lines that are no events are texts, and batches whose numbers contradict each other are looked into all the same', () => {
  const body = gzipSync(
    ['{"kind":"odd","who":"02079460123"}', 'no JSON 02079460123', JSON.stringify(eventJson(9, { raw: '02079460123' }))].join('\n'),
  );
  const { bytes, events } = erase(makeFrame(agent, headerOf(1, 3), body));
  expect(events).toBe(3);
  expect(gunzipSync(parseFrame(bytes).body).toString().split('\n').slice(0, 2)).toEqual([
    '{"kind":"odd","who":"███████████"}',
    'no JSON ███████████',
  ]);
});

test('fields that nobody knows lose the number, too, and escapes do not hide it', () => {
  const line = JSON.stringify({ ...eventJson(1), later: { said: ['02079460123'] } }).replaceAll('7946', '\\u0037\\u00394\\u0036');
  const { bytes } = erase(makeFrame(agent, headerOf(1, 1), gzipSync(line)));
  expect(eventsIn(bytes)[0]?.later).toEqual({ said: ['███████████'] });
});

test('what cannot be unpacked is told and left alone, and what stands before it is done', () => {
  const good = frame([eventJson(1, { raw: '02079460123' })]);
  const closed = makeFrame(agent, headerOf(1, 1), Buffer.from('no gzip'));
  const { bytes, frames, unreadable } = erase(Buffer.concat([good, closed, Buffer.from('rest')]));
  expect(frames).toBe(1);
  expect(unreadable).toMatch(/^byte \d+: .+; byte \d+: .+/);
  expect(
    Buffer.from(bytes)
      .subarray(-(closed.length + 4))
      .equals(Buffer.concat([closed, Buffer.from('rest')])),
  ).toBe(true);
});
