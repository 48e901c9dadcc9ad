import { describe, expect, it } from 'vitest';
import { nine, play, type Step } from './testing/play.ts';

const state = (seconds: number, name: string, more: object = {}): Step => [seconds, { kind: 'linkState', state: name, ...more }];
const tick = (seconds: number): Step => [seconds, { kind: 'tick' }];
const on: Step = [0, 'LN,,101,1001,5001,|Ann A|,2000'];
/** Answered by 1001 at 5; nobody ever says that it is over. */
const ghost: Step[] = [
  state(0, 'up'),
  on,
  [1, 'OR,,10,1F01,94101,02079460123,E,01134960456,,C,22'],
  [2, 'DE,,101,1F01,1001,,I,94101,,02079460123,,01134960456,E,2000,,,A,22,2000'],
  [5, 'ES,,101,1F01,1001,,I,94101,02079460123,01134960456,E,2000,,C,35'],
];
const named = (seconds: number): Step => [seconds, 'ES,45,101,1F01,1001,,I,94101,02079460123,01134960456,E,2000,,C,35'];
const resync = (seconds: number, alive: boolean): Step[] => [
  state(seconds, 'resyncBegin', { resync: '45' }),
  ...(alive ? [named(seconds + 1)] : []),
  state(seconds + 2, 'resyncEnd', { resync: '45' }),
];
const another = (from: number, to: number): Step[] => [
  [from, 'OR,,10,2F01,94102,02079460999,E,01134960456,,C,22'],
  [from + 1, 'DE,,101,2F01,1001,,I,94102,,02079460999,,01134960456,E,1001,,,A,22,'],
  [to, 'ES,,101,2F01,1001,,I,94102,02079460999,01134960456,E,1001,,C,35'],
];
const held: Step = [20, 'HE,,101,1F01,1001,H,42'];

/** Live calls by PBX id, with whether they are in doubt. */
const doubted = (steps: readonly Step[]): Readonly<Record<string, boolean>> =>
  Object.fromEntries(Object.values(play(steps).live.calls).map(({ key, unconfirmed }) => [key.split('-')[2] ?? '', unconfirmed]));

describe('a call whose clear was lost is in doubt', () => {
  it.each<[string, readonly Step[], Readonly<Record<string, boolean>>]>([
    ['not by itself', [...ghost, tick(60)], { '1F01': false }],
    ['not while another one only rings at its phone', [...ghost, ...another(30, 40).slice(0, 2)], { '1F01': false, '2F01': false }],
    ['when its phone answers another one', [...ghost, ...another(30, 40)], { '1F01': true, '2F01': false }],
    ['when its phone makes another one', [...ghost, [30, 'OR,,101,2F01,1001,,I,1002,,C,22']], { '1F01': true, '2F01': false }],
    ['not when it was held before', [...ghost, held, ...another(30, 40)], { '1F01': false, '2F01': false }],
    ['until it is named again', [...ghost, ...another(30, 40), [41, 'HE,,101,1F01,1001,H,42']], { '1F01': false, '2F01': false }],
    ['when its phone is gone', [...ghost, [30, 'OL,,101,1001,0']], { '1F01': true }],
    ['when its agent wraps up', [...ghost, [30, 'WNR,,101,1001,5001']], { '1F01': true }],
    ['not when its agent is reported ready', [...ghost, [30, 'RY,,101,1001,5001']], { '1F01': false }],
    ['not yet after just under two silent hours', [...ghost, tick(5 + 7199)], { '1F01': false }],
    ['after two silent hours', [...ghost, tick(5 + 7200)], { '1F01': true }],
    ['when its link is lost', [...ghost, state(30, 'lost')], { '1F01': true }],
    ['and gone when a resync ends without it', [...ghost, ...another(30, 40).slice(0, 0), ...resync(60, false)], {}],
    ['and gone after four silent hours', [...ghost, tick(5 + 4 * 3600)], {}],
  ])('%s', (_name, steps, expected) => {
    expect(doubted(steps)).toEqual(expected);
  });

  it('not at voicemail, which is in many calls at once', () => {
    const atVoicemail = (seconds: number, id: string, line: string): Step[] => [
      [seconds, `OR,,10,${id},${line},02079460123,E,01134960456,,C,22`],
      [seconds + 1, `ES,,250,${id},2500,,I,${line},02079460123,01134960456,E,2500,,C,35`],
    ];
    expect(doubted([...atVoicemail(0, '1F01', '94101'), ...atVoicemail(5, '2F01', '94102')])).toEqual({ '1F01': false, '2F01': false });
  });
});

describe('a call whose clear was lost ends where it was last sure', () => {
  const endOf = (steps: readonly Step[]) =>
    Object.values(play(steps).calls)
      .filter((call) => call.pbxCallId === '1F01')
      .map(({ endedBy, endedAt, talkMs, outcome, endEvent }) => [endedBy, ((endedAt ?? 0) - nine) / 1000, talkMs, outcome, endEvent]);
  const inferred = (seconds: number) => [['inferred', seconds, (seconds - 5) * 1000, 'answered', null]];

  it('at the resync before the one that lacks it: talk is short by less than the time between two', () => {
    const every = 180;
    for (const lost of [200, 300, 359, 365, 500, 539]) {
      const steps = [...ghost];
      for (let at = every; ; at += every) {
        steps.push(...resync(at, at < lost));
        if (at >= lost) break;
      }
      const [row] = endOf(steps);
      const missing = lost - Number(row?.[1]);
      expect(row?.[0]).toBe('inferred');
      expect(missing).toBeGreaterThanOrEqual(-1);
      expect(missing).toBeLessThanOrEqual(every);
    }
  });

  it('when the link comes back without it', () => {
    expect(endOf([...ghost, ...resync(60, true), state(100, 'lost'), state(900, 'connecting'), ...resync(910, false)])).toEqual(
      inferred(61),
    );
  });

  it('when the resync of its phone alone lacks it', () => {
    const one = { resync: '46', scope: '1001' };
    expect(endOf([...ghost, held, state(70, 'resyncBegin', one), state(71, 'resyncEnd', one)])).toEqual([
      ['inferred', 20, 15_000, 'answered', null],
    ]);
  });

  it('when its id starts again', () => {
    expect(endOf([...ghost, held, [90, 'OR,,10,1F01,94102,02079460999,E,01134960456,,C,22']])).toEqual([
      ['inferred', 20, 15_000, 'answered', null],
    ]);
  });

  it('after four silent hours, and talked for none of them', () => {
    expect(endOf([...ghost, ...resync(60, true), tick(61 + 4 * 3600)])).toEqual(inferred(61));
  });

  it('and is only in doubt when nothing but its phone speaks against it', () => {
    const row = Object.values(play([...ghost, ...another(30, 40), tick(3600)]).calls).find((call) => call.pbxCallId === '1F01');
    expect([row?.outcome, row?.endedAt, row?.endedBy]).toEqual(['inProgress', null, null]);
  });

  it('its agent is free from there on, not from when it was noticed', () => {
    const steps = [...ghost, ...resync(60, true), ...resync(240, false), tick(250)];
    const rows = Object.values(play(steps).status).map(({ status, at }) => `${(at - nine) / 1000} ${status}`);
    expect(rows).toEqual(['0 loggedOn', '5 busy', '61 free']);
  });
});
