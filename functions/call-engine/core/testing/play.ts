import { createOaiTranslator } from '../../../../edge-agent/protocol/oai/translator.ts';
import { type CallEvent, callEventSchema } from '../../../domain/call-event.ts';
import { type SiteConfig, type SiteConfigInput, siteConfigSchema } from '../../../domain/site-config.ts';
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
    { number: '1004', type: 'extension', name: 'Di Dunn' },
    { number: '2000', type: 'huntGroup', name: 'Sales' },
    { number: '2001', type: 'huntGroup', name: 'Support' },
    { number: '2002', type: 'huntGroup', name: 'Ann anywhere', personal: true },
    { number: '2500', type: 'application', name: 'Voicemail' },
    { number: '2501', type: 'application', name: 'Welcome', notAnswering: true, notRung: true },
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

const nothing = {
  monitored: null,
  connection: null,
  cause: 36,
  outsideNumber: null,
  deviceType: null,
  callingDevice: null,
  callerName: null,
  callerNumber: null,
  trunkName: null,
  trunkNumber: null,
  callingType: null,
  originallyCalled: null,
  lastRedirection: null,
  accountCode: null,
  huntGroup: null,
  position: null,
  device: '1001',
  trunk: null,
  dialled: null,
  otherDevice: null,
  newDestination: null,
  transferredDevice: null,
  announcementCallId: null,
  destination: null,
  primaryCallId: null,
  secondaryCallId: null,
  controller: null,
  members: [],
  calledNumber: null,
  terminatingDevice: null,
  transferredCallId: null,
  transferDestination: null,
  name: null,
  number: null,
  callbackTarget: null,
  extension: null,
  message: null,
  text: null,
  scope: null,
  detail: null,
  lostFrom: null,
  lostTo: null,
  affectedNode: '1',
  reason: null,
  complete: false,
  devices: [],
  removed: [],
  dndMessages: [],
  change: null,
};

/** An event with everything not told absent; the schema drops what its kind does not have. @throws ZodError */
export const plainEvent = (seq: number, seconds: number, told: { readonly kind: CallEvent['kind']; readonly link?: string }): CallEvent =>
  callEventSchema.parse({
    ...nothing,
    v: 1,
    link: 'link-1',
    node: '1',
    callId: '1F01',
    resync: null,
    copyOf: null,
    ...told,
    seq,
    at: Math.round(nine + seconds * 1000),
  });

/** The site of the stories, with what is different about it. */
export const siteWith = (more: Partial<SiteConfigInput> = {}): SiteConfig => siteConfigSchema.parse({ ...harbour, ...more });

/** The steps as events of one link, numbered from 1. */
export const eventsOfSteps = (steps: readonly Step[], config: SiteConfigInput = harbour, link = 'link-1'): CallEvent[] => {
  const translator = createOaiTranslator({ devices: siteConfigSchema.parse(config).devices });
  const events: CallEvent[] = [];
  for (const [seconds, what] of steps) {
    if (typeof what !== 'string') {
      events.push(plainEvent(events.length + 1, seconds, { link, ...what }));
      continue;
    }
    for (const { event, copyOfIndex } of translator.line(nine + Math.round(seconds * 1000), `000,${what}`))
      events.push(callEventSchema.parse({ ...event, link, seq: events.length + 1, copyOf: copyOfIndex === null ? null : copyOfIndex + 1 }));
  }
  return events;
};

/** What comes of the steps under a configuration, folded one event at a time. */
export const play = (steps: readonly Step[], config: SiteConfigInput = harbour): Outcome =>
  foldInBatches(eventsOfSteps(steps, config), siteConfigSchema.parse(config), [{ size: 1 }]);
