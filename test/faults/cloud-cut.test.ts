import { sign } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { silentLog } from '../../edge-agent/log.ts';
import { openDirectorySpool } from '../../edge-agent/spool/open-directory-spool.ts';
import type { Spool } from '../../edge-agent/spool/spool.ts';
import { createKinesisSender } from '../../edge-agent/uplink/kinesis-sender.ts';
import { startUplink, type Uplink } from '../../edge-agent/uplink/uplink.ts';
import type { TestAgent } from '../../functions/call-engine/testing/frames.ts';
import type { CallEvent } from '../../functions/domain/call-event.ts';
import type { SequenceNo } from '../../functions/domain/ids.ts';
import { type Cut, createCut } from './cut.ts';
import { type FaultStack, frameOfEvents, startFaultStack } from './fault-stack.ts';
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

/** Numbers the events anew in a spool, as the agent does. */
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

describe.each(seedsOf(1))('seed %i', (seed) => {
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
