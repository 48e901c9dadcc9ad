import type { DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { describe, expect, test } from 'vitest';
import { silentLog } from '../runtime/log.ts';
import { silentMetrics } from '../runtime/metrics.ts';
import { createAnnounce } from './announce.ts';
import type { Subscription } from './connection-params.ts';
import { createDeliver } from './deliver.ts';
import { createMemoryConnections, createMemorySockets } from './testing/memory-live.ts';

const subscription = (connectionId: string, subject: string, topic = 'notices'): Subscription => ({
  connectionId,
  subject,
  topic,
  board: null,
  licence: null,
  own: null,
  tokenExpiresAt: null,
  seq: 0,
  activatedAt: 0,
  staleUntil: null,
});
const record = (SequenceNumber: string, site: string, notice: NonNullable<DynamoDBRecord['dynamodb']>['NewImage']): DynamoDBRecord => ({
  eventName: 'MODIFY',
  dynamodb: { SequenceNumber, NewImage: { tenant: { S: 'bakery' }, site: { S: site }, ...notice } },
});
const boardNotice = (board: string, version: string) => ({
  notice: { M: { kind: { S: 'board' }, board: { S: board }, version: { N: version } } },
});
const revoked = { notice: { M: { kind: { S: 'screen' }, screen: { S: 's1' }, revoked: { BOOL: true } } } };
const changed = { notice: { M: { kind: { S: 'screen' }, screen: { S: 's1' }, revoked: { BOOL: false } } } };
const event = (...Records: DynamoDBRecord[]): DynamoDBStreamEvent => ({ Records });

const makeWorld = (subscribersOf: Readonly<Record<string, readonly Subscription[]>>) => {
  const { store, forgotten } = createMemoryConnections();
  const sent: [string, unknown][] = [];
  const sockets = createMemorySockets((id, text) => {
    sent.push([id, JSON.parse(text)]);
    return 'sent';
  });
  const left: string[] = [];
  const connections = {
    ...store,
    ofSubject: async (subject: string) => (subject === 'anna' ? ['c1', 'c9'] : []),
    leave: async ({ topic }: { readonly topic: string }, connectionId: string) => {
      left.push(`${connectionId} ${topic}`);
    },
    subscribers: async ({ site }: { readonly site: string }) => {
      const found = subscribersOf[site];
      if (found === undefined) throw new Error('table cannot be read');
      return found;
    },
  };
  const deliver = createDeliver({ connections, sockets, now: () => 0, metrics: silentMetrics });
  return { announce: createAnnounce({ connections, sockets, deliver, log: silentLog }), sent, left, closed: sockets.closed, forgotten };
};

describe('what changed at a site', () => {
  test('is told to those who listen for it, in order, and to nobody else', async () => {
    const { announce, sent } = makeWorld({
      harbour: [subscription('c1', 'anna'), subscription('c2', 'ben', 'figures')],
      market: [subscription('c3', 'cora')],
    });
    const answer = await announce(event(record('1', 'harbour', boardNotice('b1', '2')), record('2', 'harbour', boardNotice('b1', '3'))));
    expect(answer).toEqual({ batchItemFailures: [] });
    expect(sent).toEqual([
      ['c1', { topic: 'notices', site: 'harbour', notice: { kind: 'board', board: 'b1', version: 2 } }],
      ['c1', { topic: 'notices', site: 'harbour', notice: { kind: 'board', board: 'b1', version: 3 } }],
    ]);
  });

  test('carries values as they are', async () => {
    const { announce, sent } = makeWorld({ harbour: [subscription('c1', 'anna')] });
    const value = {
      M: { id: { S: 'variable:v1' }, value: { NULL: true }, at: { S: '2026-03-02T09:00:00.000Z' }, failing: { S: 'no answer' } },
    };
    await announce(
      event(record('1', 'harbour', { notice: { M: { kind: { S: 'values' }, values: { L: [value] }, gone: { L: [{ S: 'x' }] } } } })),
    );
    const values = [{ id: 'variable:v1', value: null, at: '2026-03-02T09:00:00.000Z', failing: 'no answer' }];
    expect(sent).toEqual([['c1', { topic: 'notices', site: 'harbour', notice: { kind: 'values', values, gone: ['x'] } }]]);
  });

  test('a screen’s notice goes to that screen; revoked, all its connections are put out', async () => {
    const { announce, sent, closed, forgotten } = makeWorld({
      harbour: [
        subscription('c1', 'anna'),
        subscription('c2', 'screen:s1'),
        subscription('c4', 'screen:s1', 'figures'),
        subscription('c3', 'screen:s2'),
      ],
    });
    await announce(event(record('1', 'harbour', revoked)));
    expect(sent).toEqual([['c2', { topic: 'notices', site: 'harbour', notice: { kind: 'screen', screen: 's1', revoked: true } }]]);
    expect([closed, forgotten]).toEqual([
      ['c2', 'c4'],
      ['c2', 'c4'],
    ]);
  });

  test('whose rights were changed is put out at every site, and nobody is told', async () => {
    const { announce, sent, closed, forgotten } = makeWorld({
      harbour: [subscription('c1', 'anna'), subscription('c2', 'ben')],
    });
    await announce(event(record('1', 'harbour', { notice: { M: { kind: { S: 'rights' }, subject: { S: 'anna' } } } })));
    expect(sent).toEqual([]);
    expect([closed, forgotten]).toEqual([
      ['c1', 'c9'],
      ['c1', 'c9'],
    ]);
  });

  test('connections of one person are put out together; one that fails keeps none of the others, and the notice comes again', async () => {
    const { store, forgotten } = createMemoryConnections();
    const ids = ['c1', 'c2', 'c3'];
    const asked: string[] = [];
    let letGo = (): void => {};
    const all = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const sockets = {
      post: async () => 'sent' as const,
      // None is closed before each was asked for: one after the other would never end.
      close: async (id: string) => {
        asked.push(id);
        if (asked.length === ids.length) letGo();
        await all;
        if (id === 'c1') throw new Error('throttled');
      },
    };
    const connections = { ...store, ofSubject: async () => ids, subscribers: async () => [] };
    const deliver = createDeliver({ connections, sockets, now: () => 0, metrics: silentMetrics });
    const announce = createAnnounce({ connections, sockets, deliver, log: silentLog });
    const rights = { notice: { M: { kind: { S: 'rights' }, subject: { S: 'anna' } } } };
    expect(await announce(event(record('1', 'harbour', rights)))).toEqual({ batchItemFailures: [{ itemIdentifier: '1' }] });
    expect([asked, forgotten]).toEqual([ids, ids]);
  });

  test('a board that only its owner sees is told to the owner and to screens alone', async () => {
    const { announce, sent } = makeWorld({
      harbour: [subscription('c1', 'anna'), subscription('c2', 'ben'), subscription('c3', 'screen:s1')],
    });
    await announce(
      event(
        record('1', 'harbour', { ...boardNotice('b1', '2'), noticeFor: { S: 'ben' } }),
        record('2', 'harbour', { ...boardNotice('b2', '1'), noticeFor: { S: '' } }),
      ),
    );
    expect(sent.map(([id, message]) => [id, (message as { notice: { board: string } }).notice.board])).toEqual([
      ['c2', 'b1'],
      ['c3', 'b1'],
      ['c3', 'b2'],
    ]);
  });

  test('a screen that was changed starts anew with what it may see now, others go on', async () => {
    const { announce, sent, left, closed } = makeWorld({
      harbour: [
        subscription('c2', 'screen:s1'),
        subscription('c2', 'screen:s1', 'figures'),
        subscription('c2', 'screen:s1', 'live'),
        subscription('c3', 'screen:s2', 'figures'),
        subscription('c1', 'anna', 'figures'),
      ],
    });
    await announce(event(record('1', 'harbour', changed)));
    expect(left).toEqual(['c2 figures', 'c2 live']);
    expect(sent).toEqual([
      ['c2', { topic: 'notices', site: 'harbour', notice: { kind: 'screen', screen: 's1', revoked: false } }],
      ['c2', { resync: true, topic: 'figures', site: 'harbour' }],
      ['c2', { resync: true, topic: 'live', site: 'harbour' }],
    ]);
    expect(closed).toEqual([]);
  });

  test('rows without a notice, removed rows and damaged notices are passed over', async () => {
    const { announce, sent } = makeWorld({ harbour: [subscription('c1', 'anna')] });
    const answer = await announce(
      event(
        record('1', 'harbour', {}),
        { ...record('2', 'harbour', boardNotice('b1', '1')), eventName: 'REMOVE' },
        record('3', 'harbour', { notice: { M: { kind: { S: 'rumour' } } } }),
        record('4', 'harbour', boardNotice('b2', '1')),
      ),
    );
    expect([answer, sent.length]).toEqual([{ batchItemFailures: [] }, 1]);
  });

  test('a site that cannot be told comes again, the others are told', async () => {
    const { announce, sent } = makeWorld({ harbour: [subscription('c1', 'anna')] });
    const answer = await announce(
      event(
        record('1', 'market', boardNotice('b9', '1')),
        record('2', 'harbour', boardNotice('b1', '1')),
        record('3', 'market', boardNotice('b9', '2')),
      ),
    );
    expect([answer, sent.length]).toEqual([{ batchItemFailures: [{ itemIdentifier: '1' }] }, 1]);
  });
});
