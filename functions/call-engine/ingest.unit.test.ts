import { describe, expect, test } from 'vitest';
import { at, bodyOf, eventJson, frameOf, headerOf, kinesisEvent, makeAgent, makeFrame } from './testing/frames.ts';
import { createWorld } from './testing/memory-ports.ts';

const agent = makeAgent();
const seqs = (folded: readonly string[]): number[] => folded.map((label) => Number(label.split(':')[1]));
const sequenceNumber = (i: number): string => `4954514630754418229368668187${String(i).padStart(4, '0')}`;

describe('taking batches in', () => {
  test('folds a batch, archives its frame unchanged and publishes what the engine emits', async () => {
    const world = createWorld([agent]);
    const frame = frameOf(agent, 1, 3);
    expect(await world.startConsumer()(kinesisEvent([frame]))).toEqual({ batchItemFailures: [] });
    expect(seqs(world.folded())).toEqual([1, 2, 3]);
    expect(world.stateOf()).toMatchObject({ version: 1, n: 1, links: { 'link-1': 3 } });
    expect(world.archived).toMatchObject([
      { owner: { tenant: 'bakery', site: 'harbour' }, link: 'link-1', startedAt: at + 1, frames: [{ firstSeq: 1, lastSeq: 3 }] },
    ]);
    expect(world.archived[0]?.frames[0]?.bytes).toEqual(frame);
    expect(world.outbox.map((batch) => [batch.tenant, batch.site, batch.n, batch.at, batch.emitted.length])).toEqual([
      ['bakery', 'harbour', 1, at + 3, 3],
    ]);
  });

  test('several frames of an invocation are one commit and one object', async () => {
    const world = createWorld([agent]);
    await world.startConsumer()(kinesisEvent([frameOf(agent, 1, 2), frameOf(agent, 3, 3), frameOf(agent, 4, 6)]));
    expect(seqs(world.folded())).toEqual([1, 2, 3, 4, 5, 6]);
    expect(world.calls).toEqual({ read: 1, commit: 1, archive: 1 });
  });

  test('a warm consumer needs no read', async () => {
    const world = createWorld([agent]);
    const consume = world.startConsumer();
    await consume(kinesisEvent([frameOf(agent, 1, 1)]));
    await consume(kinesisEvent([frameOf(agent, 2, 2)]));
    await consume(kinesisEvent([frameOf(agent, 3, 3)]));
    expect(world.calls).toEqual({ read: 1, commit: 3, archive: 3 });
  });

  test('what emits nothing is committed without an outbox', async () => {
    const world = createWorld([agent]);
    const tick = makeFrame(agent, headerOf(1, 1), bodyOf([eventJson(1, { kind: 'tick' })]));
    await world.startConsumer()(kinesisEvent([tick]));
    expect(world.stateOf()).toMatchObject({ version: 1, n: 0, links: { 'link-1': 1 } });
    expect(world.outbox).toEqual([]);
  });

  test('a replay changes nothing and writes nothing', async () => {
    const world = createWorld([agent]);
    const event = kinesisEvent([frameOf(agent, 1, 3)]);
    await world.startConsumer()(event);
    expect(await world.startConsumer()(event)).toEqual({ batchItemFailures: [] });
    expect(seqs(world.folded())).toEqual([1, 2, 3]);
    expect(world.calls).toMatchObject({ commit: 1, archive: 1 });
  });

  test('a batch whose predecessor is missing comes again, until it is there', async () => {
    const world = createWorld([agent]);
    const consume = world.startConsumer();
    expect(await consume(kinesisEvent([frameOf(agent, 1, 2), frameOf(agent, 5, 6)]))).toEqual({
      batchItemFailures: [{ itemIdentifier: sequenceNumber(1) }],
    });
    expect(seqs(world.folded())).toEqual([1, 2]);
    expect(await consume(kinesisEvent([frameOf(agent, 5, 6), frameOf(agent, 3, 4)]))).toEqual({ batchItemFailures: [] });
    expect(seqs(world.folded())).toEqual([1, 2, 3, 4, 5, 6]);
  });

  test('numbers that the agent declares lost are waited for no longer', async () => {
    const world = createWorld([agent]);
    const lost = eventJson(3, { kind: 'linkState', state: 'numbersLost', scope: null, detail: 'disk full', lostFrom: 3, lostTo: 7 });
    const consume = world.startConsumer();
    await consume(kinesisEvent([frameOf(agent, 1, 2), makeFrame(agent, headerOf(3, 8), bodyOf([lost, eventJson(8)]))]));
    expect(world.folded()).toEqual(['link-1:1:unrecognised', 'link-1:2:unrecognised', 'link-1:3:linkState', 'link-1:8:unrecognised']);
    expect(world.stateOf()).toMatchObject({ links: { 'link-1': 8 } });
  });

  test('a declaration that reaches back over folded numbers counts only for the rest', async () => {
    const world = createWorld([agent]);
    const lost = eventJson(2, { kind: 'linkState', state: 'numbersLost', scope: null, detail: 'position lost', lostFrom: 2, lostTo: 7 });
    await world.startConsumer()(kinesisEvent([frameOf(agent, 1, 4), makeFrame(agent, headerOf(2, 8), bodyOf([lost, eventJson(8)]))]));
    expect(seqs(world.folded())).toEqual([1, 2, 3, 4, 5, 8]);
    expect(world.outbox.at(-1)?.emitted.find((emitted) => emitted.type === 'gap')).toMatchObject({ gap: { gapId: 'lost-5-7' } });
  });

  test('after a quarter of an hour in vain the numbers are declared lost, so that a shard never stands still', async () => {
    let now = 1_000_000;
    const world = createWorld([agent], { now: () => now });
    const consume = world.startConsumer();
    const event = kinesisEvent([frameOf(agent, 4, 5)]);
    expect((await consume(event)).batchItemFailures).toHaveLength(1);
    now += 899_999;
    expect((await consume(event)).batchItemFailures).toHaveLength(1);
    now += 1;
    expect((await consume(event)).batchItemFailures).toEqual([]);
    expect(world.folded()).toEqual(['link-1:1:linkState', 'link-1:4:unrecognised', 'link-1:5:unrecognised']);
  });

  test('two links of a site have their own numbers', async () => {
    const world = createWorld([agent]);
    await world.startConsumer()(kinesisEvent([frameOf(agent, 1, 2), frameOf(agent, 1, 1, 'link-2'), frameOf(agent, 3, 3)]));
    expect(world.stateOf()?.links).toEqual({ 'link-1': 3, 'link-2': 1 });
    expect(world.calls).toEqual({ read: 1, commit: 1, archive: 2 });
  });
});

