import type { BoardValue, Field } from '../../../../../functions/domain/board.ts';
import { findStatistics } from '../../../figures/core/find-statistics.ts';
import type { PublicStatistic } from '../../../figures/core/public-types.ts';
import { type InputType, isInputType } from './figure-input.ts';

/** A global variable or a field of an external data source, as the list of values gives it. */
export interface ValueItem extends BoardValue {
  readonly name: string;
  readonly kind: 'variable' | 'external';
}

/** What can be picked: everything a tile shows. */
export interface FieldChoice {
  /** As the tile stores it, with nothing overridden. */
  readonly field: Field;
  readonly name: string;
  /** As in `ShownField.type`. */
  readonly type: string;
  readonly words: string;
  readonly licence: string | null;
}
export interface FieldGroup {
  readonly name: string;
  readonly choices: readonly FieldChoice[];
}

/** Whose rows a board counts for a statistic: the whole site where that is offered, else the report that has it. Undefined = the site. */
const templateOf = ({ templates }: PublicStatistic): string | undefined =>
  templates.length === 0 || templates.includes('site') ? undefined : templates[0];

const statisticChoice = (statistic: PublicStatistic): FieldChoice => {
  const template = templateOf(statistic);
  return {
    field: {
      source: 'statistic',
      statistic: statistic.id,
      ...(template === undefined ? {} : { template }),
      title: null,
      foreground: null,
    },
    name: statistic.heading,
    type: statistic.type,
    words: statistic.words,
    licence: statistic.licence,
  };
};

const valueChoice = ({ id, name, kind, value }: ValueItem): FieldChoice => ({
  field: { source: 'value', value: id, title: null, foreground: null },
  name,
  type: 'value',
  words: `${kind === 'variable' ? 'Typed in by somebody of the site' : 'Fetched from outside'}; now ${value === null ? 'empty' : `“${value}”`}.`,
  licence: null,
});

const valueGroups = [
  ['variable', 'Global variables'],
  ['external', 'External data'],
] as const;

/** Whether a graph can be drawn of it: what reports keep of each part of the day. */
const isDrawn = ({ type, templates }: PublicStatistic): boolean =>
  (type === 'count' || type === 'duration' || type === 'percentage') && templates.includes('site');

export type FieldUse = 'any' | 'number' | 'graph';

const suits = (statistic: PublicStatistic, use: FieldUse): boolean =>
  use === 'any' || (use === 'graph' ? isDrawn(statistic) : isInputType(statistic.type));

/** What most boards show, in the order in which people ask for it; the rest is one search away. */
const oftenShown = [
  'callsInbound',
  'callsInAnsExternal',
  'callsLost',
  'percentCallsInAnsExt',
  'serviceLevel',
  'longestWaiting',
  'callsRingingExternalIn',
  'callsInProgress',
  'callsOutbound',
  'avgRingTimeIn',
  'avgTalkTimeIn',
];

/** The usual ones before all others, for those who have not searched yet. */
export const oftenGroup = (groups: readonly FieldGroup[]): FieldGroup | null => {
  const all = groups.flatMap(({ choices }) => choices);
  const choices = oftenShown.flatMap((id) => all.filter(({ field }) => field.source === 'statistic' && field.statistic === id));
  return choices.length === 0 ? null : { name: 'Often shown', choices };
};

/** What has every word of the search, in the catalogue's groups, with what comes from outside behind them (L3046). */
export const findFields = (
  statistics: readonly PublicStatistic[],
  values: readonly ValueItem[],
  words: string,
  use: FieldUse = 'any',
): readonly FieldGroup[] => {
  const found = findStatistics(statistics, { words, live: true }).flatMap(({ name, statistics: members }) => {
    const choices = members.filter((each) => suits(each, use)).map(statisticChoice);
    return choices.length === 0 ? [] : [{ name, choices }];
  });
  if (use === 'graph') return found;
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  const others = valueGroups.flatMap(([kind, name]) => {
    const choices = values
      .filter((each) => each.kind === kind && wanted.every((word) => `${name} ${each.name}`.toLowerCase().includes(word)))
      .map(valueChoice);
    return choices.length === 0 ? [] : [{ name, choices }];
  });
  return [...found, ...others];
};

/** What is known of a field that a tile has; null = the catalogue and the lists have it no longer. */
export const choiceOf = (field: Field, statistics: readonly PublicStatistic[], values: readonly ValueItem[]): FieldChoice | null => {
  if (field.source === 'value') {
    const value = values.find(({ id }) => id === field.value);
    return value === undefined ? null : valueChoice(value);
  }
  const statistic = statistics.find(({ id }) => id === field.statistic);
  return statistic === undefined ? null : statisticChoice(statistic);
};

/** How values of the field are typed; null = it is no figure that could be compared with one. */
export const inputTypeOf = (type: string | undefined): InputType | null => (type !== undefined && isInputType(type) ? type : null);

/** A target to begin with: all of a share, a minute of a time, a hundred of anything else. */
export const usualTarget = (type: string | undefined): number => (type === 'percentage' ? 1 : type === 'duration' ? 60_000 : 100);
