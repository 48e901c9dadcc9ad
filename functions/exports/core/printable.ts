/** What the font of PDF files (Roboto) has letters for: Latin, Greek, Cyrillic, Vietnamese, and signs. Inclusive, ascending. */
const ranges = (
  '20-7e a0-17f 18f 192 1a0-1a1 1af-1b0 1f0 1fa-1ff 218-21b 237 259 2bc 2c6-2c7 2c9 2d8-2dd 2f3 300-301 303 309 30f 323 384-38a 38c ' +
  '38e-3a1 3a3-3ce 3d1-3d2 3d6 400-486 488-513 1e00-1e01 1e3e-1e3f 1e80-1e85 1e9e 1ea0-1ef9 2000-200b 2010-2011 2013-2015 2017-201e ' +
  '2020-2022 2025-2027 2030 2032-2033 2039-203a 203c 2044 2070 2074-208e 20a3-20a4 20a6-20ac 20b1 20b9-20ba 20bc-20bd 2105 2113 2116 ' +
  '2122 2126 212e 215b-215e 2202 2206 220f 2211-2212 221a 221e 222b 2248 2260 2264-2265 25a0 25ca-25cb 25cf fb01-fb04'
)
  .split(' ')
  .map((range) => {
    const [from = '', to = from] = range.split('-');
    return [Number.parseInt(from, 16), Number.parseInt(to, 16)] as const;
  });
const known = new Map<number, boolean>();
const has = (code: number): boolean => {
  const kept = known.get(code);
  if (kept !== undefined) return kept;
  const found = ranges.some(([from, to]) => code >= from && code <= to);
  // There are 1.1 million code points at most; a hostile report fills a few megabytes.
  known.set(code, found);
  return found;
};
const plain = /^[ -~]*$/;

/** Stands for what cannot be drawn. */
export const missingMark = '■';

/** Text as the font can draw it: line ends as spaces, other controls gone, and a mark for each letter it does not have. */
export const printable = (text: string): string => {
  if (plain.test(text)) return text;
  let out = '';
  for (const letter of text.normalize('NFC')) {
    const code = letter.codePointAt(0) ?? 0;
    // Joiners, variation selectors and marks of direction have no looks of their own.
    if (code < 0x20 || code === 0x7f) out += /[\t\n\r]/.test(letter) ? ' ' : '';
    else if (!/\p{Cf}|\p{Variation_Selector}/u.test(letter)) out += has(code) ? letter : missingMark;
  }
  return out;
};
export const hasMissing = (text: string): boolean => text.includes(missingMark);
