import type { SiteConfig } from '../../../functions/domain/site-config.ts';
import { type Columns, count } from './aggregates.ts';

/** Counts the five formulas are made of. */
export const serviceLevelParts = ({ serviceLevelSeconds, abandonedSeconds }: SiteConfig['settings']): Columns => ({
  lostWithinTarget: count(`lost AND ring <= ${serviceLevelSeconds * 1000}`),
  lostAfterTarget: count(`lost AND ring > ${serviceLevelSeconds * 1000}`),
  abandonedShort: count(`lost AND ring < ${abandonedSeconds * 1000}`),
});

const answeredAndLost = 'nullif("callsInAnsExternal" + "callsLost", 0)';
const formulas = {
  F1: `("callsAnsweredWithinTarget" + "lostWithinTarget") / ${answeredAndLost}`,
  F2: '"callsAnsweredWithinTarget" / nullif("callsInAnsExternal", 0)',
  F3: `"callsAnsweredWithinTarget" / ${answeredAndLost}`,
  F4: '"callsAnsweredWithinTarget" / nullif("callsInAnsExternal" + "lostAfterTarget", 0)',
  F5: `("callsAnsweredWithinTarget" + "abandonedShort") / ${answeredAndLost}`,
} as const;

/** Service Level and its five formulas: ours. */
export const serviceLevels = ({ serviceLevelFormula }: SiteConfig['settings']): Columns => ({
  ...Object.fromEntries(Object.entries(formulas).map(([name, formula]) => [`serviceLevel${name}`, formula])),
  serviceLevel: formulas[serviceLevelFormula],
});
