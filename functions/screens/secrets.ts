import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { screenTokenPrefix } from './constants.ts';

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Compares two hashes in constant time. */
export const sameHash = (one: string, other: string | null): boolean =>
  other !== null && one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));

/** @param random 32 bytes */
export const screenTokenOf = (screen: string, random: Uint8Array): string =>
  `${screenTokenPrefix}${screen}.${Buffer.from(random).toString('base64url')}`;

/**
 * The first token of a screen comes out of its pairing secret: asked again it is the same, and it need not be stored anywhere until it is
 * used. Only who holds the secret can have it, and the secret is nowhere but in the screen.
 */
export const firstTokenOf = (screen: string, secret: string): string =>
  screenTokenOf(screen, createHmac('sha256', secret).update(`trunkline first screen token ${screen}`).digest());
