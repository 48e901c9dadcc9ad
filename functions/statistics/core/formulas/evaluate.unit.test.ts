import { describe, expect, it } from 'vitest';
import { durationMs, epochMs } from '../../../domain/ids.ts';
import type { LiveCall } from '../../../domain/live.ts';
import type { Fact } from '../types/fact.ts';
import type { LiveFormula, Population } from '../types/formula.ts';
import type { CutStay } from '../types/stay.ts';
import { conditionHolds } from './condition-holds.ts';
import { evaluate, type FigureRows } from './evaluate.ts';
import type { FigureFormula } from './kinds.ts';
import { roundFigure } from './round-figure.ts';
import { aFact, aLiveCall } from './testing/a-fact.ts';
import { nine, settings } from './testing/arbitraries.ts';
import { verdict } from './verdict.ts';

const at = (second: number) => epochMs(nine + second * 1_000);
const seconds = (n: number) => durationMs(n * 1_000);
const context = { settings, unreturned: (fact: Fact) => fact.outsideNumber === '02075550199' };
const rows = (given: Partial<FigureRows> = {}): FigureRows => ({ ...context, now: nine, timeZone: 'Europe/London', ...given });
const answered: Population = [{ when: { is: 'answered' }, otherwise: 'not answered' }];
const everyRow: Population = [];

describe('a statement about a row', () => {
  it('is false when it compares with what is not known, and its contrary is true', () => {
    const ringing = aFact({ ringMs: null, talkMs: null });
    const within = { duration: 'ringMs', op: '<=', limit: { ringCategory: 6 } } as const;
    expect(conditionHolds(within, ringing, context)).toBe(false);
    expect(conditionHolds({ not: within }, ringing, context)).toBe(true);
    expect(conditionHolds({ conversation: 'below', limit: { setting: 'shortCallMs' } }, ringing, context)).toBe(false);
    expect(conditionHolds({ present: 'talkMs' }, ringing, context)).toBe(false);
  });

  it('takes a limit itself as within, and a short call as strictly below', () => {
    const fact = aFact({ ringMs: seconds(5), talkMs: seconds(15), holdMs: seconds(5) });
    expect(conditionHolds({ duration: 'ringMs', op: '<=', limit: { ringCategory: 1 } }, fact, context)).toBe(true);
    expect(conditionHolds({ duration: 'ringMs', op: '>', limit: { ringCategory: 1 } }, fact, context)).toBe(false);
    expect(conditionHolds({ conversation: 'below', limit: { setting: 'shortCallMs' } }, fact, context)).toBe(false);
    expect(conditionHolds({ conversation: 'below', limit: { ms: 20_001 } }, fact, context)).toBe(true);
  });

  it('knows account codes by slot, and none in a slot the site has not filled', () => {
    const fact = aFact({ accountCode: '17' });
    expect([1, 2, 3].map((accountCode) => conditionHolds({ accountCode }, fact, context))).toEqual([true, false, false]);
    expect(conditionHolds({ accountCode: 3 }, aFact(), context)).toBe(false);
  });

  it('asks who knows the other calls whether a lost one was returned', () => {
    expect(conditionHolds({ unreturned: true }, aFact(), context)).toBe(true);
    expect(conditionHolds({ unreturned: true }, aFact({ outsideNumber: '01' }), context)).toBe(false);
  });

  it('gives the first test that fails as the reason', () => {
    const population: Population = [
      { when: { field: 'side', in: ['in', 'both'] }, otherwise: 'outbound' },
      { when: { is: 'answered' }, otherwise: 'not answered' },
    ];
    expect(verdict(population, aFact({ side: 'out', answered: false }), context)).toBe('outbound');
    expect(verdict(population, aFact({ side: 'both', answered: false }), context)).toBe('not answered');
    expect(verdict(population, aFact(), context)).toBeNull();
  });
});

