import { describeText } from './describe-text.ts';
import { type FieldTest, type Filter, type FlagField, type RangeField, type RowField, textFields } from './filter.ts';

const flagWords: Readonly<Record<FlagField, readonly [string, string]>> = {
  answered: ['answered', 'not answered'],
  lost: ['lost', 'not lost'],
  contactMatch: ['with a contact', 'without a contact'],
  trunkToTrunk: ['trunk to trunk', 'not trunk to trunk'],
  invalidDialledNumber: ['an invalid number dialled', 'no invalid number dialled'],
  serviceCodes: ['to a service code', 'not to a service code'],
};
const rowWords: Readonly<Record<RowField, readonly [string, string]>> = { shortCall: ['short calls', 'no short calls'] };
const choiceWords = {
  external: 'external',
  internal: 'internal',
  in: 'inbound',
  out: 'outbound',
  completed: 'completed',
  inProgress: 'in progress',
} as const;
export const rangeNouns: Readonly<Record<RangeField, string>> = { duration: 'call duration', talk: 'talk time', ring: 'ring time' };

/** @example describeMs(90_500) // '90.5 s' */
export const describeMs = (ms: number): string => `${ms / 1000} s`;

/** The ends of a range of durations in words, both inclusive. */
export const describeRange = (from: number | null, to: number | null): string => {
  if (from === null) return to === null ? 'of any length' : `up to ${describeMs(to)}`;
  return to === null ? `${describeMs(from)} or more` : `${describeMs(from)} to ${describeMs(to)}`;
};

/** One test in words: "extension 1000 to 1005 or 1040, but not 1003". */
export const describeTest = (test: FieldTest): string => {
  switch (test.kind) {
    case 'text': {
      const { noun, device } = textFields[test.field];
      return `${noun} ${describeText(test.items, { ranges: device })}`;
    }
    case 'choice':
      return choiceWords[test.value];
    case 'flag':
      return flagWords[test.field][test.value ? 0 : 1];
    case 'row':
      return rowWords[test.field][test.value ? 0 : 1];
    case 'range':
      return `${rangeNouns[test.field]} ${describeRange(test.from, test.to)}`;
  }
};

/** The filter in plain words, as Explain and reports print it: "external; inbound; extension 1000 to 1005". */
export const describeFilter = (filter: Filter): string => {
  const grids = [
    filter.agentStatus == null ? [] : [`grids show agents: ${filter.agentStatus.join(', ')}`],
    filter.deviceStatus == null ? [] : [`grids show devices: ${filter.deviceStatus.join(', ')}`],
  ].flat();
  const words = [...filter.tests.map(describeTest), ...grids];
  return words.length === 0 ? 'every call' : words.join('; ');
};
