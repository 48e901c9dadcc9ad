import { expect, test } from 'vitest';
import { heartbeatSchema } from './schemas.ts';

const heartbeat = {
  sentAt: '2026-03-02T09:00:00.000Z',
  version: '1.0.0',
  links: [],
  spool: { depth: 0, bytes: 0, limitBytes: 1, oldestAt: null, lastSeq: 0 },
  counters: {},
  clockOffsetMs: null,
};

test('figures are rounded to what the table holds', () => {
  expect(heartbeatSchema.parse({ ...heartbeat, counters: { lines: 7, share: 1e-300 }, clockOffsetMs: -12.34567 })).toMatchObject({
    counters: { lines: 7, share: 0 },
    clockOffsetMs: -12.346,
  });
});

test('a counter named like a prototype is left out', () => {
  const counters: unknown = JSON.parse('{"__proto__":1,"lines":7}');
  expect(Object.entries(heartbeatSchema.parse({ ...heartbeat, counters }).counters)).toEqual([['lines', 7]]);
});

test('a link that no event can name is left out, and its agent is heard all the same', () => {
  const named = ['main', 'constructor', '__proto__', '', 'a\u0000b', 'x'.repeat(65)];
  const links = named.map((link) => ({ link, state: 'up', since: null, detail: null }));
  expect(heartbeatSchema.parse({ ...heartbeat, links }).links).toEqual([{ link: 'main', state: 'up', since: null, detail: null }]);
});

test.each<object>([{ counters: { lines: 1e300 } }, { clockOffsetMs: 1e308 }, { counters: { constructor: 1 } }])(
  '%j is refused',
  (overrides) => {
    expect(heartbeatSchema.safeParse({ ...heartbeat, ...overrides }).success).toBe(false);
  },
);
