import type { TextError } from './text-items.ts';

/** One character of the text; `escaped` ones mean themselves. */
export interface Token {
  readonly character: string;
  readonly escaped: boolean;
  readonly at: number;
}

/** A tab and a line end separate as a comma does: that is how cells of a spreadsheet arrive. */
const separators = /^[,\t\r\n]$/;
const unfit = /^[\p{Cc}\p{Cs}]$/u;
const blank = /^\s$/u;
const special = /^[,%_!+\-\\]$/;

const codeOf = (character: string): string => `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;

export const isBlank = (token: Token | undefined): boolean => token !== undefined && !token.escaped && blank.test(token.character);

/** Without blanks at either end; an escaped blank stays. */
export const trimTokens = (tokens: readonly Token[]): readonly Token[] => {
  let [from, to] = [0, tokens.length];
  while (isBlank(tokens[from])) from += 1;
  while (to > from && isBlank(tokens[to - 1])) to -= 1;
  return tokens.slice(from, to);
};

/** Cuts a text into items at commas, tabs and line ends. Items of blanks only fall out: pasted lists are full of them. */
export const splitItems = (text: string): { readonly items: readonly (readonly Token[])[]; readonly errors: readonly TextError[] } => {
  const items: Token[][] = [[]];
  const errors: TextError[] = [];
  const characters = Array.from(text);
  let at = 0;
  for (let i = 0; i < characters.length; i += 1) {
    const character = characters[i] ?? '';
    const start = at;
    at += character.length;
    if (character === '\\') {
      const next = characters[i + 1];
      if (next !== undefined && (special.test(next) || (blank.test(next) && !unfit.test(next)))) {
        items.at(-1)?.push({ character: next, escaped: true, at: start });
        at += next.length;
        i += 1;
      } else errors.push({ at: start, message: 'A backslash goes before , % _ ! + - or a blank; for a backslash itself write two.' });
    } else if (separators.test(character)) items.push([]);
    else if (unfit.test(character))
      errors.push({ at: start, message: `Delete the character ${codeOf(character)}: no number or name contains it.` });
    else items.at(-1)?.push({ character, escaped: false, at: start });
  }
  return { items: items.map(trimTokens).filter((item) => item.length > 0), errors };
};
