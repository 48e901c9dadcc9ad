import { describe, expect, it } from 'vitest';
import { type BoardFeed, emptyFeed } from './feed.ts';
import { figureAt, figureOf } from './figure-now.ts';

describe('figureAt', () => {
  it('lets a figure grow from its instant on', () => {
    expect(figureAt({ value: 60_000, perMs: 2, asOf: 1_000 }, 4_000)).toBe(66_000);
  });
  it('leaves alone what does not grow, is no number or is not known', () => {
    expect(figureAt({ value: 7, perMs: 0, asOf: 0 }, 9_000)).toBe(7);
    expect(figureAt({ value: null, perMs: 1, asOf: 0 }, 9_000)).toBeNull();
    expect(figureAt({ value: '2026-03-02T09:00:00.000Z', perMs: 1, asOf: 0 }, 9_000)).toBe('2026-03-02T09:00:00.000Z');
  });
  it('does not run backwards when this clock is behind', () => {
    expect(figureAt({ value: 500, perMs: 1, asOf: 10_000 }, 9_000)).toBe(500);
  });
});

describe('figureOf', () => {
  const at = Date.parse('2026-03-02T09:00:07Z');
  const feed: BoardFeed = {
    ...emptyFeed(at),
    figures: new Map([
      ['t1/0', { value: '09:00:00', perMs: 0, asOf: at - 7_000 }],
      ['t2/0', { value: 4, perMs: 0, asOf: at }],
    ]),
  };
  it('lets a clock go on that the server told once', () => {
    expect(figureOf(feed, 't1/0', 'currentTime', 'Europe/London')).toBe('09:00:07');
  });
  it('leaves other figures as they were told, and shows no clock before anything came', () => {
    expect(figureOf(feed, 't2/0', 'callsInbound', 'Europe/London')).toBe(4);
    expect(figureOf(feed, 't9/0', 'currentTime', 'Europe/London')).toBeNull();
  });
});
