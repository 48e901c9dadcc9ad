import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { type BatchFrameError, frameToSign, frameWithSignature, parseFrame } from '../domain/batch-frame.ts';
import { readEvents } from './read-events.ts';
import { rejectedObjectParams } from './rejected-store.ts';
import { rejectionsOf } from './rejections-of.ts';
import { at, bodyOf, eventJson, headerOf, makeAgent, makeFrame, range } from './testing/frames.ts';
import { createVerifyFrames } from './verify-frames.ts';
import { waitingParams } from './waiting-store.ts';

// What a stolen agent may send: whatever it is, it must end as a listed rejection. Anything that throws would be retried for a day and
// hold up every site of its shard.
const call = (seq: number, overrides: object = {}): object =>
  eventJson(seq, {
    kind: 'initiated',
    callId: 'A1',
    monitored: null,
    connection: null,
    cause: null,
    device: '100',
    callbackTarget: null,
    ...overrides,
  });
const lost = (seq: number, lostTo: number): object =>
  eventJson(seq, { kind: 'linkState', state: 'numbersLost', scope: null, detail: null, lostFrom: seq, lostTo });
const invalid = (count: number): Uint8Array => gzipSync(Array.from({ length: count }, () => '{}').join('\n'));

describe('a header that could not be a key', () => {
  const codeOf = (overrides: object): string => {
    const header = { v: 1 as const, agent: 'agent-1', link: 'link-1', firstSeq: 1, lastSeq: 1, sentAt: at, clockOffsetMs: null };
    const frame = frameWithSignature(frameToSign({ ...header, ...overrides } as never, new Uint8Array()), new Uint8Array(64));
    try {
      parseFrame(frame);
      return 'taken';
    } catch (error) {
      return (error as BatchFrameError).code;
    }
  };
  test.each([
    { agent: 'a'.repeat(65) },
    { agent: 'a b' },
    { agent: '' },
    { link: 'l'.repeat(65) },
    { link: '\ud800' },
    { link: 'a\nb' },
    { link: '__proto__' },
    { link: 'constructor' },
    { firstSeq: 9_007_199_254_740_991 },
  ])('%j is a bad header', (overrides) => expect(codeOf(overrides)).toBe('frame.header'));
  test.each([{ agent: '3f0c2b9e-8a51-4a56-9f1e-0a0b0c0d0e0f' }, { link: 'Büro 1/2' }])('%j is none', (overrides) =>
    expect(codeOf(overrides)).toBe('taken'),
  );
});

describe('events that could not be stored', () => {
  test.each([
    ['an instant after the year 9999', { at: 253_402_300_800_000 }],
    ['an instant that is no instant', { at: 9_007_199_254_740_991 }],
    ['a call id of 65 characters', { callId: 'C'.repeat(65) }],
    ['a device of 101 characters', { device: '1'.repeat(101) }],
    ['a node of 33 characters', { node: 'N'.repeat(33) }],
  ])('%s is an invalid event', (_what, overrides) => {
    const read = readEvents(headerOf(1, 2), bodyOf([call(1), call(2, overrides)]));
    expect(read.events.map(({ kind }) => kind)).toEqual(['initiated', 'unrecognised']);
    expect(read.invalid).toHaveLength(1);
    expect(read.refused).toBeNull();
  });
  test('an agent that started without a clock is believed: 1970 is an instant', () => {
    expect(readEvents(headerOf(1, 1), bodyOf([call(1, { at: 0 })]))).toMatchObject({ events: [{ kind: 'initiated', at: 0 }], invalid: [] });
  });
  test('half a character becomes U+FFFD, whole ones stay', () => {
    const body = gzipSync(JSON.stringify(call(1, { callId: 'a\ud800b', device: '😀' })).replace('😀', '\\ud83d\\ude00'));
    expect(readEvents(headerOf(1, 1), body).events).toMatchObject([{ callId: 'a\ufffdb', device: '😀' }]);
  });
});

