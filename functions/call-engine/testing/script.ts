import { type CallEvent, type CallEventKind, type CallEventOf, callEventSchema } from '../../domain/call-event.ts';
import { type SiteConfig, type SiteConfigInput, siteConfigSchema } from '../../domain/site-config.ts';

/** 2 March 2026, 09:00:00 UTC: instants of a script are seconds from here. */
export const scriptStart = 1_772_442_000_000;

/** Extensions 1001-1004, groups 2000 and 2001 (2002 of a personal router), voicemail 2500, announcement 2501, trunks 94101 and 94102. */
export const scriptSite = (more: Partial<SiteConfigInput> = {}): SiteConfig =>
  siteConfigSchema.parse({
    id: 'harbour',
    devices: [
      ...['1001', '1002', '1003', '1004'].map((number) => ({ number, type: 'extension' as const, name: `Phone ${number}` })),
      { number: '2000', type: 'huntGroup', name: 'Sales' },
      { number: '2001', type: 'huntGroup', name: 'Support' },
      { number: '2002', type: 'huntGroup', name: 'Ann anywhere', personal: true },
      { number: '2500', type: 'application', name: 'Voicemail' },
      { number: '2501', type: 'application', name: 'Welcome', notAnswering: true, notRung: true },
      { number: '94101', type: 'trunk', name: 'Line 1' },
      { number: '94102', type: 'trunk', name: 'Line 2' },
      { number: '5001', type: 'agent', name: 'Jo Lane' },
    ],
    users: [{ id: 'u-ann', name: 'Ann', extensions: ['1001'] }],
    ...more,
  });

type Fields<K extends CallEventKind> = Partial<Omit<CallEventOf<K>, 'v' | 'kind' | 'seq' | 'at'>>;

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

/** An event of the kind with everything not told absent; the schema drops what the kind does not have. @throws ZodError */
export const scriptEvent = (kind: CallEventKind, seq: number, at: number, fields: Readonly<Record<string, unknown>>): CallEvent =>
  callEventSchema.parse({
    ...nothing,
    v: 1,
    link: 'link-1',
    seq,
    at,
    node: '1',
    resync: null,
    copyOf: null,
    callId: '1F01',
    ...fields,
    kind,
  });

export interface Script {
  readonly events: CallEvent[];
  /** Adds one event `seconds` after the start of the script. */
  add<K extends CallEventKind>(seconds: number, kind: K, fields?: Fields<K>): Script;
  /** An inbound call on 94101 begins. */
  inbound(seconds: number, callId?: string): Script;
  /** A phone rings, at a group's wish when one is named. */
  rings(seconds: number, device: string, huntGroup?: string | null, callId?: string): Script;
  answers(seconds: number, device: string, callId?: string): Script;
  clears(seconds: number, device: string, callId?: string): Script;
  tick(seconds: number): Script;
}

export const script = (): Script => {
  const events: CallEvent[] = [];
  const self: Script = {
    events,
    add(seconds, kind, fields = {}) {
      events.push(scriptEvent(kind, events.length + 1, Math.round(scriptStart + seconds * 1000), fields));
      return self;
    },
    inbound: (seconds, callId = '1F01') =>
      self.add(seconds, 'originated', { callId, device: '94101', callingType: 'external', callerNumber: '02079460123', cause: 22 }),
    rings: (seconds, device, huntGroup = null, callId = '1F01') =>
      self.add(seconds, 'ringing', { callId, device, huntGroup, deviceType: 'internal', cause: 22 }),
    answers: (seconds, device, callId = '1F01') => self.add(seconds, 'answered', { callId, device, deviceType: 'internal', cause: 35 }),
    clears: (seconds, device, callId = '1F01') => self.add(seconds, 'partyCleared', { callId, device, terminatingDevice: device }),
    tick: (seconds) => self.add(seconds, 'tick'),
  };
  return self;
};