describe('poison', () => {
  const reasons = async (frames: readonly Uint8Array[], agents = [agent]) => {
    const world = createWorld(agents);
    const answer = await world.startConsumer()(kinesisEvent(frames));
    return {
      answer,
      world,
      reasons: [...world.rejections.values()].map((rejection) => [rejection.reason, rejection.owner?.tenant ?? null]),
    };
  };
  const tampered = (): Uint8Array => {
    const frame = frameOf(agent, 1, 1).slice();
    frame[frame.length - 70] = (frame[frame.length - 70] ?? 0) ^ 1;
    return frame;
  };

  test.each([
    ['no frame', () => new Uint8Array(Buffer.from('hello, this is no frame')), 'notAFrame', null],
    ['a torn frame', () => frameOf(agent, 1, 1).subarray(0, 90), 'truncated', null],
    ['an agent that nobody enrolled', () => frameOf(makeAgent('stranger'), 1, 1), 'unknownAgent', null],
    ['a changed byte', tampered, 'badSignature', null],
    ["another agent's name", () => frameOf(makeAgent('agent-1'), 1, 1), 'badSignature', null],
  ])('%s is put aside and blocks nobody', async (_name, make, reason, owner) => {
    const found = await reasons([make(), frameOf(agent, 1, 2)]);
    expect(found.reasons).toEqual([[reason, owner]]);
    expect(found.answer).toEqual({ batchItemFailures: [] });
    expect(seqs(found.world.folded())).toEqual([1, 2]);
  });

  test('what is put aside is counted under the names the alarms watch, whether a batch or a part of one', async () => {
    let now = 1_000_000;
    const counted: Record<string, number> = {};
    const count = (name: string, value: number): void => {
      counted[name] = (counted[name] ?? 0) + value;
    };
    const world = createWorld([agent], { now: () => now, metrics: { count, milliseconds: () => {}, flush: () => {} } });
    const consume = world.startConsumer();
    await consume(kinesisEvent([frameOf(makeAgent('stranger'), 1, 1), tampered()]));
    await consume(kinesisEvent([makeFrame(agent, headerOf(1, 2), bodyOf([eventJson(1, { at: 'noon' }), eventJson(2)]))]));
    expect(counted).toMatchObject({ recordsRejected: 3 });
    const early = kinesisEvent([frameOf(agent, 4, 5)]);
    await consume(early);
    now += 900_000;
    await consume(early);
    expect(counted).toMatchObject({ batchesEarly: 1, batchesDeclaredLost: 1 });
  });

  test('a revoked agent is refused and listed under its site', async () => {
    const revoked = makeAgent('agent-1', 'bakery', 'harbour', true);
    const found = await reasons([frameOf(revoked, 1, 1)], [revoked]);
    expect(found.reasons).toEqual([['revokedAgent', 'bakery']]);
    expect(found.world.folded()).toEqual([]);
  });

  test('tenant and site are those of the key, whatever the record says', async () => {
    const other = makeAgent('agent-2', 'florist', 'market');
    const world = createWorld([agent, other]);
    await world.startConsumer()(kinesisEvent([frameOf(other, 1, 1)]));
    expect(world.folded('harbour')).toEqual([]);
    expect(seqs(world.folded('market'))).toEqual([1]);
    expect(world.outbox[0]).toMatchObject({ tenant: 'florist', site: 'market' });
  });

  test('a signed batch that does not unpack is a gap, and the next one goes on', async () => {
    const found = await reasons([makeFrame(agent, headerOf(1, 4), new Uint8Array([9, 9])), frameOf(agent, 5, 5)]);
    expect(found.reasons).toEqual([['undecodable', 'bakery']]);
    expect(found.world.folded()).toEqual(['link-1:1:linkState', 'link-1:5:unrecognised']);
    expect(found.answer.batchItemFailures).toEqual([]);
  });

  test('an invalid event within a batch is listed and its place is filled', async () => {
    const found = await reasons([makeFrame(agent, headerOf(1, 2), bodyOf([eventJson(1, { at: 'noon' }), eventJson(2)]))]);
    expect(found.reasons).toEqual([['invalidEvent', 'bakery']]);
    expect(seqs(found.world.folded())).toEqual([1, 2]);
    expect([...found.world.rejections.keys()]).toEqual(['link-1-1']);
  });

  test('several frames in one record are taken one by one', async () => {
    const record = Buffer.concat([frameOf(agent, 1, 2), frameOf(agent, 3, 3), Buffer.from('junk')]);
    const found = await reasons([record]);
    expect(seqs(found.world.folded())).toEqual([1, 2, 3]);
    expect(found.reasons).toEqual([['truncated', null]]);
  });
});

