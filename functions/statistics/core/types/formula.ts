import type { FactBoolean, FactDuration, FactInstant, FactText } from './fact.ts';
import type { StayState } from './stay.ts';

/** Numbers that a site sets and a formula needs; milliseconds. */
export interface FigureSettings {
  readonly shortCallMs: number;
  readonly serviceLevelMs: number;
  readonly serviceLevelFormula: 'F1' | 'F2' | 'F3' | 'F4' | 'F5';
  readonly abandonedMs: number;
  readonly ignoreAbandoned: boolean;
  readonly ringCategoriesMs: readonly [number, number, number, number, number, number];
  readonly callRatePeriodMs: number;
  readonly returnWindowMs: number;
  /** Up to ten; slot n of the columns Code 1 to Code 10. */
  readonly accountCodes: readonly { readonly code: string; readonly description: string }[];
}

/** A limit in milliseconds, fixed or from the settings. */
export type Limit =
  | { readonly ms: number }
  | { readonly setting: 'shortCallMs' | 'serviceLevelMs' | 'abandonedMs' }
  | { readonly ringCategory: 1 | 2 | 3 | 4 | 5 | 6 };

/** A statement about one fact, as data: the same one is evaluated in memory and compiled to SQL. A comparison with null is false. */
export type Condition =
  | { readonly is: FactBoolean }
  | { readonly field: FactText; readonly in: readonly string[] }
  | { readonly accountCode: number }
  | { readonly present: FactText | FactDuration | FactInstant | 'outsideNumber' }
  | { readonly duration: FactDuration | 'callRingMs'; readonly op: '<' | '<=' | '>' | '>='; readonly limit: Limit }
  /** talk + hold below the limit. */
  | { readonly conversation: 'below'; readonly limit: Limit }
  /** Lost, with a number, and nobody of the tenant talked to that number afterwards within the window (rule set 1 §8.10). */
  | { readonly unreturned: true }
  /** True of every fact when the site's chosen service level formula is one of these, false of every fact otherwise. */
  | { readonly serviceLevelFormula: readonly FigureSettings['serviceLevelFormula'][] }
  | { readonly not: Condition }
  | { readonly any: readonly Condition[] }
  | { readonly all: readonly Condition[] };

/** One step of a population; `otherwise` = in plain words, why a row that fails it is not counted ("not answered"). */
export interface Test {
  readonly when: Condition;
  readonly otherwise: string;
}
/** Rows that pass every test. The first test a row fails is the reason it is not counted. An empty list takes every row. */
export type Population = readonly Test[];

/** Figures over facts. `field` null in a row = not final yet: such a row is neither in the sum nor in the denominator. */
export type FactFormula =
  | { readonly kind: 'count'; readonly of: Population }
  | { readonly kind: 'sum'; readonly field: FactDuration; readonly of: Population }
  | { readonly kind: 'average'; readonly field: FactDuration; readonly of: Population }
  | { readonly kind: 'min' | 'max'; readonly field: FactDuration | FactInstant; readonly of: Population }
  /** Null when the divisor is 0. Both sides count or sum. */
  | { readonly kind: 'ratio'; readonly part: Countable; readonly whole: Countable }
  /** This row's figure over the sum of it over all printed rows (rule set 1 §8.14). */
  | { readonly kind: 'shareOfReport'; readonly of: Countable };
export type Countable = Extract<FactFormula, { readonly kind: 'count' | 'sum' }>;

/** Stays of the row's subject that a figure looks at. */
export interface StayPopulation {
  readonly state: StayState;
  /** 1-20; null = all do not disturb states together, or a state without number. */
  readonly dndNumber: number | null;
  /** `agent` = time on duty only; `extension` = the extension's own; `row` = whatever the template's rows are. */
  readonly subject: 'agent' | 'row';
}
/** Figures over stays cut to the range (rule set 1 §8.16-18). */
export type StayFormula =
  | { readonly kind: 'stayTime'; readonly of: StayPopulation }
  | { readonly kind: 'stayEntries'; readonly of: StayPopulation }
  /** Time / (entries inside + stays open at the start). */
  | { readonly kind: 'stayAverage'; readonly of: StayPopulation }
  | { readonly kind: 'stayLongest'; readonly of: StayPopulation }
  /** Time / time on duty for agents, / elapsed reporting time for extensions and users (times their extensions). */
  | { readonly kind: 'stayShare'; readonly of: StayPopulation }
  | { readonly kind: 'stayInstant'; readonly which: 'firstEntry' | 'lastEntry' | 'lastExit'; readonly of: StayPopulation }
  /** Agents logged in without a licence at the end of the range. */
  | { readonly kind: 'unlicensedAgents' };

/** Snapshot of the live calls (rule set 1 §7; L18585): `states` any of these, `callType` and `side` null = all. */
export type LiveFormula =
  | {
      readonly kind: 'liveCount';
      readonly states: readonly ('ringing' | 'connected' | 'held')[];
      readonly callType: 'external' | 'internal' | null;
      readonly side: 'in' | 'out' | null;
    }
  | { readonly kind: 'liveLongest'; readonly of: 'call' | 'talk' | 'ring' | 'waiting' }
  /** Calls that began (lost ones: ended) within the last call-rate period, rolling. */
  | { readonly kind: 'rate'; readonly of: Population }
  | { readonly kind: 'clock'; readonly show: 'date' | 'dateTime' | 'time' | 'year' | 'dayOfMonth' | 'dayOfWeek' };

/** Column of a list: a published field of the row, or one that is computed when shown. */
export interface FieldFormula {
  readonly kind: 'field';
  /** Field of the stored row: call, segment, status or configuration row, by the template. */
  readonly field: string;
  /** Field on the other row kind, where it differs: on un-segmented lists. Null = not offered there. */
  readonly callField?: string | null;
  /** Field of the other party, on segment lists: an internal call names both, the called one first. */
  readonly alsoField?: string;
  readonly show?:
    | 'asIs'
    /** In, Out; n/a for internal calls. */
    | 'direction'
    /** Ext, Int. */
    | 'type'
    | 'yesNo'
    /** Of a call ringing, connected, on hold, and "Ended" once it is over; of a status row what it changed to, in words. */
    | 'state'
    /** Whether a contact directory record was found; external calls only. */
    | 'matched'
    /** Whether an external inbound call showed a number; n/a for all others. */
    | 'cliReceived'
    | 'ddiReceived'
    /** Answered, ended, talk + hold below the threshold as it is set now: the rows of Short Calls. */
    | 'shortCall'
    /** Ring + talk + hold of a segment; of a whole call `callMs` of its fact (rule set 1 §8.4). */
    | 'duration'
    /** Number outside; of an internal call the extension that called. */
    | 'telephone'
    /** DEE for legs of twinned ringing. */
    | 'huntGroup'
    | 'tag'
    /** Id of the segment; of a whole call that of its first segment, `<logicalCallId>.1`. */
    | 'recId';
  /** Slot for tags, 1-5. */
  readonly slot?: number;
}

export type Formula = FactFormula | StayFormula | LiveFormula | FieldFormula;

/** Value of a figure. `null` = cannot be computed (division by zero, nothing to take a minimum of); instants in epoch ms; shares as fractions. */
export type FigureValue = number | string | null;
