import { compareNumbers, isDigits } from './compare-text.ts';
import { foldText } from './fold-text.ts';
import { type Token, trimTokens } from './split-items.ts';
import type { TextError, TextTest } from './text-items.ts';

const isPlain = (token: Token, character: string): boolean => !token.escaped && token.character === character;
const textOf = (tokens: readonly Token[]): string =>
  trimTokens(tokens)
    .map((token) => token.character)
    .join('');

type Parsed = { readonly test: TextTest } | { readonly error: TextError };
const wrong = (token: Token | undefined, message: string): Parsed => ({ error: { at: token?.at ?? 0, message } });

/** `1000+` */
const parseFrom = (tokens: readonly Token[], plus: Token, hyphen: Token | undefined): Parsed => {
  if (hyphen !== undefined) return wrong(plus, 'Use either - or +: 1000-1005 is a range, 1000+ is 1000 and higher.');
  if (tokens.length === 1) return wrong(plus, 'Write a number before the +, such as 1000+, or \\+ for a plus sign itself.');
  if (tokens.at(-1) !== plus) return wrong(plus, 'The + goes behind the number, such as 1000+; write \\+ for a plus sign itself.');
  return { test: { kind: 'range', from: textOf(tokens.slice(0, -1)), to: null } };
};

/** `1000-1005` and `-1005` */
const parseHyphen = (tokens: readonly Token[], hyphen: Token): Parsed => {
  const cut = tokens.indexOf(hyphen);
  const second = tokens.slice(cut + 1).find((token) => isPlain(token, '-'));
  if (second !== undefined) return wrong(second, 'A range has one hyphen, such as 1000-1005; write \\- for a hyphen itself.');
  const [from, to] = [textOf(tokens.slice(0, cut)), textOf(tokens.slice(cut + 1))];
  if (to === '')
    return wrong(hyphen, from === '' ? 'Write numbers around the hyphen, such as 1000-1005.' : `Write ${from}+ for ${from} and higher.`);
  if (from !== '' && compareNumbers(foldText(from), foldText(to)) > 0)
    return wrong(
      tokens[0],
      isDigits(from) && isDigits(to)
        ? `The range runs backwards; write ${to}-${from}.`
        : `${from} comes after ${to} in the order of texts, so nothing is between; list the numbers, or write \\- for a hyphen itself.`,
    );
  return { test: { kind: 'range', from: from === '' ? null : from, to } };
};

/** An item of a device field as a range (L3248-3259). @returns null when it has neither + nor hyphen. */
export const parseRange = (tokens: readonly Token[]): Parsed | null => {
  const hyphen = tokens.find((token) => isPlain(token, '-'));
  const plus = tokens.find((token) => isPlain(token, '+'));
  if (hyphen === undefined && plus === undefined) return null;
  const wild = tokens.find((token) => isPlain(token, '%') || isPlain(token, '_'));
  if (wild !== undefined) return wrong(wild, 'A range cannot contain % or _; write the range and the pattern as two items.');
  if (plus !== undefined) return parseFrom(tokens, plus, hyphen);
  return hyphen === undefined ? null : parseHyphen(tokens, hyphen);
};
