import { isIP } from 'node:net';
import { isPublicAddress } from '../core/public-address.ts';
import { FetchRefusal } from './refusal.ts';

/** All addresses of a host name. */
export type Resolve = (host: string) => Promise<readonly string[]>;

export interface CheckedAddress {
  readonly address: string;
  readonly family: 4 | 6;
}

const inBrackets = /^\[(.*)\]$/;

/**
 * The addresses to connect to, resolved once: a name may answer otherwise the next time it is asked. One that is not public refuses all.
 * @param hostname as in a URL, with brackets round an IPv6 address
 * @param isAllowed which addresses may be asked; in production `isPublicAddress`
 * @throws FetchRefusal
 */
export const resolvePublic = async (
  hostname: string,
  resolve: Resolve,
  isAllowed: (address: string) => boolean = isPublicAddress,
): Promise<readonly CheckedAddress[]> => {
  const host = inBrackets.exec(hostname)?.[1] ?? hostname;
  const found = isIP(host) === 0 ? await resolve(host).catch(() => []) : [host];
  if (found.length === 0) throw new FetchRefusal('The host name of the address cannot be found.');
  if (!found.every(isAllowed)) throw new FetchRefusal('The address is not on the public internet; only public addresses are asked.');
  return found.map((address) => ({ address, family: isIP(address) === 6 ? 6 : 4 }));
};
