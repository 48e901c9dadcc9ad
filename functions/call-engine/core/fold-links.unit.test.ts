import { describe, expect, it } from 'vitest';
import type { LinkId } from '../../domain/ids.ts';
import { applyLiveDelta, emptyLiveState } from '../../domain/live.ts';
import { foldEvents, initialEngineState } from './fold-events.ts';
import { finalRowsOf } from './testing/final-rows.ts';
import { nine, siteWith } from './testing/play.ts';
import { type Script, script } from './testing/script.ts';

const site = siteWith();
const s = (at: number | null): number | null => (at === null ? null : (at - nine) / 1000);
const emittedOf = (events: Script) => foldEvents(initialEngineState(site.id), events.events, site).emitted;
const gaps = (events: Script) => finalRowsOf(emittedOf(events)).gaps.map((g) => [g.cause, g.link, s(g.startedAt), s(g.endedAt)]);
const linksShown = (events: Script): readonly string[] => {
  let live = emptyLiveState(events.events[0]?.at ?? (0 as never));
  for (const one of emittedOf(events)) if (one.type === 'live') live = applyLiveDelta(live, one.delta);
  return Object.keys(live.links).sort();
};
const second = { link: 'link-2' as LinkId };

describe('links of a site', () => {
  it('an agent killed without a word is a gap from its last word to the end of the resync after it', () => {
    const events = script()
      .add(0, 'linkState', { state: 'up' })
      .inbound(10)
      .add(70, 'linkState', { state: 'connecting' })
      .add(71, 'linkState', { state: 'startingUp' })
      .add(72, 'linkState', { state: 'resyncBegin', resync: '4' })
      .add(75, 'linkState', { state: 'resyncEnd', resync: '4' })
      .add(76, 'linkState', { state: 'up' });
    expect(gaps(events)).toEqual([['agentDown', 'link-1', 10, 75]]);
  });

  it('a new link takes the place of one that was lost: its gap ends, boards forget it', () => {
    const events = script()
      .add(0, 'linkState', { state: 'up' })
      .add(10, 'linkState', { state: 'lost' })
      .add(20, 'linkState', { state: 'connecting', ...second })
      .add(30, 'linkState', { state: 'up', ...second });
    expect(gaps(events)).toEqual([['linkDown', 'link-1', 10, 30]]);
    expect(linksShown(events)).toEqual(['link-2']);
  });

  it('a new link takes the place of one that fell silent: nothing is known since its last word', () => {
    const events = script()
      .add(0, 'linkState', { state: 'up' })
      .tick(30)
      .add(600, 'linkState', { state: 'up', ...second });
    expect(gaps(events)).toEqual([['agentDown', 'link-1', 30, 600]]);
    expect(linksShown(events)).toEqual(['link-2']);
  });

  it('two agents that live side by side leave each other alone', () => {
    const events = script()
      .add(0, 'linkState', { state: 'up' })
      .tick(30)
      .add(60, 'linkState', { state: 'up', ...second });
    expect(gaps(events)).toEqual([]);
    expect(linksShown(events)).toEqual(['link-1', 'link-2']);
  });
});
