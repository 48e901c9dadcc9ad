import { expect, test } from 'vitest';
import type { OutboxBatch } from '../domain/engine-output.ts';
import { epochMs } from '../domain/ids.ts';
import { createAnswerPing } from './answer-ping.ts';

const nine = Date.parse('2026-03-02T09:00:00.000Z');
const topic = (name: string) => ({ tenant: 'bakery', site: 'harbour', topic: name });
const batch = (n: number, at: number): OutboxBatch => ({ v: 1, tenant: 'bakery', site: 'harbour', n, at: epochMs(at), emitted: [] });

const answer = async (waiting: readonly OutboxBatch[]): Promise<unknown> => {
  const ping = createAnswerPing({
    connections: { active: async (_id, topics) => topics.filter(({ topic: name }) => name === 'live') },
    store: { position: async () => ({ n: 7, deltaN: 7 }) },
    readOutbox: async (_tenant, _site, from, to) => waiting.filter(({ n }) => n >= from && n <= to),
    now: () => nine,
  });
  return JSON.parse(await ping('c1', { subject: 'anna', tokenExpiresAt: null, topics: [topic('live'), topic('figures')] }));
};
const topics = [{ site: 'harbour', topic: 'live' }];

test('names what is subscribed to, and no subscription that died half made', async () => {
  expect(await answer([])).toEqual({ pong: 1, topics });
});
test('says since when boards lack what the engine published, once that is no matter of moments', async () => {
  expect(await answer([batch(8, nine - 4_000)])).toEqual({ pong: 1, topics });
  expect(await answer([batch(7, nine - 60_000), batch(8, nine - 6_000)])).toEqual({
    pong: 1,
    topics,
    behindSince: '2026-03-02T08:59:54.000Z',
  });
});
