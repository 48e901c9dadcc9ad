import { describe, expect, test } from 'vitest';
import type { Emitted, OutboxBatch } from '../domain/engine-output.ts';
import { durationMs, epochMs, type SegmentId } from '../domain/ids.ts';
import { publicSegment, segmentFields } from '../domain/public-rows.ts';
import type { StatusRow } from '../domain/segment.ts';
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

  test('status carried over lies apart from changes, in days of its own', () => {
    const row: StatusRow = {
      statusId: 'harbour-acd-5001-x-free-',
      siteId: 'harbour',
      kind: 'acd',
      status: 'free',
      at: epochMs(named),
      agent: '5001',
      agentName: null,
      extension: '1001',
      extensionName: null,
      huntGroup: null,
      huntGroupName: null,
      dndNumber: null,
      dndMessage: null,
      dndText: null,
      carriedOver: false,
    };
    const both = batch(1, [
      { type: 'status', row },
      { type: 'status', row: { ...row, carriedOver: true } },
    ]);
    const day = iso.slice(0, 10);
    expect(keysOf(computeWrites(owner, [both]))).toEqual([
      `put T#bakery#S#harbour#STATUS#${day} ${iso}#${row.statusId}`,
      `put T#bakery#S#harbour#CARRIED#${day} ${iso}#${row.statusId}`,
    ]);
    expect(dayMarkers(owner, [both]).map(({ sk }) => sk)).toEqual([`STATUS#${day}`, `CARRIED#${day}`]);
    expect(computeWrites(owner, [both]).every(({ row: stored }) => !JSON.stringify(stored).includes('carried'))).toBe(true);
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
  test.each([
    [{ to: '1960-01-01T00:00:00Z' }, 0, 0],
    [{ to: '0000-01-01T00:00:00+23:59' }, 0, 0],
    [{ from: '1969-12-31T00:00:00Z', to: '1970-01-01T00:00:01Z' }, 0, 1_000],
    [{ from: '9999-12-31T00:00:00Z', to: '9999-12-31T23:59:59-23:59' }, 253_402_214_400_000, 253_402_300_799_999],
  ])('%j is cut to what can be', (range, from, to) => {
    expect(parseListQuery('harbour', 'gaps', query(range), now).list).toEqual({ site: 'harbour', kind: 'gaps', from, to });
  });
  test.each([
    { f: 9e15, t: 9e15 },
    { f: -1e14, t: -1e14 },
    { t: 1_772_441_999_999 },
    { p: '2026-03-03T09:00:00.000Z#x' },
    { p: '9999-99-99T99:99:99.999Z#' },
  ])('a cursor with %j is none of ours', (part) => {
    const cursor = { v: 1, s: 'harbour', k: 'gaps', f: 1_772_442_000_000, t: 1_772_528_400_000, p: '2026-03-02T10:00:00.000Z#x', g: null };
    const text = Buffer.from(JSON.stringify({ ...cursor, ...part })).toString('base64url');
    expect(() => parseListQuery('harbour', 'gaps', query({ cursor: text }), now)).toThrow('The cursor was given for another list');
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
