import { describe, expect, it } from 'vitest';
import type { Anomaly } from '../../domain/engine-output.ts';
import { nine, play, type Step } from './testing/play.ts';

const anomaliesOf = (steps: readonly Step[]): Anomaly[] =>
  play(steps).emitted.flatMap((one) => (one.type === 'anomaly' ? [one.anomaly] : []));
const told = (steps: readonly Step[]) =>
  anomaliesOf(steps).map(({ kind, at, logicalCallId, detail }) => [kind, (at - nine) / 1000, logicalCallId, detail]);

const first: Step = [0, 'OR,,10,1F01,94101,02079460123,E,01134960456,,C,22'];

describe('anomalies', () => {
  it('two live calls on one line are counted and end nothing', () => {
    const steps: Step[] = [first, [60, 'OR,,10,1F02,94101,02079460999,E,01134960456,,C,22']];
    expect(told(steps)).toEqual([['twoCallsOnTrunk', 60, 'harbour-1-1F02-mm8y8mao', 'trunk 94101 is also in harbour-1-1F01-mm8y7c00']]);
    expect(Object.keys(play(steps).live.calls)).toHaveLength(2);
  });

  it('an id that starts again is told with the end it inferred', () => {
    expect(told([first, [60, 'OR,,11,1F01,94102,02079460999,E,01134960456,,C,22']])).toEqual([
      ['idReused', 60, 'harbour-1-1F01-mm8y7c00', 'PBX call id 1F01 starts again while its call was open'],
      ['inferredEnd', 0, 'harbour-1-1F01-mm8y7c00', 'its PBX call id 1F01 started again'],
      ['noSegment', 0, 'harbour-1-1F01-mm8y7c00', 'call 1F01 was cleared before anything rang'],
    ]);
  });

  it('a call cleared before anything rang is counted', () => {
    expect(told([first, [3, 'XC,,10,1F01,94101,94101,N,36']])).toEqual([
      ['noSegment', 3, 'harbour-1-1F01-mm8y7c00', 'call 1F01 was cleared before anything rang'],
    ]);
  });

  it('the end of a call never seen is told, the last copies of one that just ended are not', () => {
    expect(told([[3, 'XC,,10,3F01,94101,94101,N,36']])).toEqual([['unknownCall', 3, null, '3F01 on node 1 is not known: partyCleared']]);
    expect(told([first, [3, 'XC,,10,1F01,94101,94101,N,36'], [3.5, 'XC,,101,1F01,1001,94101,N,36']])).toHaveLength(1);
  });

  it('a line nobody understands keeps its text', () => {
    expect(told([[3, 'ER,,10,1F01,1001']])).toEqual([['unrecognised', 3, null, expect.stringContaining('ER,,10,1F01,1001')]]);
  });

  it('a clock set back is told once, a copy a little older is not', () => {
    expect(
      told([
        [10, { kind: 'tick' }],
        [8.5, { kind: 'tick' }],
        [5, { kind: 'tick' }],
        [5.1, { kind: 'tick' }],
      ]),
    ).toEqual([['outOfOrderTime', 5, null, 'clock of link link-1 went back by 5000 ms']]);
  });

  it('a name every object has is no device', () => {
    const [odd] = anomaliesOf([[3, { kind: 'dnd', device: 'constructor', message: 'LUNCH', text: null }]]);
    expect(odd?.kind).toBe('unrecognised');
    expect(odd?.detail).toMatch(/^dnd names something that can be no device: /);
  });

  it('the same anomaly has the same id on every replay', () => {
    const steps: Step[] = [first, [3, 'XC,,10,1F01,94101,94101,N,36']];
    expect(anomaliesOf(steps).map((anomaly) => anomaly.anomalyId)).toEqual(['harbour-noSegment-link-1-2-harbour-1-1F01-mm8y7c00']);
    expect(anomaliesOf(steps)).toEqual(anomaliesOf(steps));
  });
});
