/**
 * No letter that looks like a digit or like another letter across a room (B 8, S 5, Z 2, G 6, O 0, I L 1, U V), and no vowel, so that no
 * word is spelt.
 */
const alphabet = 'CDFHJKMNPQRTVWXY3479';
const length = 6;
const spelling = new RegExp(`^[${alphabet}]{${length}}$`);

/**
 * Six characters from as many 32-bit numbers; 64 million codes.
 * @example pairingCodeOf([0, 1, 2, 3, 4, 5]) // 'CDFHJK'
 */
export const pairingCodeOf = (random: ArrayLike<number>): string => {
  if (random.length !== length) throw new RangeError(`a pairing code needs ${length} random numbers, got ${random.length}`);
  return Array.from(random, (n) => alphabet[n % alphabet.length]).join('');
};

/** As typed, in any case, with hyphens and blanks as one likes. @returns null when no screen can show such a code */
export const parsePairingCode = (typed: string): string | null => {
  const code = typed.toUpperCase().replaceAll(/[\s-]/g, '');
  return spelling.test(code) ? code : null;
};

/** What the screen keeps to ask with: its code and 256 secret bits. @returns null when it is not one of ours */
export const parsePairing = (text: string): { readonly code: string; readonly secret: string } | null => {
  const [code = '', secret = '', ...rest] = text.split('.');
  return rest.length === 0 && spelling.test(code) && /^[\w-]{43}$/.test(secret) ? { code, secret } : null;
};
