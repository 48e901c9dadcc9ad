import type { Masks } from './version.ts';

export type FilterClass = keyof Masks;

const classes: Record<string, FilterClass> = {
  ...Object.fromEntries(['SI', 'OR', 'NT', 'DE', 'OF', 'ES', 'HE', 'RE', 'TR', 'CO', 'QU', 'DI', 'FA', 'XC', 'CC'].map((c) => [c, 'C'])),
  ...Object.fromEntries(['LN', 'LF', 'RY', 'NRY', 'WNR'].map((c) => [c, 'A'])),
  ...Object.fromEntries(['DND', 'FW', 'FE', 'MW', 'CB', 'CI', 'OL'].map((c) => [c, 'F'])),
  ...Object.fromEntries(['NM', 'AG', 'EC', 'DC', 'SMR'].map((c) => [c, 'S'])),
};

/** Bits that are known; every other event of a class passes while any bit of its class is set. */
const bits: Record<string, number> = { LN: 0x40, LF: 0x80, OL: 0x0001, FE: 0x0100, CB: 0x1000, SMR: 0x0002 };

export const passesFilter = (code: string, masks: Masks): boolean => {
  const filterClass = classes[code];
  return filterClass === undefined || (masks[filterClass] & (bits[code] ?? 0xffff)) !== 0;
};

export const maskText = (masks: Masks, which: readonly FilterClass[]): string[] =>
  which.map((c) => `${c}:${masks[c].toString(16).toUpperCase().padStart(4, '0')}`);

/** Applies `A:hhhh`-like arguments to the masks, cut to what is supported. Null when one cannot be read. */
export const applyFilters = (masks: Masks, args: readonly string[], supported: Masks): Masks | null => {
  const out = { ...masks };
  for (const arg of args) {
    if (arg === '') continue;
    const match = /^([ACFS]):([0-9A-Fa-f]{1,8})$/.exec(arg);
    if (match?.[1] === undefined || match[2] === undefined) return null;
    const filterClass = match[1] as FilterClass;
    out[filterClass] = Number.parseInt(match[2], 16) & supported[filterClass];
  }
  return out;
};
