/** Crockford's alphabet: no I, L, O, U, so that a code survives being read out. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * A code of 16 characters in groups of four, 80 bits, from 16 random bytes (five bits of each count).
 * @example enrolmentCodeOf(new Uint8Array(16)) // '0000-0000-0000-0000'
 */
export const enrolmentCodeOf = (random: Uint8Array): string => {
  if (random.length !== 16) throw new RangeError(`an enrolment code needs 16 random bytes, got ${random.length}`);
  const text = Array.from(random, (byte) => alphabet[byte & 31]).join('');
  return (text.match(/.{4}/g) ?? []).join('-');
};

/** As typed: any case, hyphens and blanks as one likes, O for 0, I and L for 1. */
export const normaliseCode = (typed: string): string =>
  typed.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');
