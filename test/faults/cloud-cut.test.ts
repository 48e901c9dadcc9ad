import { sign } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { silentLog } from '../../edge-agent/log.ts';
import { createMemoryDisk } from '../../edge-agent/spool/memory-disk.ts';
import { openDirectorySpool } from '../../edge-agent/spool/open-directory-spool.ts';
import { openSpool, type Spool } from '../../edge-agent/spool/spool.ts';
import { createKinesisSender } from '../../edge-agent/uplink/kinesis-sender.ts';
import { startUplink, type Uplink } from '../../edge-agent/uplink/uplink.ts';
import type { TestAgent } from '../../functions/call-engine/testing/frames.ts';
import type { CallEvent } from '../../functions/domain/call-event.ts';
import { epochMs, type SequenceNo, sequenceNoSchema } from '../../functions/domain/ids.ts';
import { type Cut, createCut } from './cut.ts';
import { type FaultStack, frameOfEvents, startFaultStack } from './fault-stack.ts';
import { expectHonestLoss } from './missed-lines.ts';
import type { ScriptedCall } from './pbx-day.ts';
import { between, createDice, seedsOf } from './seeds.ts';
import { eventsOfDay } from './site-day.ts';
import { range, readSite, type StoredSite } from './stored-site.ts';

/** The agent's spool and uplink against the stream of the local stack while the cloud is away, and while the disk takes no more. */
const hourMs = 3_600_000;
let world: FaultStack;
let wire: Cut;
let root = '';
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'trunkline-cut-'));
  world = await startFaultStack();
  wire = await createCut(world.stack.awsEndpoint);
});
afterAll(async () => {
  wire.close();
  await world.stop();
  rmSync(root, { recursive: true, force: true });
});

const startSending = (spool: Spool, site: string, agent: TestAgent): Uplink & { readonly end: () => Promise<void> } => {
  const { AWS_ACCESS_KEY_ID: accessKeyId = '', AWS_SECRET_ACCESS_KEY: secretAccessKey = '', AWS_REGION: region = '' } = world.stack.env;
  const sender = createKinesisSender({
    site,
    credentials: () =>
      Promise.resolve({
        accessKeyId,
        secretAccessKey,
        // The emulators' root credentials have no session.
        sessionToken: '',
        expiresAt: Date.now() + hourMs,
        region,
        stream: world.stack.env.TRUNKLINE_EVENTS_STREAM ?? '',
        endpoint: null,
      }),
    endpoint: wire.url,
    cloudNow: Date.now,
    wallNow: Date.now,
  });
  const uplink = startUplink({
    spool,
    sender,
    agent: agent.key.agent,
    sign: (bytes) => sign(null, bytes, agent.privateKey),
    now: Date.now,
    clockOffsetMs: () => 0,
    random: () => 0.5,
    log: silentLog,
    lingerMs: 1,
    backOffMs: () => 20,
  });
  return {
    ...uplink,
    end: async () => {
      await uplink.stop();
      sender.close();
    },
  };
};

/** Numbers the events anew in a spool, as the agent does; null = refused. */
const append = (spool: Spool, events: readonly CallEvent[], numbers: Map<number, SequenceNo | null>): void => {
  for (const { link: _link, seq, copyOf, ...event } of events)
    numbers.set(seq, spool.append(event, copyOf === null ? null : (numbers.get(copyOf) ?? null)));
};

const calm = async (seed: number, events: readonly CallEvent[]): Promise<StoredSite> => {
  const site = `calm-${seed}-y`;
  const agent = await world.addSite(site);
  for (let at = 0; at < events.length; at += 200)
    await world.put(site, frameOfEvents(agent, events, at, Math.min(events.length, at + 200)));
  await world.stack.idle();
  return readSite(world.stack.env, site);
};

describe.each(seedsOf([1]))('seed %i', { timeout: 180_000 }, (seed) => {
  test('the cloud is cut for an hour of traffic', async () => {
    const events = eventsOfDay(seed, { callsPerHour: 150, maxCalls: 260 });
    const [first, last] = [events[0]?.at ?? 0, events.at(-1)?.at ?? 0];
    expect(last - first).toBeGreaterThan(1.4 * hourMs);
    const expected = await calm(seed, events);
    const site = `cut-${seed}-y`;
    const agent = await world.addSite(site);
    const spool = await openDirectorySpool(join(root, site), { limitBytes: 100_000_000, newLink: () => events[0]?.link ?? '' });
    let uplink = startSending(spool, site, agent);
    const numbers = new Map<number, SequenceNo | null>();
    const chance = createDice(seed);
    const cutAt = first + 0.2 * hourMs;
    for (let at = 0; at < events.length; ) {
      const to = Math.min(events.length, at + between(chance, 30, 120));
      append(spool, events.slice(at, to), numbers);
      await spool.flush();
      const now = events[to - 1]?.at ?? 0;
      if (now >= cutAt && now < cutAt + hourMs) wire.cut();
      else wire.mend();
      // A new process of the agent, on what the old one had not sent.
      if (chance() < 0.1) {
        await uplink.end();
        uplink = startSending(spool, site, agent);
      }
      at = to;
    }
    wire.mend();
    await uplink.sent(spool.status().lastSeq);
    await uplink.end();
    const { lastSeq, refusedEvents } = spool.status();
    await spool.close();
    await world.stack.idle();
    expect([lastSeq, refusedEvents]).toEqual([events.length, 0]);
    const stored = await readSite(world.stack.env, site);
    expect(stored.rows).toEqual(expected.rows);
    expect(stored.live).toEqual(expected.live);
    expect(stored.outbox).toEqual(range(stored.outbox.length));
    expect(Object.values(stored.archived)).toEqual([range(events.length)]);
  });
});