describe('numbers', () => {
  test('a loss up to the last possible number leaves room for nothing behind it', () => {
    const last = 1_000_000_000_000_000;
    expect(readEvents(headerOf(1, last), bodyOf([lost(1, last)]))).toMatchObject({ lastSeq: last, refused: null });
    const more = gzipSync(`${JSON.stringify(lost(1, last))}\nrubbish`);
    expect(readEvents(headerOf(1, last), more)).toMatchObject({ lastSeq: last, refused: { reason: 'inconsistent' } });
  });
  test('a loss cannot take numbers back', () => {
    const read = readEvents(headerOf(10, 10), bodyOf([lost(10, 2)]));
    expect(read).toMatchObject({ lastSeq: 10, invalid: [{ seq: 10, detail: 'declares numbers before its own lost' }] });
  });
  test.each([1e308, -1e308, 0.5])('a clock offset of %d still gives an instant', (clockOffsetMs) => {
    const [event] = readEvents(headerOf(1, 1, { clockOffsetMs }), new Uint8Array([1])).events;
    expect(Number.isInteger(event?.at)).toBe(true);
    expect(event?.at).toBeGreaterThanOrEqual(0);
    expect(event?.at).toBeLessThanOrEqual(253_402_300_799_999);
  });
});

describe('more than anybody could list', () => {
  const agent = makeAgent();
  const frameAs = (bytes: Uint8Array, lastSeq: number) => ({
    tenant: agent.key.tenant,
    site: agent.key.site,
    header: headerOf(1, lastSeq),
    bytes,
    body: bytes,
  });
  test('a batch of more than 10,000 events is refused as a whole', () => {
    expect(readEvents(headerOf(1, 10_001), invalid(10_001)).refused).toEqual({
      reason: 'inconsistent',
      detail: '10001 events, limit 10000',
    });
  });
  test('fifty invalid events are listed one by one, the rest together with the batch', () => {
    const bytes = invalid(200);
    const batch = { frame: frameAs(bytes, 200), read: readEvents(headerOf(1, 200), bytes), record: 0, arrivedAt: at };
    const rejections = rejectionsOf({ tenant: agent.key.tenant, site: agent.key.site }, batch);
    expect(rejections).toHaveLength(51);
    expect(rejections[49]).toMatchObject({ id: 'link-1-50', firstSeq: 50, lastSeq: 50, bytes: null });
    expect(rejections[50]).toMatchObject({ id: 'link-1-51', firstSeq: 51, lastSeq: 200, bytes });
    expect(rejections[50]?.detail).toMatch(/^150 more invalid events of the same batch/);
  });
  test('after sixteen bad frames the rest of a record is one more', async () => {
    const bad = makeFrame(agent, headerOf(1, 1), bodyOf([eventJson(1)]));
    bad[bad.length - 1] = (bad[bad.length - 1] ?? 0) ^ 1;
    let lookedUp = 0;
    const findKey = () => {
      lookedUp += 1;
      return Promise.resolve(agent.key);
    };
    const verify = createVerifyFrames({ findKey, verify: () => false });
    const { frames, poison } = await verify(new Uint8Array(Buffer.concat(range(1, 3_000).map(() => bad))));
    expect([frames.length, poison.length, lookedUp]).toEqual([0, 17, 16]);
    expect(poison[16]).toMatchObject({ reason: 'tooLarge', owner: null, bytes: { length: bad.length * 2_984 } });
  });
  test('the name of a link stays one part of the key', () => {
    const rejection = {
      id: '../../x-1',
      at,
      reason: 'undecodable' as const,
      detail: '',
      owner: null,
      agent: null,
      link: '../../x',
      firstSeq: 1,
      lastSeq: 1,
      bytes: new Uint8Array(),
      raw: null,
    };
    expect(rejectedObjectParams('events', rejection).Key).toBe('rejected/unattributed/date=2026-03-02/..%2F..%2Fx-1');
  });
});

test('inventing links buys no more waiting: it is remembered by site and day', () => {
  const owner = { tenant: makeAgent().key.tenant, site: makeAgent().key.site };
  const keys = [waitingParams('engine', owner, 'link-1', 4, at), waitingParams('engine', owner, 'link-2', 7, at + 3_600_000)].map(
    ({ Key }) => Key,
  );
  expect(keys).toEqual([
    { pk: 'T#bakery#S#harbour', sk: 'WAITING#2026-03-02' },
    { pk: 'T#bakery#S#harbour', sk: 'WAITING#2026-03-02' },
  ]);
});
