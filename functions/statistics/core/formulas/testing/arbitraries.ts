import fc from 'fast-check';
import { durationMs, epochMs, type LogicalCallId } from '../../../../domain/ids.ts';
import type { LiveCall } from '../../../../domain/live.ts';
import { type Fact, grains } from '../../types/fact.ts';
import type { Condition, Countable, FactFormula, FigureSettings, LiveFormula, Population, StayFormula } from '../../types/formula.ts';
import type { Stay } from '../../types/stay.ts';

/** Nine o'clock on 2 March 2026, UTC. Few distinct values everywhere, so that limits are hit and extremes are shared. */
export const nine = 1_772_442_000_000;
export const settings: FigureSettings = {
  shortCallMs: 20_000,
  serviceLevelMs: 10_000,
  serviceLevelFormula: 'F3',
  abandonedMs: 5_000,
  ignoreAbandoned: true,
  ringCategoriesMs: [5_000, 15_000, 30_000, 60_000, 120_000, 240_000],
  callRatePeriodMs: 1_800_000,
  returnWindowMs: 604_800_000,
  accountCodes: [
    { code: '17', description: 'Sales' },
    { code: "O'Neil", description: '' },
  ],
};

const maybe = <T>(of: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(of, { freq: 4 });
const instant = fc.integer({ min: 0, max: 120 }).map((minute) => epochMs(nine + minute * 60_000));
const duration = fc.constantFrom(0, 1, 4_999, 5_000, 5_001, 9_999, 10_000, 15_000, 20_000, 61_000, 240_001).map(durationMs);
const text = (...values: readonly string[]): fc.Arbitrary<string | null> => maybe(fc.constantFrom(...values));

export const factArbitrary: fc.Arbitrary<Fact> = fc.record({
  factId: fc.constant('fact'),
  siteId: fc.constant('harbour'),
  grain: fc.constantFrom(...grains),
  logicalCallId: fc.constant('harbour-1-1F01-mm8y7c00' as LogicalCallId),
  segmentNo: maybe(fc.integer({ min: 1, max: 3 })),
  ruleSet: fc.constant(1 as const),
  callStartedAt: instant,
  startedAt: instant,
  answeredAt: maybe(instant),
  endedAt: maybe(instant),
  callType: fc.constantFrom('external', 'internal'),
  side: fc.constantFrom('in', 'out', 'both'),
  answered: fc.boolean(),
  outcome: fc.constantFrom('answered', 'transferred', 'refused', 'diverted', 'overflowed', 'lost', 'unanswered', 'failed', 'inProgress'),
  callOutcome: fc.constantFrom('answered', 'lost', 'unanswered', 'failed', 'inProgress'),
  callRingMs: duration,
  ringMs: maybe(duration),
  talkMs: maybe(duration),
  holdMs: maybe(duration),
  callMs: maybe(duration),
  rang: fc.boolean(),
  completed: fc.boolean(),
  matched: fc.boolean(),
  withCli: fc.boolean(),
  hasDdi: fc.boolean(),
  recoverable: fc.boolean(),
  transferredIn: fc.boolean(),
  transferredOut: fc.boolean(),
  overflowedIn: fc.boolean(),
  overflowedOut: fc.boolean(),
  deeOutside: fc.boolean(),
  trunkToTrunk: fc.boolean(),
  conference: fc.boolean(),
  inferredEnd: fc.boolean(),
  extension: text('1000', '1001', '1002'),
  extensionName: text('Ann', 'Bob'),
  agent: text('2000'),
  agentName: fc.constant(null),
  userId: text('u1'),
  userName: fc.constant(null),
  huntGroup: text('300'),
  huntGroupName: fc.constant(null),
  trunk: text('94001'),
  trunkName: fc.constant(null),
  ddi: text('5550100'),
  dnis: fc.constant(null),
  accountCode: text('17', '18', "O'Neil"),
  outsideNumber: text('02075550199'),
  telephoneKey: text('+442075550199'),
  telephoneName: fc.constant(null),
});

const limit = fc.oneof(
  duration.map((ms) => ({ ms })),
  fc.constantFrom('shortCallMs' as const, 'serviceLevelMs' as const, 'abandonedMs' as const).map((setting) => ({ setting })),
  fc.constantFrom(1 as const, 2 as const, 6 as const).map((ringCategory) => ({ ringCategory })),
);
const durationField = fc.constantFrom('ringMs' as const, 'talkMs' as const, 'holdMs' as const, 'callMs' as const);
const numberField = fc.constantFrom('ringMs' as const, 'callMs' as const, 'startedAt' as const, 'answeredAt' as const, 'endedAt' as const);

const leaf: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({ is: fc.constantFrom('answered' as const, 'rang' as const, 'completed' as const, 'matched' as const) }),
  fc.record({ field: fc.constant('callType' as const), in: fc.subarray(['external', 'internal']) }),
  fc.record({ field: fc.constant('side' as const), in: fc.subarray(['in', 'out', 'both']) }),
  fc.record({ field: fc.constantFrom('outcome' as const, 'callOutcome' as const), in: fc.subarray(['lost', 'answered', 'failed']) }),
  fc.record({ field: fc.constantFrom('extension' as const, 'accountCode' as const), in: fc.subarray(['1000', '1001', '', "O'Neil"]) }),
  fc.record({ accountCode: fc.constantFrom(1, 2, 3) }),
  fc.record({ present: fc.constantFrom('outsideNumber' as const, 'talkMs' as const, 'endedAt' as const, 'agent' as const) }),
  fc.record({
    duration: fc.oneof(durationField, fc.constant('callRingMs' as const)),
    op: fc.constantFrom('<' as const, '<=' as const, '>' as const, '>=' as const),
    limit,
  }),
  fc.record({ conversation: fc.constant('below' as const), limit }),
  fc.record({ unreturned: fc.constant(true as const) }),
  fc.record({ serviceLevelFormula: fc.subarray(['F1' as const, 'F3' as const]) }),
);
export const conditionArbitrary: fc.Arbitrary<Condition> = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc.record({ not: tie('condition') }),
    fc.record({ any: fc.array(tie('condition'), { maxLength: 3 }) }),
    fc.record({ all: fc.array(tie('condition'), { maxLength: 3 }) }),
  ),
})).condition;

