import { parseRange } from './parse-range.ts';
import { splitItems, type Token, trimTokens } from './split-items.ts';
import type { PatternPart, TextError, TextItem, TextTest } from './text-items.ts';

/** Enough for a pasted list of a large site; a bound for what one request can make the engine do. */
export const textLimits = { characters: 10_000, items: 1_000, itemCharacters: 200, itemsOfFilter: 2_000, rangesOfFilter: 300 } as const;

const wildOf = ({ character, escaped }: Token): '%' | '_' | null =>
  escaped || (character !== '%' && character !== '_') ? null : character;

/** Two `%` in a row say no more than one. */
const partsOf = (tokens: readonly Token[]): readonly PatternPart[] => {
  const parts: PatternPart[] = [];
  for (const token of tokens) {
    const wild = wildOf(token);
    const last = parts.at(-1);
    if (wild === null && last !== undefined && 'text' in last) parts[parts.length - 1] = { text: last.text + token.character };
    else if (wild === null) parts.push({ text: token.character });
    else if (!(wild === '%' && last !== undefined && 'wild' in last && last.wild === '%')) parts.push({ wild });
  }
  return parts;
};

const parseTest = (tokens: readonly Token[], ranges: boolean): { readonly test: TextTest } | { readonly error: TextError } => {
  const range = ranges ? parseRange(tokens) : null;
  if (range !== null) return range;
  if (tokens.some((token) => wildOf(token) !== null)) return { test: { kind: 'pattern', parts: partsOf(tokens) } };
  return { test: { kind: 'literal', text: tokens.map((token) => token.character).join('') } };
};

const parseItem = (tokens: readonly Token[], ranges: boolean): { readonly item: TextItem } | { readonly error: TextError } => {
  const [first, last] = [tokens[0], tokens.at(-1)];
  const at = first?.at ?? 0;
  if (tokens.length > textLimits.itemCharacters)
    return { error: { at, message: `An item may have at most ${textLimits.itemCharacters} characters.` } };
  const not = first?.character === '!' && !first.escaped;
  const rest = not ? trimTokens(tokens.slice(1)) : tokens;
  const next = rest[0];
  if (next === undefined)
    return { error: { at, message: 'Write behind the ! what to leave out, such as !1003, or \\! for the sign itself.' } };
  if (not && next.character === '!' && !next.escaped)
    return { error: { at: next.at, message: 'One ! is enough; write \\! for the sign itself.' } };
  const parsed = parseTest(rest, ranges);
  if ('error' in parsed) return parsed;
  const end = last === undefined ? at : last.at + last.character.length + (last.escaped ? 1 : 0);
  return { item: { not, test: parsed.test, at, end } };
};

export type ParsedText = { readonly items: readonly TextItem[] } | { readonly errors: readonly TextError[] };

/**
 * The mini-language of filters (manual chapter 7, L5033-5063): items separated by comma, tab or line end; `!` before one leaves it out, `%`
 * is any run of characters, `_` one character; with `ranges` (device fields) `1000-1005`, `-1005` and `1000+`. A backslash makes the next
 * character mean itself. Blanks around an item do not count, empty items neither. A blank text has no items: it asks nothing.
 * Never throws; errors in order of their place.
 */
export const parseText = (text: string, options: { readonly ranges: boolean }): ParsedText => {
  if (text.length > textLimits.characters)
    return { errors: [{ at: textLimits.characters, message: `The text may have at most ${textLimits.characters} characters.` }] };
  const split = splitItems(text);
  const errors = [...split.errors];
  const items: TextItem[] = [];
  for (const tokens of split.items) {
    const parsed = parseItem(tokens, options.ranges);
    if ('error' in parsed) errors.push(parsed.error);
    else items.push(parsed.item);
  }
  const excess = items[textLimits.items];
  if (excess !== undefined) errors.push({ at: excess.at, message: `At most ${textLimits.items} items; use a range or a pattern.` });
  if (errors.length === 0 && items.length === 0 && text.trim() !== '')
    errors.push({ at: 0, message: 'There are only separators; write what to find, or leave the field empty.' });
  return errors.length > 0 ? { errors: errors.sort((a, b) => a.at - b.at) } : { items };
};
