import type { Formula } from './formula.ts';
import type { TemplateId } from './template.ts';

export type StatisticType = 'count' | 'duration' | 'percentage' | 'timeOfDay' | 'text' | 'yesNo' | 'id';
/** `ms` for durations, `fraction` for percentages, `instant` epoch ms (ISO 8601 in public JSON). */
export type StatisticUnit = 'calls' | 'segments' | 'entries' | 'agents' | 'ms' | 'fraction' | 'instant' | 'none';
export type Licence = 'callLogging' | 'callReporting' | 'acdReporting' | 'dndReporting' | null;

/** One column of the manual's chapter 12, or one of ours. Expanded: a ring category, a DND state, an account code, a tag is a column each. */
export interface Statistic {
  /** Stable, camelCase, never reused: `callsInAns`, `percentAnsweredWithin3`, `timeInDnd7`. */
  readonly id: string;
  /** The manual's name, letter by letter; for expanded ones with the slot in place. */
  readonly name: string;
  /** Number 1-292 of the manual's entry, null for ours. */
  readonly entry: number | null;
  /** Group as the manual has it: "Call Totals", "Call Times (Average)" … */
  readonly group: string;
  readonly type: StatisticType;
  readonly unit: StatisticUnit;
  /** Templates whose reports offer it as a column. Empty for live-only ones. */
  readonly templates: readonly TemplateId[];
  /** It can stand on a board: evaluated incrementally. */
  readonly live: boolean;
  readonly licence: Licence;
  /** Which slot of which parameter: ring category 1-6, DND state 1-20, account code 1-10, tag 1-5. */
  readonly parameter: { readonly kind: 'ringCategory' | 'dndState' | 'accountCode' | 'tag'; readonly slot: number } | null;
  readonly formula: Formula;
  /** What it says, in plain words, one or two sentences; states its denominator where it has one. */
  readonly words: string;
  /** Line of the manual, null for ours. */
  readonly line: number | null;
  /** Not in the manual: marked so wherever it is offered. */
  readonly ours: boolean;
  readonly ruleSet: 1;
}
