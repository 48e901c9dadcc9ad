import { generateDay, profileSiteConfig } from '../../../../test/pbx-simulator/index.ts';
import { eventsOf } from '../../../../test/replay/replay-trace.ts';
import type { CallEvent } from '../../../domain/call-event.ts';
import type { SiteConfig } from '../../../domain/site-config.ts';

export interface SampleDay {
  readonly name: string;
  readonly config: SiteConfig;
  readonly messages: readonly { readonly at: number; readonly rx: string }[];
  readonly events: readonly CallEvent[];
}

const startAt = Date.UTC(2026, 2, 2, 9);

/** An hour of traffic of the simulated PBX, start-up and log-ons included. */
export const sampleHour = (seed: number, callsPerHour: number): SampleDay => {
  const profile = seed % 3 === 0 ? 'mill' : 'harbour';
  const gateway = seed % 4 === 0;
  const config = profileSiteConfig(profile);
  const messages = [...generateDay({ seed, callsPerHour, hours: 1, day: 'flat', profile, gateway, startAt })].map(({ at, line }) => ({
    at,
    rx: line,
  }));
  return { name: `${profile} seed ${seed}${gateway ? ' gateway' : ''}`, config, messages, events: retranslate(config, messages) };
};

export const retranslate = (config: SiteConfig, messages: readonly { readonly at: number; readonly rx: string }[]): CallEvent[] =>
  eventsOf({ link: 'sample', config, messages: messages.map(({ at, rx }) => ({ at, rx, tx: null })), diagnostics: [] });
