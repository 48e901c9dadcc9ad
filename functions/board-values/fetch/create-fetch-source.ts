import { lookup } from 'node:dns/promises';
import { hideSecret } from '../core/hide-secret.ts';
import { isPublicAddress } from '../core/public-address.ts';
import type { FetchSource } from '../ports.ts';
import { type FetchTextDeps, fetchText } from './fetch-text.ts';
import { fetchLimits } from './limits.ts';
import { readFields } from './read-fields.ts';
import { FetchRefusal } from './refusal.ts';

/** What production fetches with; there is no setting that widens it. */
export const publicInternet: FetchTextDeps = {
  resolve: async (host) => (await lookup(host, { all: true, verbatim: true })).map(({ address }) => address),
  isAllowed: isPublicAddress,
  limits: fetchLimits,
};

export const createFetchSource =
  (deps: FetchTextDeps): FetchSource =>
  async (definition, header, came) => {
    try {
      const sent = await fetchText(deps, definition.url, header);
      const body = header === null ? sent : hideSecret(sent, header.value);
      came?.(body);
      return readFields(definition, body, deps.limits.readMs);
    } catch (error) {
      if (error instanceof FetchRefusal) return { failing: error.message };
      throw error;
    }
  };
