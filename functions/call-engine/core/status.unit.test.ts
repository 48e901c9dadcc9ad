import { describe, expect, it } from 'vitest';
import { nine, play, type Step } from './testing/play.ts';

const on: Step = [0, 'LN,,101,1001,5001,|Told name|,2000'];
const busy: Step[] = [
  on,
  [10, 'OR,,10,1F01,94101,02079460123,E,01134960456,,C,22'],
  [11, 'ES,,101,1F01,1001,,I,94101,02079460123,01134960456,E,2000,,C,35'],
];
const cleared: Step[] = [...busy, [40, 'XC,,101,1F01,1001,94101,N,36']];

const statusOf = (steps: readonly Step[]) =>
  Object.values(play(steps).status)
    .map(({ kind, status, at }) => `${(at - nine) / 1000} ${kind} ${status}`)
    .slice(1);

describe('status of an agent, from each state by each report', () => {
  const ready: Step = [41, 'RY,,101,1001,5001'];
  const notReady: Step = [41, 'NRY,,101,1001,5001'];
  const wrap: Step = [41, 'WNR,,101,1001,5001'];
  const early: Step = [40.3, 'WNR,,101,1001,5001'];
  const tick: Step = [42, { kind: 'tick' }];
  it.each<[string, readonly Step[], readonly string[]]>([
    ['free, ready', [on, ready], []],
    ['free, not ready', [on, notReady], ['41 acd wrap']],
    ['free, wrap-up', [on, wrap], ['41 acd wrap']],
    ['wrap, ready', [on, [5, 'NRY,,101,1001,5001'], ready], ['5 acd wrap', '41 acd free']],
    ['wrap, not ready', [on, [5, 'NRY,,101,1001,5001'], notReady], ['5 acd wrap']],
    ['busy, ready', [...busy, ready], ['11 acd busy']],
    ['busy, not ready', [...busy, notReady], ['11 acd busy']],
    ['cleared, nothing', [...cleared, tick], ['11 acd busy', '40 acd free']],
    ['cleared, wrap-up in time', [...cleared, early, tick], ['11 acd busy', '40.3 acd wrap']],
    ['cleared, wrap-up too late', [...cleared, wrap, tick], ['11 acd busy', '40 acd free', '41 acd wrap']],
    ['cleared, ready in time', [...cleared, [40.2, 'RY,,101,1001,5001'], tick], ['11 acd busy', '40.2 acd free']],
  ])('%s', (_name, steps, expected) => {
    expect(statusOf(steps)).toEqual(expected);
  });
});

describe('a status row', () => {
  it('has a group only on log on and log off, names from the site before those told', () => {
    const [row] = Object.values(play([on]).status);
    expect(row).toEqual({
      statusId: 'harbour-acd-5001-mm8y7c00-loggedOn-2000',
      siteId: 'harbour',
      kind: 'acd',
      status: 'loggedOn',
      at: nine,
      agent: '5001',
      agentName: 'Ann A',
      extension: '1001',
      extensionName: 'Ann Archer',
      huntGroup: '2000',
      huntGroupName: 'Sales',
      dndNumber: null,
      dndMessage: null,
      dndText: null,
      carriedOver: false,
    });
  });

  it('carries the name told at log on where the site has none', () => {
    const [row] = Object.values(play([[0, 'LN,,101,1001,5009,|Told name|,2000']]).status);
    expect(row?.agentName).toBe('Told name');
  });

  it('has the number of the DND message as the PBX lists it', () => {
    const messages = [
      { number: 3, text: 'LUNCH' },
      { number: 7, text: 'MEETING' },
    ];
    const list: Step = [0, { kind: 'directoryChanged', complete: false, devices: [], removed: [], dndMessages: messages, change: null }];
    const rows = Object.values(
      play([list, [1, 'DND,,101,1001,|MEETING|,|until 3|'], [2, 'DND,,101,1001,|OTHER|,||'], [3, 'DND,,101,1001,,']]).status,
    );
    expect(rows.map(({ status, dndNumber, dndMessage, dndText }) => [status, dndNumber, dndMessage, dndText])).toEqual([
      ['dndOn', 7, 'MEETING', 'until 3'],
      ['dndOn', null, 'OTHER', null],
      ['dndOff', null, null, null],
    ]);
  });

  it('the same change has the same id on every replay, other changes others', () => {
    const ids = Object.keys(play(cleared).status);
    expect(ids).toEqual(['harbour-acd-5001-mm8y7c00-loggedOn-2000', 'harbour-acd-5001-mm8y7khk-busy-']);
    expect(Object.keys(play(cleared).status)).toEqual(ids);
  });
});
