import type { FactBoolean, FactDuration, FactInstant, FactText } from '../types/fact.ts';
import type { Condition, FigureSettings, Limit, Population } from '../types/formula.ts';

const flags: Readonly<Record<FactBoolean, string>> = {
  answered: 'answered',
  rang: 'rang at a device that counts as rung',
  completed: 'completed',
  matched: 'matched to a contact directory',
  withCli: 'with a caller id',
  hasDdi: 'with DDI digits',
  recoverable: 'lost with a caller id',
  transferredIn: 'transferred to here',
  transferredOut: 'transferred from here',
  overflowedIn: 'overflowed to here',
  overflowedOut: 'overflowed from here',
  deeOutside: 'outside leg of twinned ringing (DEE)',
  trunkToTrunk: 'from trunk to trunk',
  conference: 'in a conference',
  inferredEnd: 'with an inferred end',
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
const presentWords = (field: Present): string =>
  field === 'endedAt' ? 'ended' : isDuration(field) ? `${durationNames[field]} final` : `with ${field}`;

const sides: Readonly<Record<string, string>> = { 'in,both': 'inbound', 'out,both': 'outbound' };
const fieldWords = (field: FactText, values: readonly string[]): string => {
  if (field === 'callType' || field === 'outcome') return values.join(' or ');
  if (field === 'side') return sides[values.join(',')] ?? values.join(' or ');
  if (field === 'callOutcome') return `the whole call ${values.join(' or ')}`;
  return `${field} ${values.join(' or ')}`;
};

/** A condition as people read it. With settings, limits are told in seconds too. */
export const describeCondition = (condition: Condition, settings: FigureSettings | null): string => {
  const inner = (one: Condition): string => describeCondition(one, settings);
  if ('is' in condition) return flags[condition.is];
  if ('field' in condition) return fieldWords(condition.field, condition.in);
  if ('accountCode' in condition) return `with account code ${condition.accountCode} of the site`;
  if ('present' in condition) return presentWords(condition.present);
  if ('duration' in condition) return `${durationNames[condition.duration]} ${condition.op} ${limitWords(condition.limit, settings)}`;
  if ('conversation' in condition) return `talk + hold < ${limitWords(condition.limit, settings)}`;
  if ('unreturned' in condition) return 'with a number nobody has talked to since';
  if ('serviceLevelFormula' in condition) return `the site uses ${condition.serviceLevelFormula.join(' or ')}`;
  if ('not' in condition) return `not ${inner(condition.not)}`;
  if ('any' in condition) return `(${condition.any.map(inner).join(', or ')})`;
  return `(${condition.all.map(inner).join(' and ')})`;
};

/** The rows of a population, its tests one after the other. */
export const describePopulation = (of: Population, settings: FigureSettings | null): string =>
  of.length === 0 ? 'all rows' : `rows: ${of.map(({ when }) => describeCondition(when, settings)).join('; ')}`;
