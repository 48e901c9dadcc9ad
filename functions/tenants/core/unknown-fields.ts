import type { ConfigFault } from './fault.ts';

/** A parsed list may hold objects where the text had a plain number (`"1001"`), so only objects are compared with objects. */
const isFields = (value: unknown): value is Readonly<Record<string, unknown>> =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

/** Fields of a given text that parsing left out: a misspelt one would otherwise be lost without a word. */
export const findUnknownFields = (given: unknown, parsed: unknown, path: readonly (string | number)[] = []): readonly ConfigFault[] => {
  if (Array.isArray(given) && Array.isArray(parsed)) return given.flatMap((one, i) => findUnknownFields(one, parsed[i], [...path, i]));
  if (!isFields(given) || !isFields(parsed)) return [];
  return Object.keys(given).flatMap((field) =>
    Object.hasOwn(parsed, field)
      ? findUnknownFields(given[field], parsed[field], [...path, field])
      : [{ path: [...path, field], detail: `There is no field "${field}" here: remove it or correct its name.` }],
  );
};

/** Sections a whole configuration must name, so that none is emptied by being forgotten. */
export const findMissingSections = (given: unknown, parsed: object): readonly ConfigFault[] =>
  isFields(given)
    ? Object.keys(parsed).flatMap((section) =>
        Object.hasOwn(given, section) || section === 'id'
          ? []
          : [{ path: [section], detail: `A whole configuration names every section: "${section}" is missing. To change one, use PATCH.` }],
      )
    : [];
