import { randomInt } from 'node:crypto';

const alphabet = 'abcdefghijkmnpqrstuvwxyz23456789';
/** End of a readable id. 30 bits: within one site and one name, where it counts. */
export const newSuffix = (): string => Array.from({ length: 6 }, () => alphabet[randomInt(alphabet.length)]).join('');
