import { createOaiTranslator } from '../../../../edge-agent/protocol/oai/translator.ts';
import { type CallEvent, callEventSchema } from '../../../domain/call-event.ts';
import { type SiteConfigInput, siteConfigSchema } from '../../../domain/site-config.ts';
import { foldInBatches, type Outcome } from './fold-in-batches.ts';

/** Nine o'clock on 2 March 2026, UTC: instants of tests are seconds after it. */
export const nine = 1_772_442_000_000;

export const harbour: SiteConfigInput = {
  id: 'harbour',
  timeZone: 'Europe/London',
  country: 'GB',
  devices: [
    { number: '1001', type: 'extension', name: 'Ann Archer' },
    { number: '1002', type: 'extension', name: 'Bob Baker' },
    { number: '1003', type: 'extension', name: 'Cy Cole' },
    { number: '2000', type: 'huntGroup', name: 'Sales' },
    { number: '2500', type: 'application', name: 'Voicemail' },
    { number: '5001', type: 'agent', name: 'Ann A' },
    { number: '94101', type: 'trunk', name: 'Line 1' },
    { number: '94102', type: 'trunk', name: 'Line 2' },
  ],
  users: [
    { id: 'ann', name: 'Ann', extensions: ['1001'] },
    { id: 'five', name: 'Five', agents: ['5001'] },
  ],
};

/** `[seconds after nine, line]` as the PBX sends it without its number, or `[seconds, event]` with what differs from an empty one. */
export type Step = readonly [number, string | ({ readonly kind: CallEvent['kind'] } & Readonly<Record<string, unknown>>)];

const empty = { v: 1, node: '1', resync: null, monitored: null, detail: null, scope: null, lostFrom: null, lostTo: null, reason: null };

/** The steps as events of one link, numbered from 1. */
export const eventsOfSteps = (steps: readonly Step[], config: SiteConfigInput = harbour, link = 'link-1'): CallEvent[] => {
  const translator = createOaiTranslator({ devices: siteConfigSchema.parse(config).devices });
  const events: CallEvent[] = [];
  for (const [seconds, what] of steps) {
    const at = nine + Math.round(seconds * 1000);
    const made =
      typeof what === 'string'
        ? translator
            .line(at, `000,${what}`)
            .map(({ event, copyOfIndex }) => ({ ...event, copyOf: copyOfIndex === null ? null : copyOfIndex + 1 }))
        : [{ ...empty, copyOf: null, ...what, at }];
    for (const one of made) events.push(callEventSchema.parse({ link, ...one, seq: events.length + 1 }));
  }
  return events;
};

/** What comes of the steps under a configuration, folded one event at a time. */
export const play = (steps: readonly Step[], config: SiteConfigInput = harbour): Outcome =>
  foldInBatches(eventsOfSteps(steps, config), siteConfigSchema.parse(config), [{ size: 1 }]);
