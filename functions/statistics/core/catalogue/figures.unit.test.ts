import { describe, expect, test } from 'vitest';
import { siteConfigSchema } from '../../../domain/site-config.ts';
import { evaluate } from '../formulas/evaluate.ts';
import { isFigureFormula } from '../formulas/kinds.ts';
import { verdict } from '../formulas/verdict.ts';
import type { Fact } from '../types/fact.ts';
import type { FigureSettings, FigureValue } from '../types/formula.ts';
import { describeFormula } from './describe-formula.ts';
import { populations } from './populations.ts';
import { baseScope, figureSettingsOf } from './settings.ts';
import { findStatistic } from './statistics.ts';
import { makeFact, nine } from './testing/make-fact.ts';

const settings = figureSettingsOf(
  siteConfigSchema.parse({ devices: [], settings: { accountCodes: [{ code: '17', description: 'Sale' }] } }),
);
const figure = (id: string, facts: readonly Fact[], of: FigureSettings = settings): FigureValue => {
  const formula = findStatistic(id)?.formula;
  if (formula === undefined || !isFigureFormula(formula)) throw new Error(`${id} is no figure`);
  return evaluate(formula, { facts, settings: of, unreturned: () => true, now: nine + 3_600_000, timeZone: 'UTC' });
};

const answeredIn = makeFact({ ring: 9, talk: 100, answered: true, withCli: true, hasDdi: true, accountCode: '17' });
const lostEarly = makeFact({ ring: 4, withCli: true, recoverable: true });
const lostLate = makeFact({ ring: 40, matched: true, inferredEnd: true });
const shortOut = makeFact({ side: 'out', ring: 6, talk: 10, hold: 5, answered: true });
const unansweredOut = makeFact({ side: 'out', ring: 20, outcome: 'unanswered' });
const internalAnswered = makeFact({ callType: 'internal', side: 'both', ring: 3, talk: 60, hold: 10, answered: true, accountCode: '17' });
const internalUnanswered = makeFact({ callType: 'internal', side: 'both', ring: 15, outcome: 'unanswered' });
const internalFailed = makeFact({ callType: 'internal', side: 'both', ring: 0, outcome: 'failed', completed: false });
const talking = makeFact({ ring: 2, talk: null, hold: null, answered: true });
const twinnedOutside = makeFact({ side: 'out', ring: 3, talk: 30, answered: true, deeOutside: true });
const day = [
  answeredIn,
  lostEarly,
  lostLate,
  shortOut,
  unansweredOut,
  internalAnswered,
  internalUnanswered,
  internalFailed,
  talking,
  twinnedOutside,
];

describe('figures of ten calls', () => {
  test.each([
    ['callsHandled', 9],
    ['callsExternal', 6],
    ['callsInternal', 3],
    ['callsAnswered', 4],
    ['callsCompleted', 7],
    ['callsIn', 7],
    ['callsInbound', 4],
    ['callsInExternal', 4],
    ['callsInInternal', 3],
    ['callsInAns', 3],
    ['callsInAnsExternal', 2],
    ['callsInAnsInternal', 1],
    ['callsInCompleted', 5],
    ['callsInRefused', 3],
    ['callsLost', 2],
    ['callsOut', 5],
    ['callsOutbound', 5],
    ['callsOutExternal', 2],
    ['callsOutInternal', 3],
    ['callsOutAns', 2],
    ['callsOutAnsExternal', 1],
    ['callsOutAnsInternal', 1],
    ['callsOutCompleted', 4],
    ['callsMatched', 1],
    ['callsNotMatched', 5],
    ['callsWithCli', 2],
    ['ddiCalls', 1],
    ['recoverableCalls', 1],
    ['shortCalls', 1],
    ['unreturnedLostCalls', 2],
    ['callsOutboundDee', 1],
    ['callsAnsweredWithinTarget', 2],
    ['inferredEnds', 1],
    ['code1', 1],
    ['code2', 0],
  ])('%s = %i', (id, value) => expect(figure(id, day)).toBe(value));

  test.each([
    ['percentCallsInAns', 3 / 7],
    ['percentCallsLost', 0.5],
    ['percentShortCalls', 0.25],
    ['percentCallsOutbound', 5 / 9],
    ['percentCallsInRefused', 3 / 7],
    ['percentUnreturnedLostCalls', 0.5],
    ['percentAnsweredWithin1', 0.25],
    ['percentAnsweredWithin2', 0.5],
    ['percentLostOver1', 0.25],
  ])('%s = %d', (id, value) => expect(figure(id, day)).toBeCloseTo(value, 12));

  test.each([
    ['answeredWithin1', 1],
    ['answeredOver1', 1],
    ['answeredWithin6', 2],
    ['lostWithin1', 1],
    ['lostOver4', 0],
    ['totalAnswerTimeIn', 11_000],
    ['totalAnswerTimeOut', 9_000],
    ['totalCallTimeIn', 153_000],
    ['totalHoldTime', 15_000],
    ['totalRingTime', 99_000],
    ['totalRingTimeLost', 44_000],
    ['totalTalkTime', 170_000],
    ['totalTalkTimeOut', 70_000],
  ])('%s = %i', (id, value) => expect(figure(id, day)).toBe(value));

  test.each([
    ['avgAnswerTimeIn', 5_500],
    ['avgAnswerTimeOut', 4_500],
    ['avgCallTimeIn', 51_000],
    ['avgLostCallTime', 22_000],
    ['avgTalkTime', 21_250],
    ['avgTalkTimeIn', 100_000 / 3],
    ['avgHoldTime', 1_875],
    ['minTalkTime', 10_000],
    ['minRingTime', 0],
    ['minHoldTime', 5_000],
    ['maxHoldTime', 10_000],
    ['maxHoldTimeIn', null],
    ['maxRingTimeLost', 40_000],
    ['maxAnswerTimeIn', 9_000],
    ['lastCallEndedAt', nine + 109_000],
    ['lastCallAnsweredAt', nine + 9_000],
  ])('%s = %s', (id, value) => {
    if (value === null) expect(figure(id, day)).toBeNull();
    else expect(figure(id, day)).toBeCloseTo(value, 6);
  });

  test('with nothing to divide by there is no figure, not zero', () => {
    for (const id of ['percentCallsLost', 'avgTalkTime', 'serviceLevel', 'percentTotalHoldTime']) expect(figure(id, [])).toBeNull();
  });

  test('each call left out has its reason', () => {
    const reasons = (of: keyof typeof populations) =>
      day.map((fact) => verdict(populations[of], fact, { settings, unreturned: () => true }));
    const dee = 'an outside leg of twinned ringing (DEE): counted in Calls Outbound (DEE) only';
    expect(reasons('callsLost')).toEqual([
      'answered',
      null,
      null,
      'outbound',
      'outbound',
      'an internal call',
      'an internal call',
      'an internal call',
      'still in progress',
      dee,
    ]);
    expect(reasons('callsInRefused').slice(5)).toEqual([
      'answered',
      null,
      'never rang at a device that counts as rung',
      'still in progress',
      dee,
    ]);
  });
});

