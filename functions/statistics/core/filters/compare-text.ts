const digits = /^[0-9]+$/;

/** Only ASCII digits, of any length. */
export const isDigits = (text: string): boolean => digits.test(text);

/** Without leading zeros; zero is the empty text. */
export const significantDigits = (text: string): string => text.replace(/^0+/, '');

const byCodePoint = (a: string, b: string): number => {
  const [left, right] = [Array.from(a), Array.from(b)];
  const shorter = Math.min(left.length, right.length);
  for (let i = 0; i < shorter; i += 1) {
    const difference = (left[i]?.codePointAt(0) ?? 0) - (right[i]?.codePointAt(0) ?? 0);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
};

/**
 * Order of device numbers: as numbers when both are digits, of any length (more digits first, then the digits themselves), else as text by
 * code point, as the query engine orders text (rule set 1 §9; departure from L3270). Both sides folded.
 */
export const compareNumbers = (a: string, b: string): number => {
  if (!isDigits(a) || !isDigits(b)) return byCodePoint(a, b);
  const [left, right] = [significantDigits(a), significantDigits(b)];
  return left.length - right.length || (left < right ? -1 : left > right ? 1 : 0);
};
