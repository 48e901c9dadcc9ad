import type { IncomingMessage } from 'node:http';
import { parseSourceAddress } from '../core/source-address.ts';
import type { SecretHeader } from '../ports.ts';
import type { FetchLimits } from './limits.ts';
import { readBody } from './read-body.ts';
import { FetchRefusal } from './refusal.ts';
import { requestOnce } from './request-once.ts';
import { type Resolve, resolvePublic } from './resolve-public.ts';

export interface FetchTextDeps {
  readonly resolve: Resolve;
  readonly isAllowed: (address: string) => boolean;
  readonly limits: FetchLimits;
  /** Only tests have it: a server of their own on this machine. */
  readonly trusted?: { readonly ca: string; readonly port: number };
}

const redirects = [301, 302, 303, 307, 308];

/** Rejects as soon as the time is over, for what cannot be called off itself. */
const within = async <T>(signal: AbortSignal, work: Promise<T>): Promise<T> => {
  let stop = (): void => {};
  const late = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason instanceof Error ? signal.reason : new Error('aborted'));
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
};

const certificateCodes = /^(CERT_|ERR_TLS_CERT|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE)/;

/** Words for whatever went wrong on the way, without anything the other side said. */
const refusalOf = (error: unknown, signal: AbortSignal, limits: FetchLimits): FetchRefusal => {
  if (error instanceof FetchRefusal) return error;
  if (signal.aborted) return new FetchRefusal(`The server did not answer completely within ${limits.totalMs / 1_000} s.`);
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (certificateCodes.test(code)) return new FetchRefusal('The certificate of the server is not valid for this address.');
  if (/^(EPROTO|ERR_SSL|ERR_TLS)/.test(code)) return new FetchRefusal('No encrypted connection to the server came about.');
  if (/^(Z_|ERR__?ZLIB|ERR_BROTLI|ERR__ERROR_FORMAT)/.test(code)) return new FetchRefusal('The answer of the server cannot be unpacked.');
  if (code.startsWith('HPE_')) return new FetchRefusal('The server does not answer as a web server does.');
  return new FetchRefusal('No connection to the server came about, or it broke off.');
};

/**
 * GET of an address on the public internet. Every hop is checked anew: scheme, port, and each address its name resolves to. The secret goes
 * only to the server it was entered for, and after a redirect elsewhere never again.
 * @throws FetchRefusal, and nothing else
 */
export const fetchText = async (deps: FetchTextDeps, address: string, secret: SecretHeader | null): Promise<string> => {
  const { limits } = deps;
  const signal = AbortSignal.timeout(limits.totalMs);
  let response: IncomingMessage | undefined;
  try {
    let next = parseSourceAddress(address);
    let header = secret;
    for (let hop = 0; hop <= limits.redirects; hop += 1) {
      if ('fault' in next) throw new FetchRefusal(hop === 0 ? next.fault : `The server refers to another address. ${next.fault}`);
      const { url } = next;
      const addresses = await within(signal, resolvePublic(url.hostname, deps.resolve, deps.isAllowed));
      response = await requestOnce({ url, addresses, header, signal, trusted: deps.trusted });
      const status = response.statusCode ?? 0;
      if (status >= 200 && status < 300) return await readBody(response, limits.bodyBytes, signal);
      const location = response.headers.location;
      response.destroy();
      if (!redirects.includes(status) || location === undefined) throw new FetchRefusal(`The server answers with status ${status}.`);
      next = parseSourceAddress(location, url.href);
      if ('url' in next && next.url.origin !== url.origin) header = null;
    }
    throw new FetchRefusal(`The server refers to another address more than ${limits.redirects} times.`);
  } catch (error) {
    throw refusalOf(error, signal, limits);
  } finally {
    response?.destroy();
  }
};
