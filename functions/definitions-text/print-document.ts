import { stringify } from 'yaml';
import { ProblemError } from '../runtime/problem.ts';
import { largestExport, textFormat } from './constants.ts';

/** YAML of one shape: never folded, never aliased, so that the same data is the same bytes. */
export const printYaml = (value: object): string => stringify(value, { lineWidth: 0, aliasDuplicateObjects: false });

export interface Section {
  readonly kind: string;
  readonly items: readonly { readonly id: string; readonly written: object }[];
}
const byId = (items: Section['items']): readonly object[] =>
  items.toSorted((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)).map(({ written }) => written);

/** One readable file: the sections in the order given, each by id; empty ones are left out. */
export const printDocument = (sections: readonly Section[]): string =>
  printYaml({
    format: textFormat,
    ...Object.fromEntries(sections.filter(({ items }) => items.length > 0).map(({ kind, items }) => [kind, byId(items)])),
  });

/** @throws ProblemError `too-large` */
export const refuseLong = (text: string, what: string): string => {
  if (Buffer.byteLength(text) <= largestExport) return text;
  throw new ProblemError('too-large', `The text of all ${what} is too long for one answer: name some of them.`);
};