export const populationArbitrary: fc.Arbitrary<Population> = fc
  .array(conditionArbitrary, { maxLength: 3 })
  .map((conditions) => conditions.map((when, i) => ({ when, otherwise: `it's not ${i}` })));

const countable: fc.Arbitrary<Countable> = fc.oneof(
  fc.record({ kind: fc.constant('count' as const), of: populationArbitrary }),
  fc.record({ kind: fc.constant('sum' as const), field: durationField, of: populationArbitrary }),
);
export const factFormulaArbitrary: fc.Arbitrary<FactFormula> = fc.oneof(
  countable,
  fc.record({ kind: fc.constant('average' as const), field: durationField, of: populationArbitrary }),
  fc.record({ kind: fc.constantFrom('min' as const, 'max' as const), field: numberField, of: populationArbitrary }),
  fc.record({ kind: fc.constant('ratio' as const), part: countable, whole: countable }),
  fc.record({ kind: fc.constant('shareOfReport' as const), of: countable }),
);

const stayPopulation = fc.record({
  state: fc.constantFrom('onDuty' as const, 'busy' as const, 'dnd' as const),
  dndNumber: maybe(fc.constantFrom(1, 2)),
  subject: fc.constantFrom('agent' as const, 'row' as const),
});
export const stayFormulaArbitrary: fc.Arbitrary<StayFormula> = fc.oneof(
  fc.record({
    kind: fc.constantFrom(
      'stayTime' as const,
      'stayEntries' as const,
      'stayAverage' as const,
      'stayLongest' as const,
      'stayShare' as const,
    ),
    of: stayPopulation,
  }),
  fc.record({
    kind: fc.constant('stayInstant' as const),
    which: fc.constantFrom('firstEntry' as const, 'lastEntry' as const, 'lastExit' as const),
    of: stayPopulation,
  }),
  fc.constant({ kind: 'unlicensedAgents' as const }),
);
export const stayArbitrary: fc.Arbitrary<Stay> = fc
  .record({
    stayId: fc.uuid(),
    siteId: fc.constant('harbour'),
    subject: fc.constantFrom('agent' as const, 'extension' as const),
    number: fc.constantFrom('2000', '2001'),
    name: fc.constant(null),
    userId: fc.constant(null),
    userName: fc.constant(null),
    state: fc.constantFrom('onDuty' as const, 'busy' as const, 'dnd' as const),
    dndNumber: maybe(fc.constantFrom(1, 2)),
    startedAt: instant,
    length: maybe(fc.constantFrom(0, 60_000, 600_000)),
    entry: fc.boolean(),
    messageOnly: fc.boolean(),
    exit: fc.boolean(),
  })
  .map(({ length, ...stay }) => ({
    ...stay,
    endedAt: length === null ? null : epochMs(stay.startedAt + length),
    messageOnly: stay.messageOnly && stay.entry && stay.state === 'dnd',
    exit: length !== null && stay.exit,
  }));

export const liveFormulaArbitrary: fc.Arbitrary<LiveFormula> = fc.oneof(
  fc.record({
    kind: fc.constant('liveCount' as const),
    states: fc.subarray(['ringing' as const, 'connected' as const, 'held' as const]),
    callType: maybe(fc.constantFrom('external' as const, 'internal' as const)),
    side: maybe(fc.constantFrom('in' as const, 'out' as const)),
  }),
  fc.record({
    kind: fc.constant('liveLongest' as const),
    of: fc.constantFrom('call' as const, 'talk' as const, 'ring' as const, 'waiting' as const),
  }),
  fc.record({ kind: fc.constant('rate' as const), of: populationArbitrary }),
  fc.record({
    kind: fc.constant('rate' as const),
    of: fc.constant<Population>([{ when: { field: 'outcome', in: ['lost'] }, otherwise: '' }]),
  }),
);
export const liveCallArbitrary: fc.Arbitrary<LiveCall> = fc.record(
  {
    key: fc.constant('harbour-1-1F01-mm8y7c00' as LogicalCallId),
    callType: fc.constantFrom('external', 'internal'),
    direction: fc.constantFrom('in', 'out'),
    state: fc.constantFrom('dialling', 'queued', 'ringing', 'connected', 'held', 'failed'),
    startedAt: instant,
    since: instant,
    waitingSince: instant,
    answeredAt: maybe(instant),
    extension: fc.constant(null),
    extensionName: fc.constant(null),
    agent: fc.constant(null),
    agentName: fc.constant(null),
    callingExtension: fc.constant(null),
    callingExtensionName: fc.constant(null),
    huntGroup: fc.constant(null),
    huntGroupName: fc.constant(null),
    position: fc.constant(null),
    trunk: fc.constant(null),
    trunkName: fc.constant(null),
    outsideNumber: fc.constant(null),
    contactName: fc.constant(null),
    ddi: fc.constant(null),
    dnis: fc.constant(null),
    segmentCount: fc.constant(1),
    unconfirmed: fc.constant(false),
    trunkToTrunk: fc.boolean(),
  },
  { noNullPrototype: true },
);
