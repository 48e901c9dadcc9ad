import { expect, test } from 'vitest';
import { siteIdSchema, tenantIdSchema } from '../domain/ids.ts';
import type { Principal } from '../identity/types.ts';
import type { Subscription } from './connection-params.ts';
import { subscribeFigures } from './subscribe-figures.ts';
import { createMemoryConnections } from './testing/memory-live.ts';

const tenant = tenantIdSchema.parse('bakery');
const site = siteIdSchema.parse('harbour');
const principal: Principal = {
  kind: 'user',
  id: 'omar',
  name: 'Omar',
  email: null,
  role: 'supervisor',
  reseller: 'bright',
  tenant,
  sites: null,
  extensions: [],
  agents: [],
};
const shown = (connectionId: string, board: string, more: Partial<Subscription> = {}): Subscription => ({
  connectionId,
  topic: 'figures',
  subject: 'omar',
  board,
  licence: null,
  own: null,
  tokenExpiresAt: null,
  seq: 1,
  activatedAt: 1,
  staleUntil: null,
  ...more,
});
/** The end of a subscription where `present` are there already: a refusal, or figures that begin to be worked out. */
const outcome = (present: readonly Subscription[]): Promise<string> =>
  subscribeFigures(
    {
      siteInReach: () => Promise.resolve({ tenant, site, reseller: 'bright' }),
      connections: { ...createMemoryConnections().store, subscribers: () => Promise.resolve(present) },
      bring: () => Promise.reject(new Error('worked out')),
      send: () => Promise.resolve(true),
      now: () => 0,
    },
    { connectionId: 'new', principal, tokenExpiresAt: null, site: 'harbour', figures: [{ id: 'a', statistic: 'callsLost' }] },
  ).then(
    () => 'joined',
    (error: Error) => error.message,
  );
const sixty = Array.from({ length: 60 }, (_, i) => shown(`c${i}`, `board ${i}`));

test('one person has at most 60 different boards open at a site', async () => {
  expect(await outcome(sixty)).toBe('At most 60 different boards may be open at once: close some.');
  expect(await outcome(sixty.slice(1))).toBe('worked out');
});

test('the same board on many screens counts once, what others have open and what it replaces not at all', async () => {
  const same = '9825a502bb200d790f7b0fac3d5de6a0';
  expect(await outcome([...sixty, shown('c60', same)])).toBe('worked out');
  expect(await outcome(Array.from({ length: 200 }, (_, i) => shown(`c${i}`, 'wall')))).toBe('worked out');
  expect(await outcome(sixty.map((one) => ({ ...one, subject: 'ines' })))).toBe('worked out');
  expect(await outcome([...sixty.slice(1), shown('new', 'board 0')])).toBe('worked out');
  expect(await outcome(sixty.map((one) => ({ ...one, topic: 'live', board: null })))).toBe('worked out');
});
