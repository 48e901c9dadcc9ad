import type { IncomingMessage } from 'node:http';
import { Agent, request } from 'node:https';
import type { LookupFunction } from 'node:net';
import type { SecretHeader } from '../ports.ts';
import { FetchRefusal } from './refusal.ts';
import type { CheckedAddress } from './resolve-public.ts';

/** Answers a connection's question for addresses with those that were checked, whatever the name would resolve to by now. */
export const lookupOf =
  (checked: readonly CheckedAddress[]): LookupFunction =>
  (_host, options, callback) => {
    const [first] = checked;
    if (first === undefined) callback(new Error('no address'), []);
    else if (options.all === true) callback(null, [...checked]);
    else callback(null, first.address, first.family);
  };

export interface RequestOnce {
  readonly url: URL;
  readonly addresses: readonly CheckedAddress[];
  readonly header: SecretHeader | null;
  readonly signal: AbortSignal;
  /** Authorities to trust instead of the usual ones, and the port to ask instead of 443: for tests. */
  readonly trusted?: { readonly ca: string; readonly port: number } | undefined;
}

/** One GET to one of the checked addresses. An agent of its own: no connection kept, no proxy of the environment. The caller ends it. */
export const requestOnce = ({ url, addresses, header, signal, trusted }: RequestOnce): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const asked = request({
      method: 'GET',
      host: url.hostname.replace(/^\[|\]$/g, ''),
      path: url.pathname + url.search,
      port: trusted?.port ?? 443,
      agent: new Agent({ keepAlive: false, maxCachedSessions: 0 }),
      lookup: lookupOf(addresses),
      headers: {
        host: url.host,
        accept: 'application/json, text/csv;q=0.9, */*;q=0.1',
        'accept-encoding': 'gzip, br',
        'user-agent': 'Trunkline',
        ...(header === null ? {} : { [header.name]: header.value }),
      },
      rejectUnauthorized: true,
      minVersion: 'TLSv1.2',
      maxHeaderSize: 16_384,
      insecureHTTPParser: false,
      signal,
      ...(trusted === undefined ? {} : { ca: trusted.ca }),
    });
    asked.once('response', (response) => {
      // Nothing should be able to connect elsewhere; if it did, nothing that was said there is used.
      const reached = response.socket.remoteAddress;
      if (reached === undefined || addresses.some(({ address }) => address === reached)) return resolve(response);
      response.destroy();
      reject(new FetchRefusal('The connection did not go to the address that was checked.'));
    });
    asked.once('error', reject);
    asked.end();
  });
