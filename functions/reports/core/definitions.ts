import { serviceLevelsWithin } from '../../domain/service-level-versions.ts';
import type { Statistic } from '../../statistics/catalogue.ts';
import type { ResolvedQuery } from './resolved-query.ts';

/** A version of what a site defines anew from time to time. */
export interface Definition {
  readonly what: 'serviceLevel';
  readonly version: number;
  /** `YYYY-MM-DD`; null = since ever. */
  readonly from: string | null;
  readonly formula: string;
  readonly seconds: number;
  /** By which the figures were worked out; the others were in force in a part of the range. */
  readonly used: boolean;
}

/** Whether a figure has the service level target or the chosen formula in it. */
export const asksServiceLevel = ({ formula }: Pick<Statistic, 'formula'>): boolean =>
  /"serviceLevel(Ms|Formula)"/.test(JSON.stringify(formula));

/** By which version the columns are told, and which others were in force within the range; none where no column asks. */
export const definitionsOf = (query: ResolvedQuery, columns: readonly Pick<Statistic, 'formula'>[]): readonly Definition[] => {
  if (!columns.some(asksServiceLevel)) return [];
  const within = serviceLevelsWithin(query.config, query.from, Math.min(query.to, query.now + 1));
  const { serviceLevel } = query;
  const all = within.some(({ version }) => version === serviceLevel.version) ? within : [...within, serviceLevel];
  return all
    .map(({ version, from, formula, seconds }) => ({
      what: 'serviceLevel' as const,
      version,
      from,
      formula,
      seconds,
      used: version === serviceLevel.version,
    }))
    .sort((a, b) => a.version - b.version);
};

const words = ({ version, formula, seconds, from }: Definition): string =>
  `version ${version}: ${formula} within ${seconds} s${from === null ? '' : `, from ${from} on`}`;

/** The same for a reader of the report. */
export const definitionNotes = (definitions: readonly Definition[]): readonly string[] => {
  const used = definitions.find((one) => one.used);
  if (used === undefined) return [];
  const others = definitions.filter((one) => !one.used);
  return [
    `Service level by ${words(used)}.${others.length === 0 ? '' : ` In force within the range as well: ${others.map(words).join('; ')}.`}`,
  ];
};
