import { describe, expect, it } from 'vitest';
import { dayAt, dayOfDate, sameTimeOn } from './past-day.ts';
import { parsePast, pastFeed } from './past-feed.ts';
import { parsePastSearch } from './past-search.ts';
import { stretchAfter, stretchOf } from './play.ts';

describe('a day of a site', () => {
  it('is 23 hours long when summer time begins', () => {
    expect(dayAt('Europe/London', Date.UTC(2026, 2, 29, 12))).toEqual({
      date: '2026-03-29',
      start: Date.UTC(2026, 2, 29, 0),
      end: Date.UTC(2026, 2, 29, 23),
    });
  });
  it('keeps the time of day on another date', () => {
    expect(sameTimeOn('Europe/London', Date.UTC(2026, 2, 28, 14, 7), '2026-03-30')).toBe(Date.UTC(2026, 2, 30, 13, 7));
    expect(sameTimeOn('Europe/London', 0, 'soon')).toBeNull();
    expect(dayOfDate('Europe/London', '')).toBeNull();
  });
});

describe('play', () => {
  it('asks for the same stretch for all its moments, then for the next', () => {
    const latest = 1_000_000;
    const stretch = stretchOf(100_000, 100_000, 5, latest);
    expect(stretch).toEqual({ from: 100_000, everyMs: 5_000, count: 30 });
    expect(stretchOf(100_000, 245_000, 5, latest)).toEqual(stretch);
    expect(stretchOf(100_000, 250_000, 5, latest).from).toBe(250_000);
    expect(stretchAfter(stretch, latest)).toEqual({ from: 250_000, everyMs: 5_000, count: 30 });
  });
  it('ends where now is', () => {
    expect(stretchOf(0, 0, 1, 9_500)).toEqual({ from: 0, everyMs: 1_000, count: 10 });
    expect(stretchAfter(stretchOf(0, 0, 1, 9_500), 9_500)).toBeNull();
  });
});

describe('a frame', () => {
  const answer = parsePast({
    frames: [
      {
        at: '2026-03-02T14:07:00.000Z',
        asOf: '2026-03-02T14:06:58.000Z',
        why: null,
        doubt: null,
        figures: { 't/0': 60_000 },
        perMs: { 't/0': 1 },
        live: null,
        gaps: [],
      },
    ],
    complete: true,
    notes: ['n'],
  });
  it('stands still at its moment', () => {
    const feed = pastFeed('harbour', answer.frames[0] ?? null, 0);
    expect(feed.now()).toBe(Date.UTC(2026, 2, 2, 14, 7));
    expect(feed.figures.get('t/0')).toEqual({ value: 60_000, perMs: 1, asOf: Date.UTC(2026, 2, 2, 14, 6, 58) });
    expect(feed.freshness).toEqual({ state: 'fresh', since: null, why: null });
    expect(answer.notes).toEqual(['n']);
  });
  it('says what could not be known', () => {
    const [frame] = answer.frames;
    if (frame === undefined) throw new Error('no frame');
    expect(pastFeed('harbour', { ...frame, doubt: 'The line was down.' }, 0).freshness).toEqual({
      state: 'old',
      since: Date.UTC(2026, 2, 2, 14, 6, 58),
      why: 'The line was down.',
    });
  });
});

describe('the address', () => {
  it('takes a moment and a view, and drops what is none', () => {
    expect(parsePastSearch({ at: '2026-03-02T14:07:00Z', view: 'v1' })).toEqual({ at: '2026-03-02T14:07:00.000Z', view: 'v1' });
    expect(parsePastSearch({ at: 'yesterday', view: 7 })).toEqual({});
  });
});
