import { generateDay, profileSiteConfig } from '../../../test/pbx-simulator/index.ts';
import { eventsOf } from '../../../test/replay/replay-trace.ts';
import { foldEvents, initialEngineState } from '../../call-engine/core/fold-events.ts';
import type { CallEvent } from '../../domain/call-event.ts';
import type { OutboxBatch } from '../../domain/engine-output.ts';
import { epochMs } from '../../domain/ids.ts';
import type { SiteConfig } from '../../domain/site-config.ts';

export interface SampleSite {
  readonly config: SiteConfig;
  /** What the engine published, in order, from number 1. */
  readonly batches: readonly OutboxBatch[];
}
export interface SampleOptions {
  readonly seed: number;
  readonly callsPerHour: number;
  readonly hours: number;
  readonly startAt: number;
  /** `HH:MM`, London. */
  readonly resetTime: string;
  /** Size of the next commit. */
  readonly size: () => number;
  readonly settings?: Partial<SiteConfig['settings']>;
}

/** Hours of a simulated site through the agent's translator and the engine, in commits of any size. */
export const sampleSite = ({ seed, callsPerHour, hours, startAt, resetTime, size, settings }: SampleOptions): SampleSite => {
  const profile = seed % 3 === 0 ? 'mill' : 'harbour';
  const base = profileSiteConfig(profile);
  const config: SiteConfig = { ...base, resetTime, settings: { ...base.settings, ...settings } };
  const messages = [...generateDay({ seed, callsPerHour, hours, day: 'flat', profile, startAt })].map(({ at, line }) => ({
    at,
    rx: line,
    tx: null,
  }));
  const events: readonly CallEvent[] = eventsOf({ link: 'sample', config, messages, diagnostics: [] });
  const batches: OutboxBatch[] = [];
  let state = initialEngineState(config.id);
  for (let from = 0; from < events.length; ) {
    const some = events.slice(from, from + Math.max(1, size()));
    from += some.length;
    const folded = foldEvents(state, some, config);
    state = folded.state;
    const at = epochMs(Math.max(...some.map((event) => event.at)));
    if (folded.emitted.length > 0)
      batches.push({ v: 1, tenant: 'bakery', site: config.id, n: batches.length + 1, at, emitted: folded.emitted });
  }
  return { config, batches };
};
