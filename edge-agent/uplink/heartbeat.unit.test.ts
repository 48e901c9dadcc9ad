import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { epochMs } from '../../functions/domain/ids.ts';
import { silentLog } from '../log.ts';
import { CloudError, type HeartbeatBody } from './cloud-api.ts';
import { startHeartbeat } from './heartbeat.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const setUp = (heartbeat: (body: HeartbeatBody) => Promise<{ now: number; intervalSeconds: number; commandSocket?: string }>) => {
  const named: string[] = [];
  const sent: HeartbeatBody[] = [];
  const ticks: number[] = [];
  const measured: number[] = [];
  const beat = startHeartbeat({
    api: {
      time: () => Promise.resolve(1_772_442_000_007),
      heartbeat: (body) => {
        sent.push(body);
        return heartbeat(body);
      },
    },
    clock: {
      now: () => epochMs(1_772_442_000_000),
      offsetMs: () => measured.at(-1) ?? null,
      measure: async (askCloud) => {
        const offsetMs = (await askCloud()) - 1_772_442_000_000;
        measured.push(offsetMs);
        return { offsetMs, roundTripMs: 0 };
      },
    },
    tick: () => ticks.push(Date.now()),
    describe: () => ({
      version: '0.1.0',
      links: [],
      spool: { depth: 0, bytes: 0, limitBytes: 1, oldestAt: null, lastSeq: 0 },
      counters: {},
    }),
    onCommandSocket: (url) => named.push(url),
    log: silentLog,
    intervalMs: 10_000,
  });
  return { beat, sent, ticks, named };
};

describe('heartbeat', () => {
  test('goes out at the interval the cloud asks for, with the offset measured just before', async () => {
    const { beat, sent, ticks } = setUp(() => Promise.resolve({ now: 0, intervalSeconds: 30 }));
    await vi.advanceTimersByTimeAsync(9_999);
    expect(sent).toMatchObject([{ sentAt: '2026-03-02T09:00:00.000Z', clockOffsetMs: 7 }]);
    await vi.advanceTimersByTimeAsync(60_000);
    expect([sent.length, ticks.length]).toEqual([3, 3]);
    expect(beat.status()).toEqual({ taken: 3, failed: 0, lastError: null });
    beat.stop();
    await vi.advanceTimersByTimeAsync(100_000);
    expect(ticks).toHaveLength(3);
  });

  test('hands on the address of the command socket, where the cloud names one', async () => {
    const { beat, named } = setUp(() => Promise.resolve({ now: 0, intervalSeconds: 10, commandSocket: 'wss://commands.example/agent-ws' }));
    await vi.advanceTimersByTimeAsync(1);
    expect(named).toEqual(['wss://commands.example/agent-ws']);
    beat.stop();
    const old = setUp(() => Promise.resolve({ now: 0, intervalSeconds: 10 }));
    await vi.advanceTimersByTimeAsync(1);
    expect(old.named).toEqual([]);
    old.beat.stop();
  });

  test('ticks go on while the cloud is away or silent', async () => {
    const away = setUp(() => Promise.reject(new CloudError('cloud.unreachable', null, 'no answer')));
    await vi.advanceTimersByTimeAsync(35_000);
    expect([away.ticks.length, away.sent.length]).toEqual([4, 4]);
    expect(away.beat.status()).toEqual({ taken: 0, failed: 4, lastError: 'no answer' });
    away.beat.stop();
    const silent = setUp(() => new Promise(() => {}));
    await vi.advanceTimersByTimeAsync(35_000);
    expect([silent.ticks.length, silent.sent.length]).toEqual([4, 1]);
    silent.beat.stop();
  });
});
