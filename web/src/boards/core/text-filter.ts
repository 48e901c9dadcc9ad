/**
 * The texts of filters (manual chapter 7), for rows that the page itself leaves out: `1000-1005,!1003,18%5,2000+`. The same language as the
 * server's (functions/statistics/core/filters/README.md), of filters it has found good.
 */
interface Item {
  readonly not: boolean;
  readonly matches: (folded: string) => boolean;
}

const fold = (text: string): string =>
  Array.from(text, (letter) => (letter.toLowerCase().length === 1 ? letter.toLowerCase() : letter)).join('');
const digits = /^\d+$/;

/** Numbers as numbers, of any length; else by code point. */
const compare = (a: string, b: string): number => {
  if (digits.test(a) && digits.test(b)) {
    const [x, y] = [a.replace(/^0+(?=\d)/, ''), b.replace(/^0+(?=\d)/, '')];
    return x.length - y.length || (x < y ? -1 : x > y ? 1 : 0);
  }
  return a < b ? -1 : a > b ? 1 : 0;
};

type Letter = { readonly text: string; readonly escaped: boolean };

const lettersOf = (text: string): readonly Letter[] => {
  const letters: Letter[] = [];
  let escaped = false;
  for (const letter of text) {
    if (letter === '\\' && !escaped) escaped = true;
    else {
      letters.push({ text: letter, escaped });
      escaped = false;
    }
  }
  return letters;
};
const plain = (letter: Letter | undefined, text: string): boolean => letter !== undefined && !letter.escaped && letter.text === text;
const textOf = (letters: readonly Letter[]): string => fold(letters.map(({ text }) => text).join(''));
const isBlank = (letter: Letter | undefined): boolean => letter !== undefined && !letter.escaped && /\s/.test(letter.text);

const trimmed = (letters: readonly Letter[]): readonly Letter[] => {
  let [from, to] = [0, letters.length];
  while (from < to && isBlank(letters[from])) from += 1;
  while (to > from && isBlank(letters[to - 1])) to -= 1;
  return letters.slice(from, to);
};

const split = (text: string): readonly (readonly Letter[])[] => {
  const items: Letter[][] = [[]];
  for (const letter of lettersOf(text)) {
    if (!letter.escaped && /[,\t\r\n]/.test(letter.text)) items.push([]);
    else items.at(-1)?.push(letter);
  }
  return items.map(trimmed).filter((item) => item.length > 0);
};

const patternOf = (letters: readonly Letter[]): RegExp =>
  new RegExp(
    `^${letters
      .map((letter) =>
        plain(letter, '%') ? '[^]*' : plain(letter, '_') ? '[^]' : fold(letter.text).replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'),
      )
      .join('')
      .replace(/(\[\^\]\*)+/g, '[^]*')}$`,
    'u',
  );

const testOf = (letters: readonly Letter[], ranges: boolean): Item['matches'] => {
  if (ranges) {
    const dash = letters.findIndex((letter) => plain(letter, '-'));
    if (dash >= 0) {
      const [low, high] = [textOf(trimmed(letters.slice(0, dash))), textOf(trimmed(letters.slice(dash + 1)))];
      return (value) => (low === '' || compare(value, low) >= 0) && (high === '' || compare(value, high) <= 0);
    }
    if (plain(letters.at(-1), '+')) {
      const low = textOf(trimmed(letters.slice(0, -1)));
      return (value) => compare(value, low) >= 0;
    }
  }
  if (letters.some((letter) => plain(letter, '%') || plain(letter, '_'))) {
    const pattern = patternOf(letters);
    return (value) => pattern.test(value);
  }
  const text = textOf(letters);
  return (value) => value === text;
};

/** Whether a value passes a text: one of the items without `!` (any value, and none, where all have one) and none of those with. */
export const createTextFilter = (text: string, ranges: boolean): ((value: string | null) => boolean) => {
  const items = split(text).map((letters): Item => {
    const not = plain(letters[0], '!');
    return { not, matches: testOf(not ? trimmed(letters.slice(1)) : letters, ranges) };
  });
  const wanted = items.filter(({ not }) => !not);
  const unwanted = items.filter(({ not }) => not);
  return (value) => {
    if (value === null) return wanted.length === 0;
    const folded = fold(value);
    return (wanted.length === 0 || wanted.some(({ matches }) => matches(folded))) && !unwanted.some(({ matches }) => matches(folded));
  };
};
