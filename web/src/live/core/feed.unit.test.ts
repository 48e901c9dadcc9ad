import { describe, expect, it } from 'vitest';
import { epochMs } from '../../../../functions/domain/ids.ts';
import type { LiveLink } from '../../../../functions/domain/live.ts';
import type { BoardDelta } from './board.ts';
import { emptyFeed, type Feed, type FeedStep, reconnectedFeed, takeDelta, takeResync, takeSnapshot, takeTime } from './feed.ts';

const link = (key: string, state: string): LiveLink => ({ key, state, since: epochMs(0), detail: null });
const shown = (feed: Feed): string => `${feed.board?.seq}: ${feed.board?.links.map((each) => `${each.key}=${each.state}`).join(' ')}`;
const begun = (): Feed => takeSnapshot(emptyFeed('harbour'), 10, { links: [link('a', 'up'), link('b', 'up')] }, false).feed;
const delta = (seq: number, change: BoardDelta, from: number | null = seq - 1) => ({ seq, from, delta: change });
const set = (key: string, state: string): BoardDelta => ({ links: { set: [link(key, state)] } });

describe('feed', () => {
  it('applies deltas in order, keeps places, and drops what it has seen', () => {
    let step: FeedStep = takeDelta(begun(), delta(11, set('a', 'lost')), 0);
    step = takeDelta(step.feed, delta(11, set('a', 'up')), 0);
    step = takeDelta(step.feed, delta(9, set('b', 'lost')), 0);
    step = takeDelta(step.feed, delta(12, { links: { set: [link('c', 'up')], gone: ['b'] } }), 0);
    expect(shown(step.feed)).toBe('12: a=lost c=up');
    expect(step.ask).toBeNull();
  });

  it('leaves untouched lists and items as they are', () => {
    const before = begun();
    const after = takeDelta(before, delta(11, set('a', 'lost')), 0).feed;
    expect(after.board?.links[1]).toBe(before.board?.links[1]);
    expect(after.board?.calls).toBe(before.board?.calls);
  });

  it('lets numbers jump: commits that change nothing are not told, several changes may come as one', () => {
    let step = takeDelta(begun(), delta(14, set('a', 'fourteen'), null), 0);
    step = takeDelta(step.feed, delta(20, set('a', 'twenty'), 9), 0);
    expect(step.ask).toBeNull();
    expect(shown(step.feed)).toBe('20: a=twenty b=up');
  });

  it('asks once for what is missing and applies what it held when it comes', () => {
    let step = takeDelta(begun(), delta(12, set('a', 'twelve')), 1_000);
    expect(step.ask).toEqual({ after: 10 });
    step = takeDelta(step.feed, delta(13, set('b', 'thirteen')), 1_100);
    expect(step.ask).toBeNull();
    expect(shown(step.feed)).toBe('10: a=up b=up');
    step = takeDelta(step.feed, delta(11, set('c', 'eleven')), 1_200);
    expect(shown(step.feed)).toBe('13: a=twelve b=thirteen c=eleven');
    expect(step.feed.holeSince).toBeNull();
  });

  it('asks for everything when what is missing does not come', () => {
    let step = takeDelta(begun(), delta(12, set('a', 'twelve')), 1_000);
    expect(takeTime(step.feed, 2_999).ask).toBeNull();
    step = takeTime(step.feed, 3_000);
    expect(step.ask).toEqual({ after: null });
    step = takeDelta(step.feed, delta(15, set('a', 'fifteen')), 3_100);
    step = takeSnapshot(step.feed, 14, { links: [link('z', 'up')] }, false);
    expect(shown(step.feed)).toBe('15: z=up a=fifteen');
  });

  it('joins a snapshot of several messages and keeps deltas that come in between', () => {
    const gaps = [
      { gapId: 'g', siteId: 'harbour', cause: 'linkDown', link: 'l', node: null, startedAt: epochMs(0), endedAt: null, detail: null },
    ] as const;
    let step = takeSnapshot(emptyFeed('harbour'), 5, { asOf: 7, gaps, links: [link('a', 'up')] }, true);
    expect(step.feed.board).toBeNull();
    step = takeDelta(step.feed, delta(6, set('b', 'six')), 0);
    step = takeSnapshot(step.feed, 5, { asOf: 7, gaps, links: [link('b', 'up')] }, false);
    expect(shown(step.feed)).toBe('6: a=up b=six');
    expect(step.feed.board?.gaps).toHaveLength(1);
  });

  it('starts anew on resync, showing the old picture until the new one is there', () => {
    const step = takeResync(begun());
    expect(step.ask).toEqual({ after: null });
    expect(shown(step.feed)).toBe('10: a=up b=up');
    expect(shown(takeSnapshot(step.feed, 3, { links: [] }, false).feed)).toBe('3: ');
  });

  it('ignores a late older snapshot, except after a reconnect, when the site may have begun anew', () => {
    expect(shown(takeSnapshot(begun(), 4, { links: [] }, false).feed)).toBe('10: a=up b=up');
    expect(shown(takeSnapshot(reconnectedFeed(begun()), 4, { links: [] }, false).feed)).toBe('4: ');
  });
});
