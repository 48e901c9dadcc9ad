import { foldEvents, initialEngineState } from '../../functions/call-engine/core/fold-events.ts';
import { type LastRows, lastRowsOf } from '../../functions/call-engine/core/testing/final-rows.ts';
import type { CallEvent } from '../../functions/domain/call-event.ts';
import type { Emitted } from '../../functions/domain/engine-output.ts';
import type { SiteConfig } from '../../functions/domain/site-config.ts';
import { findProfile, generateDay, profileSiteConfig } from '../pbx-simulator/index.ts';
import { withSecondNode } from '../pbx-simulator/profiles/gateway.ts';
import { eventsOf } from '../replay/replay-trace.ts';

/** A line of the phone system and when it came, epoch ms. */
export interface Line {
  readonly at: number;
  readonly rx: string;
}
export interface Site {
  readonly name: string;
  readonly config: SiteConfig;
  readonly lines: readonly Line[];
}

const startAt = Date.UTC(2026, 2, 2, 9);
const rates = [120, 400, 40] as const;

/**
 * People at work at one of the simulator's businesses, day and night alike, calls still running at the end. Every fourth seed has a
 * second node that the configuration knows, every other fourth one that it does not.
 */
export const simulateSite = (seed: number, calls: number): Site => {
  const name = seed % 3 === 0 ? 'mill' : 'harbour';
  const rate = rates[seed % rates.length] ?? rates[0];
  const profile = findProfile(name);
  const gateway = seed % 2 === 0;
  const config = profileSiteConfig(gateway && seed % 4 === 0 ? withSecondNode(profile) : profile);
  const day = generateDay({ seed, callsPerHour: rate, hours: calls / rate, day: 'flat', profile: name, gateway, startAt });
  return { name: `${name} seed ${seed}`, config, lines: [...day].map(({ at, line }) => ({ at, rx: line })) };
};

/** Lines through the agent's own translator. */
export const translate = (config: SiteConfig, lines: readonly Line[]): readonly CallEvent[] =>
  eventsOf({ link: 'conservation', config, messages: lines.map(({ at, rx }) => ({ at, rx, tx: null })), diagnostics: [] });

export interface Rows extends LastRows {
  readonly events: number;
}
/** What history holds once everything was folded, in batches as they come from an agent. */
export const foldRows = (config: SiteConfig, events: readonly CallEvent[], batch = 500): Rows => {
  const kept: Emitted[] = [];
  let state = initialEngineState(config.id);
  for (let from = 0; from < events.length; from += batch) {
    const result = foldEvents(state, events.slice(from, from + batch), config);
    state = result.state;
    for (const one of result.emitted) if (one.type !== 'live') kept.push(one);
  }
  return { ...lastRowsOf(kept), events: events.length };
};

export const rowsOfLines = (config: SiteConfig, lines: readonly Line[]): Rows => foldRows(config, translate(config, lines));