/** When each call id was on the PBX's lines. */
const scriptOf = (events: readonly CallEvent[]): readonly ScriptedCall[] => {
  const lives = new Map<string, ScriptedCall>();
  for (const event of events) {
    if (!('callId' in event) || event.callId === null) continue;
    const life = lives.get(event.callId);
    if (life === undefined) lives.set(event.callId, { id: event.callId, from: event.at, to: event.at });
    else life.to = event.at;
  }
  return [...lives.values()];
};

/** Time passing at a quiet PBX until nothing can be waited for any more. */
const silenceAfter = (events: readonly CallEvent[]): CallEvent => {
  const last = events.at(-1);
  if (last === undefined) throw new RangeError('no events');
  const { v, link, node, at } = last;
  return {
    v,
    link,
    node,
    at: epochMs(at + 5 * hourMs),
    kind: 'tick',
    resync: null,
    copyOf: null,
    seq: sequenceNoSchema.parse(last.seq + 1),
  };
};

const noSpace = (): NodeJS.ErrnoException => Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });

interface Trouble {
  readonly name: string;
  /** More bytes than are left in the spool when all is acknowledged and what is done with is deleted. */
  readonly atRest: number;
  readonly open: (link: string) => Promise<{ readonly spool: Spool; readonly begin: () => void; readonly end: () => void }>;
}
const troubles: readonly Trouble[] = [
  {
    name: 'the spool is at its limit while the cloud is away',
    atRest: 20_000,
    open: async (link) => ({
      spool: await openSpool(createMemoryDisk(), { limitBytes: 120_000, segmentBytes: 15_000, positionEveryMs: 5, newLink: () => link }),
      begin: () => wire.cut(),
      end: () => wire.mend(),
    }),
  },
  {
    name: 'the disk is full',
    // Its room is not what runs out.
    atRest: 1_000_000,
    open: async (link) => {
      const disk = createMemoryDisk();
      const spool = await openSpool(disk, { limitBytes: 100_000_000, memoryLimitBytes: 30_000, retryMs: 20, newLink: () => link });
      return {
        spool,
        begin: () => {
          disk.failWith = noSpace();
        },
        end: () => {
          disk.failWith = null;
        },
      };
    },
  },
];

describe.each(seedsOf([1]))('seed %i', { timeout: 180_000 }, (seed) => {
  test.each(troubles)('$name: each loss is one gap, and calls in it end inferred', async ({ name, atRest, open }) => {
    const day = eventsOfDay(seed, { callsPerHour: 400, maxCalls: 70 });
    const events = [...day, silenceAfter(day)];
    const expected = await calm(seed + 10_000 + name.length, events);
    const site = `full-${seed}-${name.length}-y`;
    const agent = await world.addSite(site);
    const { spool, begin, end } = await open(events[0]?.link ?? '');
    const uplink = startSending(spool, site, agent);
    const numbers = new Map<number, SequenceNo | null>();
    const chance = createDice(seed);
    const beginsAt = between(chance, 150, 400);
    const endsAt = beginsAt + between(chance, 420, 600);
    for (let at = 0; at < events.length; ) {
      if (at >= beginsAt && at < endsAt) begin();
      else end();
      const to = Math.min(events.length, at + 30);
      append(spool, events.slice(at, to), numbers);
      // Before and after the trouble the agent has all the time it needs.
      if (at < beginsAt || at >= endsAt) {
        await vi.waitFor(
          () => {
            const { acknowledgedSeq, durableSeq, bytes } = spool.status();
            expect(acknowledgedSeq).toBe(durableSeq);
            // One declaration for the stretch: no file that is done with is left, whose room would come free in the middle of it or after its end.
            expect(bytes).toBeLessThan(atRest);
          },
          { timeout: 30_000, interval: 5 },
        );
        await spool.flush();
      } else await new Promise((resolve) => setTimeout(resolve, 1));
      at = to;
    }
    await uplink.sent(spool.status().lastSeq);
    await uplink.end();
    await spool.close();
    await world.stack.idle();
    const refused = events.filter(({ seq }) => numbers.get(seq) === null).map(({ seq }) => seq);
    expect(refused.length).toBeGreaterThan(20);
    const [first, last] = [refused[0] ?? 0, refused.at(-1) ?? 0];
    expect(refused).toEqual(range(last).slice(first - 1));
    const stored = await readSite(world.stack.env, site);
    expectHonestLoss({
      calm: expected,
      got: stored,
      script: scriptOf(events),
      from: events[first - 1]?.at ?? 0,
      to: events[last]?.at ?? 0,
      cause: ['numbersLost'],
    });
    expect(stored.gaps.map(({ detail }) => detail?.slice(0, detail.indexOf(':')))).toEqual([`events ${first} to ${last} were lost`]);
    expect(stored.calls.filter((call) => call.endedAt === null)).toEqual([]);
    expect(stored.outbox).toEqual(range(stored.outbox.length));
  });
});
