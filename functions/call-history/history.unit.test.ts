import { describe, expect, test } from 'vitest';
import type { Emitted, OutboxBatch } from '../domain/engine-output.ts';
import { durationMs, epochMs, type SegmentId } from '../domain/ids.ts';
import { publicSegment, segmentFields } from '../domain/public-rows.ts';
import { computeWrites, dayMarkers } from './core/compute-writes.ts';
import { parseListQuery } from './list-query.ts';
import { segmentRanges } from './read-history.ts';
import { restoreSegment, storeRow } from './stored-row.ts';
import { makeCall, makeSegment } from './testing/rows.ts';

const owner = { tenant: 'bakery', site: 'harbour' };
const batch = (n: number, emitted: readonly Emitted[]): OutboxBatch => ({ v: 1, ...owner, n, at: epochMs(0), emitted });
const keysOf = (writes: ReturnType<typeof computeWrites>): string[] =>
  writes.map((write) => `${write.row === null ? 'delete' : 'put'} ${write.pk} ${write.sk}`);
const id = 'harbour-1-1F01-mm8xuqv4';

describe('history rows of a run of batches', () => {
  const named = Number.parseInt('mm8xuqv4', 36);
  const iso = new Date(named).toISOString();
  const of = { named };

  test('a segment lies under the start its id carries, a call under its own start', () => {
    const startedAt = epochMs(named + 7_000);
    expect(
      keysOf(
        computeWrites(owner, [
          batch(1, [
            { type: 'segment', row: makeSegment(of, 2) },
            { type: 'call', row: makeCall(of, { startedAt }), was: null },
          ]),
        ]),
      ),
    ).toEqual([
      `put T#bakery#S#harbour#SEG#${iso.slice(0, 10)} ${iso}#${id}#0002`,
      `put T#bakery#S#harbour#CALL#${iso.slice(0, 10)} ${new Date(named + 7_000).toISOString()}#${id}`,
    ]);
  });

  test('the last word on a row wins, with the number of its batch', () => {
    const writes = computeWrites(owner, [
      batch(4, [{ type: 'segment', row: makeSegment(of, 1, { ringMs: durationMs(1) }) }]),
      batch(5, [{ type: 'segment', row: makeSegment(of, 1, { ringMs: durationMs(2) }) }]),
    ]);
    expect(writes).toMatchObject([{ n: 5, row: { ringMs: 2 } }]);
  });

  test('what is retired is deleted, unless it comes back', () => {
    const segmentId = `${id}.1` as SegmentId;
    const retired = { type: 'segmentRetired', segmentId, replacedBy: null } as const;
    expect(keysOf(computeWrites(owner, [batch(1, [{ type: 'segment', row: makeSegment(of, 1) }, retired])]))).toEqual([
      `delete T#bakery#S#harbour#SEG#${iso.slice(0, 10)} ${iso}#${id}#0001`,
    ]);
    expect(keysOf(computeWrites(owner, [batch(1, [retired]), batch(2, [{ type: 'segment', row: makeSegment(of, 1) }])]))[0]).toMatch(
      /^put/,
    );
  });

  test('a call that moves leaves nothing behind', () => {
    const was = makeCall(of, { startedAt: epochMs(named) });
    const row = makeCall(of, { startedAt: epochMs(named + 1) });
    expect(keysOf(computeWrites(owner, [batch(1, [{ type: 'call', row, was }])]))).toEqual([
      `delete T#bakery#S#harbour#CALL#${iso.slice(0, 10)} ${iso}#${id}`,
      `put T#bakery#S#harbour#CALL#${iso.slice(0, 10)} ${new Date(named + 1).toISOString()}#${id}`,
    ]);
    expect(keysOf(computeWrites(owner, [batch(1, [{ type: 'callRetired', was, replacedBy: null }])]))).toEqual([
      `delete T#bakery#S#harbour#CALL#${iso.slice(0, 10)} ${iso}#${id}`,
    ]);
  });

  test('days with rows are marked once', () => {
    const call = { type: 'call', row: makeCall(of), was: null } as const;
    expect(dayMarkers(owner, [batch(1, [call, call])])).toEqual([{ pk: 'T#bakery#S#harbour#DAYS', sk: `CALL#${iso.slice(0, 10)}` }]);
  });
});

describe('a stored row', () => {
  test('is small and whole again, in published order', () => {
    const row = publicSegment(makeSegment({}, 1, { tags: [null, 'vip', null, null, null] }));
    const stored = storeRow(row);
    expect(stored).not.toMatch(/":null/);
    expect(restoreSegment(stored)).toEqual(row);
    expect(Object.keys(restoreSegment(stored))).toEqual([...segmentFields]);
  });
});

describe('a list request', () => {
  const now = Date.parse('2026-03-02T12:00:00Z');
  const query = (overrides: object) => ({ limit: 100, ...overrides });
  test('without a range is about the last 24 hours', () => {
    expect(parseListQuery('harbour', 'calls', query({}), now)).toEqual({
      list: { site: 'harbour', kind: 'calls', from: Date.parse('2026-03-01T12:00:00Z'), to: now },
      after: null,
      limit: 100,
    });
  });
  test.each([
    [{ from: '2026-03-03T00:00:00Z', to: '2026-03-02T00:00:00Z' }, '`from` must not be after `to`.'],
    [{ from: '2024-03-03T00:00:00Z', to: '2026-03-02T00:00:00Z' }, 'A list may span at most 400 days.'],
  ])('%j is refused', (range, detail) => {
    expect(() => parseListQuery('harbour', 'calls', query(range), now)).toThrow(detail);
  });
  test.each(['x', 'e30', Buffer.from('{"v":2}').toString('base64url'), 'null'])('"%s" is no cursor', (cursor) => {
    expect(() => parseListQuery('harbour', 'calls', query({ cursor }), now)).toThrow('The cursor is not one that this API gave.');
  });
});

describe('ranges of segment keys', () => {
  const at = Date.parse('2026-03-02T23:58:00.000Z');
  const idAt = (ms: number) => `harbour-1-1F01-${ms.toString(36)}`;
  test('neighbours are read together, days and distant calls apart', () => {
    const ranges = segmentRanges([at, at + 60_000, at + 180_000, at - 3_600_000].map(idAt));
    expect(ranges.map(({ day, from, to }) => [day, from, to])).toEqual([
      ['2026-03-02', '2026-03-02T22:58:00.000Z', '2026-03-02T22:58:00.000Z#~'],
      ['2026-03-02', '2026-03-02T23:58:00.000Z', '2026-03-02T23:59:00.000Z#~'],
      ['2026-03-03', '2026-03-03T00:01:00.000Z', '2026-03-03T00:01:00.000Z#~'],
    ]);
  });
});
