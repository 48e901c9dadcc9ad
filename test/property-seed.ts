import fc from 'fast-check';

/**
 * Seed of every property in one run: fixed, so that a change is judged by the same cases each time; `PROPERTY_SEED=4711 npm test` tries
 * others. Long runs over many seeds are made by hand before a release.
 */
const seed = Number(process.env.PROPERTY_SEED ?? 20_261_121);
if (!Number.isInteger(seed)) throw new Error('PROPERTY_SEED must be a whole number');

export const propertySeed = seed;

fc.configureGlobal({ seed });
