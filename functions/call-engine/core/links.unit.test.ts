import { describe, expect, it } from 'vitest';
import type { Gap } from '../../domain/engine-output.ts';
import { nine, play, type Step } from './testing/play.ts';

const state = (seconds: number, name: string, more: object = {}): Step => [seconds, { kind: 'linkState', state: name, ...more }];
const gapsOf = (steps: readonly Step[]): Gap[] => play(steps).emitted.flatMap((one) => (one.type === 'gap' ? [one.gap] : []));

const down: Gap = {
  gapId: 'harbour-linkDown-link-1-mm8y7ujk',
  siteId: 'harbour',
  cause: 'linkDown',
  link: 'link-1',
  node: null,
  startedAt: 1_772_442_024_032 as Gap['startedAt'],
  endedAt: null,
  detail: 'connection reset',
};

describe('gaps', () => {
  it('a lost link opens one, the end of the whole resync closes it', () => {
    expect(
      gapsOf([
        state(0, 'up'),
        state(24.032, 'lost', { detail: 'connection reset' }),
        state(30, 'connecting'),
        state(31, 'startingUp'),
        state(32, 'resyncBegin', { resync: '45' }),
        state(33, 'resyncEnd', { resync: '45' }),
        state(33, 'up'),
      ]),
    ).toEqual([down, { ...down, endedAt: nine + 33_000 }]);
  });

  it('the resync of one phone closes nothing', () => {
    const gaps = gapsOf([
      state(0, 'up'),
      state(24.032, 'lost', { detail: 'connection reset' }),
      state(32, 'resyncBegin', { resync: '45', scope: '1001' }),
      state(33, 'resyncEnd', { resync: '45', scope: '1001' }),
    ]);
    expect(gaps).toEqual([down]);
  });

  it('an agent that stops is a gap of its own cause', () => {
    const [opened, closed] = gapsOf([state(0, 'up'), state(10, 'stopped', { detail: 'service stopped' }), state(70, 'up')]);
    expect(opened).toMatchObject({ cause: 'agentDown', startedAt: nine + 10_000, endedAt: null, detail: 'service stopped' });
    expect(closed).toMatchObject({ gapId: opened?.gapId, endedAt: nine + 70_000 });
  });

  it('a link that the PBX refuses is one from the refusal on, one that only starts is none', () => {
    expect(gapsOf([state(0, 'connecting'), state(1, 'loggingIn')])).toEqual([]);
    const refused = gapsOf([state(0, 'connecting'), state(1, 'loggingIn'), state(2, 'wrongPasswordOrNotLicensed')]);
    expect(refused.map(({ cause, startedAt, endedAt }) => [cause, startedAt - nine, endedAt])).toEqual([['linkDown', 2000, null]]);
  });

  it('lost numbers are a gap from what came before to the declaration', () => {
    const gaps = gapsOf([
      [5, 'OR,,10,1F01,94101,02079460123,E,01134960456,,C,22'],
      state(65, 'numbersLost', { lostFrom: 2, lostTo: 900, detail: 'spool full' }),
    ]);
    expect(gaps.map(({ startedAt, endedAt }) => [startedAt - nine, (endedAt ?? 0) - nine])).toEqual([[5000, 65_000]]);
    expect(gaps[0]).toMatchObject({ cause: 'numbersLost', link: 'link-1', node: null, detail: 'events 2 to 900 were lost: spool full' });
  });

  it('a node that goes is a gap until it is back and resynchronised', () => {
    const node = (seconds: number, to: string): Step => [seconds, { kind: 'nodeLink', affectedNode: '2', state: to }];
    const resync = (seconds: number): Step[] => [
      state(seconds, 'resyncBegin', { resync: '45', scope: '2:' }),
      state(seconds + 1, 'resyncEnd', { resync: '45', scope: '2:' }),
    ];
    const gaps = gapsOf([node(10, 'down'), node(20, 'down'), ...resync(30), node(50, 'up'), node(60, 'up'), ...resync(70), ...resync(80)]);
    expect(
      gaps.map(({ cause, node: which, startedAt, endedAt }) => [cause, which, startedAt - nine, endedAt === null ? null : endedAt - nine]),
    ).toEqual([
      ['nodeDown', '2', 10_000, null],
      ['nodeDown', '2', 10_000, 71_000],
    ]);
  });
});

describe('calls in doubt', () => {
  const call: Step[] = [
    state(0, 'up'),
    [1, 'OR,,10,1F01,94101,02079460123,E,01134960456,,C,22'],
    [2, 'DE,,101,1F01,1001,,I,94101,,02079460123,,01134960456,E,1001,,,A,22,'],
  ];
  const unconfirmed = (steps: readonly Step[]) => Object.values(play(steps).live.calls).map((live) => live.unconfirmed);

  it('are not trusted after the link was lost, until an event or a resync names them', () => {
    expect(unconfirmed(call)).toEqual([false]);
    expect(unconfirmed([...call, state(5, 'lost')])).toEqual([true]);
    expect(unconfirmed([...call, state(5, 'lost'), [9, 'DE,45,101,1F01,1001,,I,94101,,02079460123,,01134960456,E,1001,,,A,22,']])).toEqual([
      false,
    ]);
  });

  it('end where they were last named when the resync does not know them', () => {
    const { calls, live } = play([
      ...call,
      state(5, 'lost'),
      state(60, 'resyncBegin', { resync: '45' }),
      state(61, 'resyncEnd', { resync: '45' }),
    ]);
    expect(Object.values(live.calls)).toEqual([]);
    expect(
      Object.values(calls).map(({ outcome, endedAt, endedBy, endEvent, endCause }) => [outcome, endedAt, endedBy, endEvent, endCause]),
    ).toEqual([['lost', nine + 2000, 'inferred', null, null]]);
  });

  it('are not ended by the resync of another link', () => {
    const other = { link: 'link-2' };
    const { live } = play([
      ...call,
      state(60, 'resyncBegin', { resync: '45', ...other }),
      state(61, 'resyncEnd', { resync: '45', ...other }),
    ]);
    expect(Object.values(live.calls)).toHaveLength(1);
  });
});
