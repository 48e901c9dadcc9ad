import { describe, expect, it } from 'vitest';
import { durationMs } from '../../../../functions/domain/ids.ts';
import { segmentFixture as segment } from './call-fixture.ts';
import { layTimeline } from './timeline.ts';

const phone = { extension: '1201' };

describe('timeline of a call', () => {
  it('lays ring, talk and hold as shares of the whole', () => {
    const timeline = layTimeline(
      [
        segment(2, { start: 50, answer: 60, end: 100 }, { extension: '1202' }),
        segment(1, { start: 0, answer: 10, end: 60, hold: 20 }, phone),
      ],
      0,
    );
    expect(timeline.lanes.map((lane) => lane.bars.map(({ kind, from, width }) => [kind, from, width]))).toEqual([
      [
        ['ring', 0, 0.1],
        ['talk', 0.1, 0.3],
        ['hold', 0.4, 0.2],
      ],
      [
        ['ring', 0.5, 0.1],
        ['talk', 0.6, 0.4],
      ],
    ]);
    expect(timeline.ticks.map((tick) => tick.ms)).toEqual([0, 30_000, 60_000, 90_000]);
  });

  it('runs to now while in progress, and marks queue and failure', () => {
    const waiting = layTimeline([segment(1, { start: 0 }, { huntGroup: '201', outcome: 'inProgress' })], 1_772_442_030_000);
    expect(waiting.lanes[0]?.bars).toEqual([{ kind: 'queue', from: 0, width: 1, ms: 30_000 }]);
    const failed = layTimeline([segment(1, { start: 0, end: 4 }, { ...phone, outcome: 'failed', endedBy: 'inferred' })], 0);
    expect(failed.lanes[0]).toMatchObject({ bars: [{ kind: 'failed', ms: 4_000 }], inferred: true });
  });

  it('shows a stay at a device that does not ring as such', () => {
    const silent = segment(1, { start: 0, end: 8 }, { ...phone, ringMs: durationMs(0), outcome: 'diverted' });
    expect(layTimeline([silent], 0).lanes[0]?.bars).toEqual([{ kind: 'stay', from: 0, width: 1, ms: 8_000 }]);
  });

  it('has a picture for no length and for no segments', () => {
    expect(layTimeline([segment(1, { start: 0, end: 0 }, phone)], 0).lanes[0]?.bars).toEqual([]);
    expect(layTimeline([], 0).lanes).toEqual([]);
  });
});
