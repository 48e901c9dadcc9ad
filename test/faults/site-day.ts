import type { CallEvent } from '../../functions/domain/call-event.ts';
import { type DayOptions, generateDay, profileSiteConfig } from '../pbx-simulator/index.ts';
import { eventsOf } from '../replay/replay-trace.ts';

export const siteConfig = profileSiteConfig('harbour');

/** Numbered events of a busy stretch at a small business, in the agent's own words; ends when the last call has ended. */
export const eventsOfDay = (seed: number, options: DayOptions = {}): readonly CallEvent[] => {
  const lines = generateDay({ seed, profile: 'harbour', callsPerHour: 500, maxCalls: 40, day: 'flat', ...options });
  const messages = [...lines].map(({ at, line }) => ({ at, rx: line, tx: null }));
  return eventsOf({ link: `day-${seed}`, config: siteConfig, messages, diagnostics: [] });
};
