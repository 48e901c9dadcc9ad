import { describe, expect, test } from 'vitest';
import { makeLiveCall } from '../../call-history/testing/rows.ts';
import { parseClientMessage } from './client-message.ts';
import { emptyModel } from './live-model.ts';
import { snapshotMessages, toSnapshot } from './messages.ts';

const modelOf = (calls: number) => ({
  ...emptyModel,
  n: 7,
  live: {
    ...emptyModel.live,
    calls: Object.fromEntries(
      Array.from({ length: calls }, (_, i) => [`k${i}`, makeLiveCall({ pbxCallId: `c${i}` }, { contactName: 'Zoë' })]),
    ),
  },
});

describe('a snapshot', () => {
  test('of a quiet site is one message with every list', () => {
    const [text, ...others] = snapshotMessages('live', toSnapshot('harbour', modelOf(0), null), 100_000);
    expect(others).toEqual([]);
    expect(JSON.parse(text ?? '')).toEqual({
      topic: 'live',
      site: 'harbour',
      seq: 7,
      snapshot: {
        site: 'harbour',
        n: 7,
        asOf: '1970-01-01T00:00:00.000Z',
        totals: {
          day: '',
          callsInbound: 0,
          answered: 0,
          lost: 0,
          callsOutbound: 0,
          callsInternal: 0,
          inProgress: 0,
          answeredWithinTarget: 0,
          talkMs: 0,
          ringMsAnswered: 0,
        },
        gaps: [],
        calls: [],
        extensions: [],
        agents: [],
        queues: [],
        trunks: [],
        links: [],
      },
    });
  });

  test('of a large site goes in several messages below the limit, all but the last with more', () => {
    const texts = snapshotMessages('live', toSnapshot('harbour', modelOf(50), null), 10_000);
    const parts = texts.map((text) => JSON.parse(text) as { more?: true; seq: number; snapshot: { calls: { key: string }[]; n: number } });
    expect(texts.length).toBeGreaterThan(2);
    expect(texts.every((text) => Buffer.byteLength(text) <= 10_000)).toBe(true);
    expect(parts.map((part) => part.more ?? false)).toEqual([...Array.from({ length: texts.length - 1 }, () => true), false]);
    expect(parts.flatMap((part) => part.snapshot.calls)).toHaveLength(50);
    expect(parts.every((part) => part.seq === 7 && part.snapshot.n === 7)).toBe(true);
  });
});

describe('a message of a client', () => {
  test.each([
    ['{"subscribe":{"site":"harbour","topic":"live"}}', { kind: 'subscribe', site: 'harbour', topic: 'live', after: null }],
    ['{"subscribe":{"site":"harbour","topic":"live"},"after":12}', { kind: 'subscribe', site: 'harbour', topic: 'live', after: 12 }],
    ['{"unsubscribe":{"site":"harbour","topic":"live"}}', { kind: 'unsubscribe', site: 'harbour', topic: 'live' }],
    ['{"ping":1}', { kind: 'ping' }],
    ['{"auth":"a.b.c"}', { kind: 'auth', token: 'a.b.c' }],
  ])('%s', (text, expected) => {
    expect(parseClientMessage(text)).toEqual(expected);
  });
  test.each([
    '',
    '{',
    '[]',
    'null',
    '{}',
    '{"subscribe":{"site":""}}',
    '{"subscribe":{"site":"a","topic":"live"},"after":-1}',
    '{"subscribe":{"site":"a","topic":"live","tenant":"b"}}',
  ])('%s is none', (text) => {
    expect(parseClientMessage(text)).toBeTypeOf('string');
  });
});