describe('figures over rows', () => {
  const facts = [aFact(), aFact({ talkMs: seconds(30) }), aFact({ answered: false, talkMs: seconds(0) }), aFact({ talkMs: null })];
  const value = (formula: FigureFormula) => evaluate(formula, rows({ facts }));

  it('leave what is not final out of sums and of divisors', () => {
    expect(value({ kind: 'count', of: answered })).toBe(3);
    expect(value({ kind: 'sum', field: 'talkMs', of: everyRow })).toBe(90_000);
    expect(value({ kind: 'average', field: 'talkMs', of: everyRow })).toBe(30_000);
    expect(value({ kind: 'average', field: 'talkMs', of: answered })).toBe(45_000);
    expect(value({ kind: 'min', field: 'talkMs', of: answered })).toBe(30_000);
    expect(value({ kind: 'max', field: 'talkMs', of: answered })).toBe(60_000);
  });

  it('are null where there is nothing to divide by or to take the least of, and 0 where there is nothing to add', () => {
    const none: Population = [{ when: { is: 'conference' }, otherwise: 'no conference' }];
    expect(value({ kind: 'count', of: none })).toBe(0);
    expect(value({ kind: 'sum', field: 'talkMs', of: none })).toBe(0);
    expect(value({ kind: 'average', field: 'talkMs', of: none })).toBeNull();
    expect(value({ kind: 'min', field: 'startedAt', of: none })).toBeNull();
    expect(value({ kind: 'ratio', part: { kind: 'count', of: answered }, whole: { kind: 'count', of: none } })).toBeNull();
    expect(value({ kind: 'shareOfReport', of: { kind: 'count', of: none } })).toBeNull();
  });

  it('share the report by all printed rows', () => {
    const share: FigureFormula = { kind: 'shareOfReport', of: { kind: 'count', of: everyRow } };
    expect(evaluate(share, rows({ facts: facts.slice(0, 1), report: facts }))).toBe(0.25);
    expect(evaluate(share, rows({ facts }))).toBe(1);
  });

  it('are rounded to the ms when they leave, and fractions are not', () => {
    expect(roundFigure('ms', 1_000.5)).toBe(1_001);
    expect(roundFigure('fraction', 1 / 3)).toBe(1 / 3);
    expect(roundFigure('ms', null)).toBeNull();
  });
});

describe('rates', () => {
  it('count rows that began within the last period, and lost ones by when they ended', () => {
    const facts = [
      aFact({ startedAt: at(0) }),
      aFact({ startedAt: at(1), outcome: 'lost', answered: false, endedAt: at(61) }),
      aFact({ startedAt: at(1_800), endedAt: null }),
    ];
    const rate = (of: Population, second: number) => evaluate({ kind: 'rate', of }, rows({ facts, now: at(second) }));
    const lost: Population = [{ when: { field: 'outcome', in: ['lost'] }, otherwise: 'not lost' }];
    expect([0, 1, 1_799, 1_800, 1_801].map((second) => rate(everyRow, second))).toEqual([1, 2, 2, 2, 1]);
    expect([60, 61, 1_860, 1_861].map((second) => rate(lost, second))).toEqual([0, 1, 1, 0]);
  });
});

describe('calls in progress', () => {
  const count = (calls: readonly LiveCall[], given: Partial<Extract<LiveFormula, { kind: 'liveCount' }>>) =>
    evaluate({ kind: 'liveCount', states: ['ringing', 'connected', 'held'], callType: null, side: null, ...given }, rows({ calls }));

  it('ring while they are dialled or queued, and count nowhere once failed', () => {
    const calls = (['dialling', 'queued', 'ringing', 'connected', 'held', 'failed'] as const).map((state) => aLiveCall({ state }));
    expect(count(calls, { states: ['ringing'] })).toBe(3);
    expect(count(calls, { states: ['ringing', 'connected'] })).toBe(4);
    expect(count(calls, {})).toBe(5);
  });

  it('count once when internal, whichever side is asked, and twice when two trunks are joined, once each way', () => {
    const internal = [aLiveCall({ callType: 'internal', direction: 'out' })];
    expect([count(internal, {}), count(internal, { side: 'in' }), count(internal, { side: 'out' })]).toEqual([1, 1, 1]);
    const joined = [aLiveCall({ state: 'connected', trunkToTrunk: true })];
    expect([count(joined, {}), count(joined, { side: 'in' }), count(joined, { side: 'out' })]).toEqual([2, 1, 1]);
    expect([count([aLiveCall()], { side: 'in' }), count([aLiveCall()], { side: 'out' })]).toEqual([1, 0]);
  });

  it('say the longest of what they have, as it grows', () => {
    const waits = aLiveCall({ startedAt: at(0), waitingSince: at(10), since: at(12) });
    const talks = aLiveCall({ state: 'connected', startedAt: at(5), waitingSince: at(5), answeredAt: at(45), since: at(45) });
    const ringsAgain = aLiveCall({ state: 'ringing', startedAt: at(3), waitingSince: at(3), answeredAt: at(4), since: at(70) });
    const longest = (of: Extract<LiveFormula, { kind: 'liveLongest' }>['of'], calls: readonly LiveCall[]) =>
      evaluate({ kind: 'liveLongest', of }, rows({ calls, now: at(80) }));
    expect(longest('call', [waits, talks])).toBe(80_000);
    expect(longest('talk', [waits, talks])).toBe(35_000);
    expect(longest('ring', [talks])).toBe(40_000);
    expect(longest('ring', [waits, talks])).toBe(70_000);
    expect(longest('waiting', [waits, talks])).toBe(70_000);
    expect(longest('waiting', [ringsAgain])).toBe(10_000);
    expect(longest('waiting', [talks])).toBeNull();
  });
});

