import type { PatternPart, TextItem, TextTest } from './text-items.ts';

/** More items than this are counted, not read out. */
const readOut = 8;

const inWords = (parts: readonly PatternPart[], quoted: (text: string) => string): string => {
  const [first, second, third] = parts;
  const whole = (): string => `of the form ${quoted(parts.map((part) => ('wild' in part ? part.wild : part.text)).join(''))}`;
  if (parts.some((part) => 'wild' in part && part.wild === '_') || first === undefined || parts.length > 3) return whole();
  if (second === undefined) return 'anything';
  if ('text' in first && third === undefined) return `starting with ${quoted(first.text)}`;
  if ('text' in first && third !== undefined && 'text' in third)
    return `starting with ${quoted(first.text)} and ending with ${quoted(third.text)}`;
  if ('text' in second) return third === undefined ? `ending with ${quoted(second.text)}` : `containing ${quoted(second.text)}`;
  return whole();
};

const describeTest = (test: TextTest, quoted: (text: string) => string): string => {
  switch (test.kind) {
    case 'literal':
      return quoted(test.text);
    case 'pattern':
      return inWords(test.parts, quoted);
    case 'range':
      if (test.from === null) return `up to ${quoted(test.to ?? '')}`;
      return test.to === null ? `${quoted(test.from)} and higher` : `${quoted(test.from)} to ${quoted(test.to)}`;
  }
};

const joined = (words: readonly string[], last: string): string => {
  const shown = words.length > readOut ? [...words.slice(0, readOut), `${words.length - readOut} more`] : words;
  return shown.length < 2 ? (shown[0] ?? '') : `${shown.slice(0, -1).join(', ')} ${last} ${shown.at(-1)}`;
};

/**
 * The items of a field in plain words, to stand behind the field's name: "1000 to 1005 or 1040, but not 1003". Numbers stand bare, names
 * in quotes.
 */
export const describeText = (items: readonly TextItem[], options: { readonly ranges: boolean }): string => {
  const quoted = (text: string): string => (options.ranges && /^[\p{L}\p{N}]+$/u.test(text) ? text : `"${text}"`);
  const words = (not: boolean): readonly string[] =>
    items.filter((item) => item.not === not).map((item) => describeTest(item.test, quoted));
  const [wanted, unwanted] = [joined(words(false), 'or'), joined(words(true), 'or')];
  if (unwanted === '') return wanted;
  if (wanted !== '') return `${wanted}, but not ${unwanted}`;
  return unwanted === 'anything' ? 'none' : `anything but ${unwanted}`;
};
