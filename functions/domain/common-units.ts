import type { SiteConfig } from './site-config.ts';
import { unitsBelow } from './unit-members.ts';

/** A limit to business units, each with all below it; null = no limit, empty = nothing at all. */
export type UnitLimit = readonly string[] | null;

/** The limit of a scope, as it is kept with what somebody saves or makes. */
export const limitOfScope = ({ units }: { readonly units?: readonly string[] }): UnitLimit => (units === undefined ? null : [...units]);

/**
 * What lies within both limits: units of the one that are a unit of the other, or below one. Limits that have nothing in common leave nothing, and
 * never everything. Units that do not exist any more bring nothing.
 */
export const commonUnits = (config: Pick<SiteConfig, 'businessUnits'>, a: UnitLimit, b: UnitLimit): UnitLimit => {
  if (a === null || b === null) return a ?? b;
  const [belowA, belowB] = [unitsBelow(config, a), unitsBelow(config, b)];
  return [...new Set([...a.filter((unit) => belowB.has(unit)), ...b.filter((unit) => belowA.has(unit))])];
};

/** Whether all of a limit lies within another one. */
export const isWithin = (config: Pick<SiteConfig, 'businessUnits'>, inner: UnitLimit, outer: UnitLimit): boolean => {
  if (outer === null) return true;
  if (inner === null) return false;
  const below = unitsBelow(config, outer);
  return inner.every((unit) => below.has(unit) || outer.includes(unit));
};