describe('times in states', () => {
  const stay = (given: Partial<CutStay>): CutStay => ({
    stayId: 'a',
    siteId: 'harbour',
    subject: 'agent',
    number: '2000',
    name: null,
    userId: null,
    userName: null,
    state: 'busy',
    dndNumber: null,
    startedAt: at(0),
    endedAt: null,
    entry: true,
    messageOnly: false,
    exit: false,
    ms: 60_000,
    entered: true,
    openAtStart: false,
    leftAt: null,
    ...given,
  });
  const stays = [
    stay({ state: 'onDuty', ms: 600_000, entered: false, openAtStart: true }),
    stay({ ms: 60_000, leftAt: at(60) }),
    stay({ ms: 90_000, entered: false, openAtStart: true }),
    stay({ ms: 30_000, startedAt: at(200), entered: false }),
    stay({ subject: 'extension', number: '1000', state: 'dnd', dndNumber: 3, ms: 30_000 }),
  ];
  const stayContext = { row: 'extension', elapsedMs: () => 300_000, extensions: () => 2, unlicensedAgents: () => 4 } as const;
  const value = (formula: FigureFormula) => evaluate(formula, rows({ stays, stayContext }));
  const busy = { state: 'busy', dndNumber: null, subject: 'agent' } as const;

  it('add up, and divide by entries and what was open at the start', () => {
    expect(value({ kind: 'stayTime', of: busy })).toBe(180_000);
    expect(value({ kind: 'stayEntries', of: busy })).toBe(1);
    expect(value({ kind: 'stayAverage', of: busy })).toBe(90_000);
    expect(value({ kind: 'stayLongest', of: busy })).toBe(90_000);
    expect(value({ kind: 'stayInstant', which: 'firstEntry', of: busy })).toBe(nine);
    expect(value({ kind: 'stayInstant', which: 'lastExit', of: busy })).toBe(nine + 60_000);
  });

  it('of an agent in do not disturb: another message is one of the message, not of the state', () => {
    const messages = [
      stay({ state: 'dnd', dndNumber: 3, ms: 60_000 }),
      stay({ state: 'dnd', dndNumber: 5, ms: 90_000, startedAt: at(60), messageOnly: true }),
    ];
    const ofAgent = (formula: FigureFormula) => evaluate(formula, rows({ stays: messages, stayContext: { ...stayContext, row: 'agent' } }));
    const busyNa = { state: 'dnd', dndNumber: null, subject: 'agent' } as const;
    const dnd = (dndNumber: number | null) => ({ state: 'dnd', dndNumber, subject: 'row' }) as const;
    expect(ofAgent({ kind: 'stayEntries', of: busyNa })).toBe(1);
    expect(ofAgent({ kind: 'stayAverage', of: busyNa })).toBe(150_000);
    expect(ofAgent({ kind: 'stayTime', of: busyNa })).toBe(150_000);
    expect(ofAgent({ kind: 'stayInstant', which: 'lastEntry', of: busyNa })).toBe(nine);
    expect(ofAgent({ kind: 'stayEntries', of: dnd(3) })).toBe(1);
    expect(ofAgent({ kind: 'stayEntries', of: dnd(5) })).toBe(1);
    expect(ofAgent({ kind: 'stayEntries', of: dnd(null) })).toBe(2);
    expect(ofAgent({ kind: 'stayAverage', of: dnd(null) })).toBe(75_000);
  });

  it('are shares of time on duty for agents, of elapsed time for extensions', () => {
    expect(value({ kind: 'stayShare', of: busy })).toBe(0.3);
    expect(value({ kind: 'stayShare', of: { state: 'dnd', dndNumber: 3, subject: 'row' } })).toBe(0.05);
    expect(value({ kind: 'stayShare', of: { state: 'dnd', dndNumber: 4, subject: 'row' } })).toBe(0);
    expect(value({ kind: 'unlicensedAgents' })).toBe(4);
  });
});

describe('the clock', () => {
  it('is the site’s, summer time too', () => {
    const now = Date.UTC(2026, 5, 30, 23, 5, 9, 123);
    const show = (s: Extract<LiveFormula, { kind: 'clock' }>['show']) => evaluate({ kind: 'clock', show: s }, rows({ now }));
    expect(show('date')).toBe('2026-07-01');
    expect(show('time')).toBe('00:05:09');
    expect(show('dateTime')).toBe(Date.UTC(2026, 5, 30, 23, 5, 9));
    expect([show('year'), show('dayOfMonth'), show('dayOfWeek')]).toEqual([2026, 1, 'Wednesday']);
  });
});