describe('service level', () => {
  const many = (times: number, of: Parameters<typeof makeFact>[0]) => Array.from({ length: times }, () => makeFact(of));
  const week = [
    ...many(860, { ring: 20, talk: 60, answered: true }),
    ...many(140, { ring: 21, talk: 60, answered: true }),
    ...many(10, { ring: 4 }),
    ...many(10, { ring: 15 }),
    ...many(40, { ring: 60 }),
    ...many(30, { ring: 5, outcome: 'inProgress', talk: null }),
    ...many(7, { callType: 'internal', side: 'both', ring: 5, talk: 60, answered: true }),
  ];
  test.each([
    ['F1', 0.8302],
    ['F2', 0.86],
    ['F3', 0.8113],
    ['F4', 0.8269],
    ['F5', 0.8208],
  ] as const)('%s over the same calls is %d, under its own name and as the one chosen', (formula, value) => {
    const of = { ...settings, serviceLevelMs: 20_000, serviceLevelFormula: formula };
    expect(figure(`serviceLevel${formula}`, week, of)).toBeCloseTo(value, 4);
    expect(figure('serviceLevel', week, of)).toBe(figure(`serviceLevel${formula}`, week, of));
  });
});

describe('abandoned calls that are ignored', () => {
  test('go strictly below the threshold, with all rows of the call', () => {
    const scope = baseScope({ ...settings, ignoreAbandoned: true });
    const counted = (fact: Fact) => verdict(scope, fact, { settings, unreturned: () => true }) === null;
    expect(counted(lostEarly)).toBe(false);
    expect(counted({ ...lostEarly, grain: 'leg', outcome: 'refused' })).toBe(false);
    expect(counted(makeFact({ ring: 5 }))).toBe(true);
    expect(counted(makeFact({ ring: 1, answered: true, callOutcome: 'answered' }))).toBe(true);
  });
});

describe('formulas in words', () => {
  const words = (id: string, of: FigureSettings | null = null): string => {
    const statistic = findStatistic(id);
    return statistic === null ? '' : describeFormula(statistic.formula, of);
  };
  test.each([
    ['callsInAnsExternal', 'number of rows that are external, came in and were answered; outside legs of twinned ringing are left out'],
    ['callsHandled', 'number of all rows; outside legs of twinned ringing are left out'],
    ['timeInDnd7', 'time in do not disturb 7'],
    ['callsBusyExternalIn', 'number of external inbound calls now ringing or connected'],
    ['callsOutboundDee', 'number of rows that are outside legs of twinned ringing'],
  ])('%s', (id, expected) => expect(words(id)).toBe(expected));
  test('with the limits of a site', () => {
    expect(words('shortCalls', settings)).toContain('have talk and hold time together below the short call threshold (20 s)');
    expect(words('serviceLevel', { ...settings, serviceLevelFormula: 'F2' })).toContain(
      '÷ (number of rows that are external, came in and were answered)',
    );
    expect(words('serviceLevel')).toContain('either were answered, or were lost (by formula F1 or F3 or F5), or were lost and');
    expect(words('answeredWithin3', settings)).toContain('a ring time of at most ring category 3 (30 s)');
  });
});