describe('faults', () => {
  test('an error of AWS fails the site from its first record on; other sites go ahead', async () => {
    const other = makeAgent('agent-2', 'florist', 'market');
    const world = createWorld([agent, other]);
    const { commit } = world.deps.states;
    const consume = world.startConsumer({
      states: {
        ...world.deps.states,
        commit: (plan) => (plan.owner.site === 'harbour' ? Promise.reject(new Error('throttled')) : commit(plan)),
      },
    });
    const event = kinesisEvent([frameOf(other, 1, 1), frameOf(agent, 1, 1), frameOf(other, 2, 2), frameOf(agent, 2, 2)]);
    expect(await consume(event)).toEqual({ batchItemFailures: [{ itemIdentifier: sequenceNumber(1) }] });
    expect(seqs(world.folded('market'))).toEqual([1, 2]);
    expect(await world.startConsumer()(event)).toEqual({ batchItemFailures: [] });
    expect(seqs(world.folded('harbour'))).toEqual([1, 2]);
    expect(seqs(world.folded('market'))).toEqual([1, 2]);
  });

  test('a consumer that was overtaken reads again and folds only the rest', async () => {
    const world = createWorld([agent]);
    const slow = world.startConsumer();
    await slow(kinesisEvent([frameOf(agent, 1, 1)]));
    await world.startConsumer()(kinesisEvent([frameOf(agent, 2, 3)]));
    expect(await slow(kinesisEvent([frameOf(agent, 2, 3), frameOf(agent, 4, 4)]))).toEqual({ batchItemFailures: [] });
    expect(seqs(world.folded())).toEqual([1, 2, 3, 4]);
  });

  test('dying between archive and commit loses and doubles nothing', async () => {
    const world = createWorld([agent]);
    const dying = world.startConsumer({ states: { ...world.deps.states, commit: () => Promise.reject(new Error('killed')) } });
    const event = kinesisEvent([frameOf(agent, 1, 3)]);
    expect((await dying(event)).batchItemFailures).toHaveLength(1);
    await world.startConsumer()(event);
    expect(seqs(world.folded())).toEqual([1, 2, 3]);
  });
});
