import type { FactBoolean, FactDuration, FactInstant, FactText } from '../types/fact.ts';
import type { Condition, FigureSettings, Limit, Population } from '../types/formula.ts';

/** What is said of rows, `rows that …`, and of those of which it is not true. */
const flags: Readonly<Record<FactBoolean, readonly [is: string, isNot: string]>> = {
  answered: ['were answered', 'were not answered'],
  rang: ['rang at a device that counts as rung', 'rang at no device that counts as rung'],
  completed: ['were completed', 'were not completed'],
  matched: ['matched a contact directory', 'matched no contact directory'],
  withCli: ['had a caller id', 'had no caller id'],
  hasDdi: ['had DDI digits', 'had no DDI digits'],
  recoverable: ['were lost with a caller id', 'were not lost with a caller id'],
  transferredIn: ['were transferred to here', 'were not transferred to here'],
  transferredOut: ['were transferred from here', 'were not transferred from here'],
  overflowedIn: ['overflowed to here', 'did not overflow to here'],
  overflowedOut: ['overflowed from here', 'did not overflow from here'],
  deeOutside: ['are outside legs of twinned ringing', 'are no outside legs of twinned ringing'],
  trunkToTrunk: ['went from trunk to trunk', 'did not go from trunk to trunk'],
  conference: ['were in a conference', 'were in no conference'],
  inferredEnd: ['have an inferred end', 'have an end that was told'],
};
export const durationNames: Readonly<Record<FactDuration | 'callRingMs', string>> = {
  ringMs: 'ring time',
  talkMs: 'talk time',
  holdMs: 'hold time',
  callMs: 'call time',
  callRingMs: 'ring time of the whole call',
};
export const instantNames: Readonly<Record<FactInstant, string>> = { startedAt: 'start', answeredAt: 'answer', endedAt: 'end' };
const settingNames = {
  shortCallMs: 'the short call threshold',
  serviceLevelMs: 'the service level target',
  abandonedMs: 'the abandoned call threshold',
} as const;

const seconds = (ms: number): string => `${ms / 1_000} s`;
const limitWords = (limit: Limit, settings: FigureSettings | null): string => {
  if ('ms' in limit) return seconds(limit.ms);
  const [name, ms] =
    'setting' in limit
      ? [settingNames[limit.setting], settings?.[limit.setting]]
      : [`ring category ${limit.ringCategory}`, settings?.ringCategoriesMs[limit.ringCategory - 1]];
  return ms === undefined ? name : `${name} (${seconds(ms)})`;
};

type Present = Extract<Condition, { readonly present: unknown }>['present'];
const isDuration = (field: Present): field is FactDuration => field in durationNames;
const fieldNames: Readonly<Partial<Record<Present, string>>> = {
  outsideNumber: 'number',
  accountCode: 'account code',
  huntGroup: 'hunt group',
  userId: 'user',
  ddi: 'DDI number',
  telephoneKey: 'telephone number',
};
const fieldName = (field: Present): string => fieldNames[field] ?? field;
const presentWords = (field: Present): string => {
  if (field === 'endedAt') return 'have ended';
  if (isDuration(field)) return `have a final ${durationNames[field]}`;
  return `have ${/^[aeio]/.test(fieldName(field)) ? 'an' : 'a'} ${fieldName(field)}`;
};

const sides: Readonly<Record<string, string>> = { 'in,both': 'came in', 'out,both': 'went out' };
const either = (values: readonly string[]): string => values.join(' or ');
const fieldWords = (field: FactText, values: readonly string[]): string => {
  if (field === 'callType') return `are ${either(values)}`;
  if (field === 'outcome') return `were ${either(values)}`;
  if (field === 'side') return sides[values.join(',')] ?? `have the side ${either(values)}`;
  if (field === 'callOutcome') return `belong to a call that was ${either(values)}`;
  return `have the ${fieldName(field)} ${either(values)}`;
};
const orders = { '<': 'below', '<=': 'of at most', '>': 'over', '>=': 'of at least' } as const;

/** `a`, `a and b`, `a, b and c` */
const joined = (parts: readonly string[]): string =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`;

type ByFormula = Extract<Condition, { readonly serviceLevelFormula: unknown }>;
const byFormula = (condition: Condition): ByFormula | null =>
  'all' in condition ? (condition.all.find((one): one is ByFormula => 'serviceLevelFormula' in one) ?? null) : null;

/** Of several ways to count, those that the site's formula of the service level knows; all where the site is not known. */
const waysOf = (any: readonly Condition[], settings: FigureSettings | null): readonly Condition[] =>
  any.filter((one) => {
    const formulas = byFormula(one)?.serviceLevelFormula;
    return settings === null || formulas === undefined || formulas.includes(settings.serviceLevelFormula);
  });

/** A condition as people read it after "rows that". With settings, limits are told in seconds too. */
const describeCondition = (condition: Condition, settings: FigureSettings | null): string => {
  const inner = (one: Condition): string => describeCondition(one, settings);
  if ('is' in condition) return flags[condition.is][0];
  if ('field' in condition) return fieldWords(condition.field, condition.in);
  if ('accountCode' in condition) return `have account code ${condition.accountCode} of the site`;
  if ('present' in condition) return presentWords(condition.present);
  if ('duration' in condition)
    return `have a ${durationNames[condition.duration]} ${orders[condition.op]} ${limitWords(condition.limit, settings)}`;
  if ('conversation' in condition) return `have talk and hold time together below ${limitWords(condition.limit, settings)}`;
  if ('unreturned' in condition) return 'have a number nobody has talked to since';
  if ('serviceLevelFormula' in condition) return `count by formula ${either(condition.serviceLevelFormula)}`;
  if ('not' in condition) return 'is' in condition.not ? flags[condition.not.is][1] : `are not such that they ${inner(condition.not)}`;
  if ('any' in condition) {
    const ways = waysOf(condition.any, settings).map(inner);
    return ways.length < 2 ? ways.join('') : `either ${ways.join(', or ')}`;
  }
  const formulas = byFormula(condition);
  const told = condition.all.filter((one) => one !== formulas).map(inner);
  return `${joined(told)}${formulas === null || settings !== null ? '' : ` (by formula ${either(formulas.serviceLevelFormula)})`}`;
};

/** The outside legs of twinned ringing, which nearly every population leaves out first (rule set 1 §8.11). */
export const leavesOutLegs = ([first]: Population): boolean =>
  first !== undefined && 'not' in first.when && 'is' in first.when.not && first.when.not.is === 'deeOutside';

/**
 * The rows of a population: `calls that are external, came in and were answered`. That outside legs are left out is for whoever tells of
 * the whole formula to say, once. @param rows what a row of the report is
 */
export const describePopulation = (of: Population, settings: FigureSettings | null, rows = 'rows'): string => {
  const told = leavesOutLegs(of) ? of.slice(1) : of;
  if (told.length === 0) return `all ${rows}`;
  return `${rows} that ${joined(told.map(({ when }) => describeCondition(when, settings)))}`;
};
