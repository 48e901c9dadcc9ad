import { generateKeyPairSync, verify } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { parseFrame } from '../../functions/domain/batch-frame.ts';
import type { CallEvent } from '../../functions/domain/call-event.ts';
import { createSigner } from '../identity/keys.ts';
import { silentLog } from '../log.ts';
import { createMemoryDisk } from '../spool/memory-disk.ts';
import { openSpool, type Spool } from '../spool/spool.ts';
import { lineEvent } from '../spool/testing.ts';
import { computeBackOffMs } from './back-off.ts';
import { startUplink, type UplinkDeps } from './uplink.ts';

const { publicKey, privateKey } = generateKeyPairSync('ed25519');
const sign = createSigner(privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'));

/** What happens to one attempt: taken, refused, or taken although the answer is lost. */
type Fate = 'ok' | 'fail' | 'lostAnswer';

/** A stream that keeps every record it got and never has two attempts under way. */
const fakeStream = (fates: Fate[], after: Fate = 'ok') => {
  const frames: Uint8Array[] = [];
  let underWay = 0;
  return {
    frames,
    attempts: () => fates.length,
    put: async (frame: Uint8Array): Promise<void> => {
      underWay += 1;
      expect(underWay).toBe(1);
      await Promise.resolve();
      underWay -= 1;
      const fate = fates.shift() ?? after;
      if (fate !== 'fail') frames.push(frame);
      if (fate !== 'ok') throw new Error('ThroughputExceeded');
    },
  };
};

/** What a consumer makes of the records: verified, numbers it has seen dropped, a hole is an error. */
const consume = (frames: readonly Uint8Array[]): string[] => {
  let last = 0;
  const out: string[] = [];
  for (const frame of frames) {
    const { header, body, signed, signature } = parseFrame(frame);
    expect(verify(null, signed, publicKey, signature)).toBe(true);
    expect(header.firstSeq).toBeLessThanOrEqual(last + 1);
    const events = gunzipSync(body)
      .toString('utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as CallEvent);
    expect([events[0]?.seq, events.at(-1)?.seq]).toEqual([header.firstSeq, header.lastSeq]);
    for (const event of events) {
      if (event.seq <= last) continue;
      expect(event.seq).toBe(last + 1);
      last = event.seq;
      if (event.kind === 'unrecognised') out.push(event.raw);
    }
  }
  return out;
};

const options = { limitBytes: 10_000_000, segmentBytes: 2_000, commitEveryMs: 0, positionEveryMs: 0, newLink: () => 'l1' };
const start = (spool: Spool, sender: UplinkDeps['sender'], change: Partial<UplinkDeps> = {}) =>
  startUplink({
    spool,
    sender,
    agent: 'a1',
    sign,
    now: () => 1_772_442_000_000,
    clockOffsetMs: () => 3,
    random: () => 0,
    log: silentLog,
    lingerMs: 0,
    maxEvents: 7,
    ...change,
  });

describe('uplink', () => {
  test('whatever fails, is repeated or is answered too late: all events arrive, once, in order', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom<Fate>('ok', 'fail', 'lostAnswer'), { maxLength: 40 }),
        fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 4 }),
        async (fates, lives) => {
          const disk = createMemoryDisk();
          const stream = fakeStream([...fates]);
          let n = 0;
          for (const [life, events] of lives.entries()) {
            const spool = await openSpool(disk, options);
            const uplink = start(spool, stream);
            for (let i = 0; i < events; i += 1) spool.append(lineEvent(`e${++n}`));
            await spool.flush();
            // The last life drains; the others end with whatever happens to be under way.
            if (life === lives.length - 1) await uplink.sent(n);
            await uplink.stop();
            await spool.close();
          }
          expect(consume(stream.frames)).toEqual(Array.from({ length: n }, (_, i) => `e${i + 1}`));
        },
      ),
      { numRuns: 60 },
    );
  });

  test('a cloud that is away for long: everything waits, then drains in order', async () => {
    const spool = await openSpool(createMemoryDisk(), { ...options, segmentBytes: 50_000 });
    let isAway = true;
    const stream = fakeStream([]);
    const uplink = start(
      spool,
      { put: (frame) => (isAway ? Promise.reject(new Error('getaddrinfo ENOTFOUND')) : stream.put(frame)) },
      { maxEvents: 500 },
    );
    for (let n = 1; n <= 5_000; n += 1) spool.append(lineEvent(`e${n}`, 1_772_442_000_000 + n));
    await spool.flush();
    await vi.waitFor(() => expect(uplink.status().failedAttempts).toBeGreaterThan(20), { timeout: 20_000 });
    expect(uplink.status()).toMatchObject({ eventsSent: 0, lastError: 'getaddrinfo ENOTFOUND', oldestAt: 1_772_442_000_001 });
    expect(spool.status()).toMatchObject({ durableSeq: 5_000, acknowledgedSeq: 0 });
    isAway = false;
    await uplink.sent(5_000);
    expect(consume(stream.frames)).toEqual(Array.from({ length: 5_000 }, (_, i) => `e${i + 1}`));
    expect(stream.frames).toHaveLength(10);
    expect(uplink.status()).toMatchObject({ eventsSent: 5_000, batchesSent: 10, lastError: null, oldestAt: null });
    await uplink.stop();
    await spool.close();
  });

  test('the header says who, which numbers, when and how far the clock is off', async () => {
    const spool = await openSpool(createMemoryDisk(), options);
    const stream = fakeStream([]);
    const uplink = start(spool, stream);
    spool.append(lineEvent('a'));
    spool.append(lineEvent('b'));
    await uplink.sent(2);
    expect(parseFrame(stream.frames[0] ?? new Uint8Array()).header).toEqual({
      v: 1,
      agent: 'a1',
      link: 'l1',
      firstSeq: 1,
      lastSeq: 2,
      sentAt: 1_772_442_000_000,
      clockOffsetMs: 3,
    });
    await uplink.stop();
    await spool.close();
  });

  test('an event that no record can hold is declared in its place', async () => {
    const spool = await openSpool(createMemoryDisk(), options);
    const stream = fakeStream([]);
    const noise = Array.from({ length: 400_000 }, (_, i) => ((i * 2_654_435_761) % 4_294_967_296).toString(36)).join('');
    spool.append(lineEvent(noise));
    spool.append(lineEvent('b'));
    const uplink = start(spool, stream);
    await uplink.sent(2);
    const { header, body } = parseFrame(stream.frames[0] ?? new Uint8Array());
    expect(header).toMatchObject({ firstSeq: 1, lastSeq: 1 });
    expect(JSON.parse(gunzipSync(body).toString())).toMatchObject({
      kind: 'linkState',
      state: 'numbersLost',
      seq: 1,
      lostFrom: 1,
      lostTo: 1,
    });
    expect(uplink.status().oversizedEvents).toBe(1);
    await uplink.stop();
    await spool.close();
  });

  test('backs off with full jitter up to half a minute', () => {
    expect([1, 2, 3, 9, 50].map((attempt) => computeBackOffMs(attempt, () => 0.5))).toEqual([100, 200, 400, 15_000, 15_000]);
    expect(computeBackOffMs(5, () => 0)).toBe(0);
  });
});
