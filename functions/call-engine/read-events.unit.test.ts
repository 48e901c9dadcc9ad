import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { readEvents } from './read-events.ts';
import { at, bodyOf, eventJson, headerOf } from './testing/frames.ts';

describe('reading the events of a batch', () => {
  test('a sound batch is taken as it is', () => {
    const read = readEvents(headerOf(4, 6), bodyOf([eventJson(4), eventJson(5), eventJson(6)]));
    expect(read.events.map((event) => event.seq)).toEqual([4, 5, 6]);
    expect(read).toMatchObject({ lastSeq: 6, invalid: [], refused: null });
  });

  test('an invalid event is replaced in its place and named', () => {
    const read = readEvents(headerOf(1, 3), bodyOf([eventJson(1), eventJson(2, { kind: 'noSuchKind' }), eventJson(3)]));
    expect(read.events.map((event) => [event.seq, event.kind, event.at])).toEqual([
      [1, 'unrecognised', at + 1],
      [2, 'unrecognised', at + 1],
      [3, 'unrecognised', at + 3],
    ]);
    expect(read.invalid).toHaveLength(1);
    expect(read.invalid[0]).toMatchObject({ seq: 2, raw: JSON.stringify(eventJson(2, { kind: 'noSuchKind' })) });
    expect(read.events[1]).toMatchObject({ raw: JSON.stringify(eventJson(2, { kind: 'noSuchKind' })), node: '1', copyOf: null });
  });

  test('a line that is no JSON is replaced too', () => {
    const read = readEvents(headerOf(1, 2), gzipSync(`${JSON.stringify(eventJson(1))}\n{"v":1,`));
    expect(read.events.map((event) => event.seq)).toEqual([1, 2]);
    expect(read.invalid).toEqual([{ seq: 2, detail: 'not JSON', raw: '{"v":1,' }]);
  });

  test('an event of another link does not belong here', () => {
    const read = readEvents(headerOf(1, 1), bodyOf([eventJson(1, { link: 'link-2' })]));
    expect(read.invalid[0]?.detail).toBe('event of link "link-2" in a batch of "link-1"');
  });

  test('declared losses keep the numbering whole', () => {
    const lost = eventJson(2, { kind: 'linkState', state: 'numbersLost', scope: null, detail: 'disk full', lostFrom: 2, lostTo: 9 });
    const read = readEvents(headerOf(1, 10), bodyOf([eventJson(1), lost, eventJson(10)]));
    expect(read).toMatchObject({ lastSeq: 10, refused: null });
    expect(readEvents(headerOf(2, 2), bodyOf([lost]))).toMatchObject({ lastSeq: 9, refused: null });
    expect(readEvents(headerOf(2, 9), bodyOf([lost]))).toMatchObject({ lastSeq: 9, refused: null });
  });

  test.each([
    ['no gzip', new Uint8Array([1, 2, 3]), 'undecodable'],
    ['a hole within', bodyOf([eventJson(1), eventJson(3)]), 'inconsistent'],
    ['fewer events than the header says', bodyOf([eventJson(1)]), 'inconsistent'],
    ['no events at all', bodyOf([]), 'inconsistent'],
    ['a bomb', gzipSync(Buffer.alloc(17 * 1_048_576)), 'undecodable'],
  ])('a batch with %s becomes one declaration that its numbers are lost', (_name, body, reason) => {
    const read = readEvents(headerOf(1, 3, { clockOffsetMs: 250 }), body);
    expect(read.refused?.reason).toBe(reason);
    expect(read.lastSeq).toBe(3);
    expect(read.events).toMatchObject([{ kind: 'linkState', state: 'numbersLost', seq: 1, lostFrom: 1, lostTo: 3, at: at + 250 }]);
  });
});
