import { describe, expect, it } from 'vitest';
import { mergedById, newestFirst, nextWindow, walkedPast, walkStart } from './walk.ts';

const hour = 3_600_000;

describe('walk back through a range', () => {
  it('meets every instant once and stops at the beginning', () => {
    const range = { from: 0, to: 10 * hour };
    const seen: (readonly [number, number])[] = [];
    let place = walkStart(range);
    for (let window = nextWindow(place, range); window !== null; window = nextWindow(place, range)) {
      seen.push([window.from / hour, window.to / hour]);
      place = walkedPast(place, window, window.from === 9 * hour ? 100 : 0);
    }
    expect(seen).toEqual([
      [9, 10],
      [8, 9],
      [4, 8],
      [0, 4],
    ]);
  });

  it('narrows in busy hours, within limits', () => {
    const place = { before: 10 * hour, widthMs: 8 * 60_000 };
    const narrowed = walkedPast(place, { from: 9 * hour, to: 10 * hour }, 500);
    expect(narrowed.widthMs).toBe(300_000);
    expect(walkedPast(narrowed, { from: 8 * hour, to: 9 * hour }, 60).widthMs).toBe(300_000);
  });

  it('sorts newest first and lets later news win', () => {
    const row = (logicalCallId: string, startedAt: number, outcome: string) => ({ logicalCallId, startedAt, outcome });
    const rows = mergedById([row('a', 1, 'inProgress'), row('b', 2, 'answered')], [row('a', 1, 'lost'), row('c', 2, 'answered')]);
    expect(newestFirst(rows)).toEqual([row('c', 2, 'answered'), row('b', 2, 'answered'), row('a', 1, 'lost')]);
  });
});
