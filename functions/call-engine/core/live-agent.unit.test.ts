import { describe, expect, it } from 'vitest';
import { nine, play, type Step } from './testing/play.ts';

const ring: Step[] = [
  [0, 'LN,,101,1001,5001,|Ann A|,2000'],
  [10, 'OR,,10,1F01,94101,02079460123,E,01134960456,,C,22'],
  [11, 'DE,,101,1F01,1001,,I,94101,,02079460123,,01134960456,E,2000,,,A,22,2000'],
];
const talk: Step[] = [...ring, [15, 'ES,,101,1F01,1001,,I,94101,02079460123,01134960456,E,2000,,C,35']];
const clear: Step[] = [...talk, [40, 'XC,,101,1F01,1001,94101,N,36']];

describe('a live agent through a call', () => {
  it.each<[string, readonly Step[], string, number]>([
    ['at log on', ring.slice(0, 1), 'free', 0],
    ['ringing', ring, 'ringing', 11],
    ['talking', talk, 'busy', 15],
    ['busy still within the half second', clear, 'busy', 15],
    ['free since the clear', [...clear, [41, { kind: 'tick' }]], 'free', 40],
    ['wrapping up', [...clear, [40.2, 'WNR,,101,1001,5001']], 'wrap', 40.2],
    ['do not disturb while talking', [...talk, [20, 'DND,,101,1001,|LUNCH|,||']], 'busy', 15],
    [
      'do not disturb after the call',
      [...talk, [20, 'DND,,101,1001,|LUNCH|,||'], [40, 'XC,,101,1F01,1001,94101,N,36'], [41, { kind: 'tick' }]],
      'dnd',
      40,
    ],
    ['free again after do not disturb', [...ring.slice(0, 1), [3, 'DND,,101,1001,|LUNCH|,||'], [7, 'DND,,101,1001,,']], 'free', 7],
    ['logged out', [...ring.slice(0, 1), [5, 'LF,,101,1001,5001,|Ann A|,2000']], 'loggedOut', 5],
  ])('%s', (_name, steps, state, seconds) => {
    const agent = play(steps).live.agents['5001'];
    expect(agent?.state).toBe(state);
    expect(((agent?.since ?? 0) - nine) / 1000).toBe(seconds);
  });
});
