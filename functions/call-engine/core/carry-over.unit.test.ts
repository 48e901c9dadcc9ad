import { describe, expect, it } from 'vitest';
import { siteConfigSchema } from '../../domain/site-config.ts';
import { foldEvents, initialEngineState } from './fold-events.ts';
import { foldInBatches } from './testing/fold-in-batches.ts';
import { eventsOfSteps, harbour, nine, play, type Step } from './testing/play.ts';

const hour = 3600;
/** 3 March, 02:00 in London, seconds after nine of the day before. */
const reset = 17 * hour;
const tick = (seconds: number): Step => [seconds, { kind: 'tick' }];
const on: Step = [0, 'LN,,101,1001,5001,|Ann A|,2000'];
const alsoOn: Step = [1, 'LN,,101,1001,5001,|Ann A|,2001'];
const dnd: Step = [5, 'DND,,101,1001,|LUNCH|,|till two|'];
const phoneDnd: Step = [5, 'DND,,102,1002,|AWAY|,||'];
const talk: Step[] = [
  [reset - 100, 'OR,,10,1F01,94101,02079460123,E,01134960456,,C,22'],
  [reset - 90, 'ES,,101,1F01,1001,,I,94101,02079460123,01134960456,E,2000,,C,35'],
];

const carriedOf = (outcome: ReturnType<typeof play>) =>
  Object.values(outcome.status)
    .filter((row) => row.carriedOver)
    .sort((a, b) => (a.statusId < b.statusId ? -1 : 1))
    .map(({ kind, status, at, agent, extension, huntGroup }) =>
      [(at - nine) / 1000, kind, status, kind === 'acd' ? agent : extension, huntGroup].filter((part) => part !== null).join(' '),
    );

describe('the reset of the statistics day', () => {
  it.each<[string, readonly Step[], readonly string[]]>([
    ['carries nothing over where nothing was known', [[0, 'DND,,101,1001,,'], tick(reset)], []],
    [
      'carries over each group and the state, with the instant of the reset',
      [on, alsoOn, tick(reset + 12)],
      ['61200 acd loggedOn 5001 2000', '61200 acd loggedOn 5001 2001', '61200 acd free 5001'],
    ],
    ['not a moment before', [on, tick(reset - 0.001)], []],
    ['once', [on, tick(reset), tick(reset + 1), tick(reset + 23 * hour)], ['61200 acd loggedOn 5001 2000', '61200 acd free 5001']],
    ['busy in a call over the reset', [on, ...talk, tick(reset)], ['61200 acd loggedOn 5001 2000', '61200 acd busy 5001']],
    ['wrap-up', [on, [9, 'NRY,,101,1001,5001'], tick(reset)], ['61200 acd loggedOn 5001 2000', '61200 acd wrap 5001']],
    [
      'do not disturb over the state beneath, of the agent and of the phone',
      [on, dnd, tick(reset)],
      ['61200 acd loggedOn 5001 2000', '61200 acd free 5001', '61200 acd dndOn 5001', '61200 dnd dndOn 1001'],
    ],
    ['do not disturb of a phone without agent', [phoneDnd, tick(reset)], ['61200 dnd dndOn 1002']],
    ['nobody who logged off', [on, [9, 'LF,,101,1001,5001,|Ann A|,2000'], tick(reset)], []],
    ['nobody who logs on with the first event after it', [[reset + 1, 'LN,,101,1001,5001,|Ann A|,2000']], []],
    [
      'what held before the first event after it',
      [on, [reset + 1, 'LF,,101,1001,5001,|Ann A|,2000']],
      ['61200 acd loggedOn 5001 2000', '61200 acd free 5001'],
    ],
    [
      'free of an agent whose call was cleared within the half second before',
      [on, ...talk, [reset - 0.3, 'XC,,101,1F01,1001,94101,N,36'], tick(reset + 0.1)],
      ['61200 acd loggedOn 5001 2000', '61200 acd free 5001'],
    ],
    [
      'what the agent turns out to have been in since a call that had ended unseen',
      [
        on,
        ...talk,
        tick(reset),
        [reset + 60, { kind: 'linkState', state: 'resyncBegin', resync: '45' }],
        [reset + 61, { kind: 'linkState', state: 'resyncEnd', resync: '45' }],
        tick(reset + 70),
      ],
      ['61200 acd loggedOn 5001 2000', '61200 acd free 5001'],
    ],
    [
      'only the latest of several resets missed',
      [on, tick(reset + 3 * 24 * hour + 5)],
      ['320400 acd loggedOn 5001 2000', '320400 acd free 5001'],
    ],
  ])('%s', (_name, steps, expected) => {
    expect(carriedOf(play(steps))).toEqual(expected);
  });

  it('tells names, message, number and text', () => {
    const carried = Object.values(play([on, dnd, tick(reset)]).status).filter((one) => one.carriedOver);
    const row = carried.find((one) => one.kind === 'acd' && one.status === 'dndOn');
    expect(row).toMatchObject({
      statusId: 'harbour-acd-5001-mm9yn280-carried3-',
      agentName: 'Ann A',
      extension: '1001',
      extensionName: 'Ann Archer',
      dndMessage: 'LUNCH',
      dndText: 'till two',
    });
  });

  it('is that of the zone, an hour earlier in summer', () => {
    const berlin = { ...harbour, timeZone: 'Europe/Berlin', resetTime: '03:30' };
    expect(carriedOf(play([on, tick(reset + 0.5 * hour)], berlin))[0]).toBe('63000 acd loggedOn 5001 2000');
    const lateMarch = 28 * 24 * hour;
    const spring = play([[lateMarch - 1, 'LN,,101,1001,5001,|Ann A|,2000'], tick(lateMarch + 20 * hour)], berlin);
    expect(carriedOf(spring)[0]).toBe(`${lateMarch + reset - 0.5 * hour} acd loggedOn 5001 2000`);
  });

  it('is UTC midnight and two hours for a zone nobody knows', () => {
    expect(carriedOf(play([on, tick(reset)], { ...harbour, timeZone: 'Nowhere/At_All' }))).toHaveLength(2);
  });

  it('tells the same however the events are cut into batches and states are stored', () => {
    const config = siteConfigSchema.parse(harbour);
    const events = eventsOfSteps([on, alsoOn, dnd, phoneDnd, ...talk, tick(reset + 3), tick(reset + 25 * hour)]);
    const whole = foldInBatches(events, config, [{ size: events.length }]);
    expect(carriedOf(whole)).toHaveLength(12);
    for (const size of [1, 2, 3]) expect(foldInBatches(events, config, [{ size, repeats: 1, stored: true }]).status).toEqual(whole.status);
  });

  it('does not wait for years after a clock that was ahead', () => {
    const config = siteConfigSchema.parse(harbour);
    const [ahead, back, next] = eventsOfSteps([[400 * 24 * hour, { kind: 'tick' }], on, tick(reset)]);
    if (ahead === undefined || back === undefined || next === undefined) throw new Error('three events');
    const { state } = foldEvents(initialEngineState('harbour'), [ahead, back], config);
    expect(foldEvents(state, [next], config).emitted.filter((one) => one.type === 'status')).toHaveLength(2);
  });
});
