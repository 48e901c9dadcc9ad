import { z } from 'zod';
import { epochMsSchema, linkIdSchema, sequenceNoSchema } from './ids.ts';

/**
 * The neutral call event: what the edge makes of a PBX line (OAI or CSTA) and what the engine folds.
 * Texts and numbers are strings, absent values are null, `cause` is the PBX's two-digit event cause.
 */
const text = z.string().nullable();
/** What becomes part of a key is bounded: a key of DynamoDB holds 1,024 bytes. */
const device = z.string().min(1).max(100);
const pbxCallId = z.string().min(1).max(64);
const otherCallId = z.string().max(64).nullable();
const cause = z.number().int().nullable();
/** State of the monitored device's own connection after the event (OAI Local_Cnx_State). */
export const connectionStates = ['null', 'initiated', 'alerting', 'connected', 'held', 'failed', 'queued'] as const;
const connection = z.enum(connectionStates).nullable();
const partyType = z.enum(['internal', 'external']).nullable();

const envelope = {
  v: z.literal(1),
  link: linkIdSchema,
  seq: sequenceNoSchema,
  at: epochMsSchema,
  /** `"1"` when the PBX does not say. */
  node: z.string().max(32),
  /** Resync the event belongs to (OAI Resync_Code: invoke id, `0` power-up, `1` old form); null for live events. */
  resync: text,
  /** `seq` of the first copy, when this copy of the same PBX event says more. */
  copyOf: sequenceNoSchema.nullable(),
};
/** `monitored` = device whose monitor delivered the line; null when unknown. `callId` = the PBX's own, reused id. */
const onCall = { ...envelope, callId: pbxCallId, monitored: text, connection, cause };

const alerting = {
  device,
  /** Number outside when the alerted device is a trunk (OAI alert_outside_no). */
  outsideNumber: text,
  deviceType: partyType,
  callingDevice: text,
  callerName: text,
  callerNumber: text,
  trunkName: text,
  /** DDI digits (OAI trunk_no). */
  trunkNumber: text,
  callingType: partyType,
  originallyCalled: text,
  lastRedirection: text,
  accountCode: text,
  huntGroup: text,
};

export const callEventSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('initiated'), ...onCall, device, callbackTarget: text }),
  /** OAI OR (`trunk` null) and NT (`trunk` named: the outgoing line was seized or digits were sent). */
  z.object({
    kind: z.literal('originated'),
    ...onCall,
    device: text,
    trunk: text,
    callerNumber: text,
    callingType: partyType,
    dialled: text,
    accountCode: text,
  }),
  z.object({ kind: z.literal('offered'), ...onCall, ...alerting }),
  z.object({
    kind: z.literal('queued'),
    ...onCall,
    device,
    callingDevice: text,
    callerName: text,
    callerNumber: text,
    trunkName: text,
    trunkNumber: text,
    callingType: partyType,
    originallyCalled: text,
    lastRedirection: text,
    position: z.number().int().nullable(),
    accountCode: text,
  }),
  z.object({ kind: z.literal('ringing'), ...onCall, ...alerting }),
  z.object({
    kind: z.literal('answered'),
    ...onCall,
    device,
    outsideNumber: text,
    deviceType: partyType,
    callingDevice: text,
    callerNumber: text,
    trunkNumber: text,
    callingType: partyType,
    originallyCalled: text,
    lastRedirection: text,
  }),
  z.object({ kind: z.literal('held'), ...onCall, device }),
  z.object({
    kind: z.literal('retrieved'),
    ...onCall,
    device,
    otherDevice: text,
    outsideNumber: text,
    trunkNumber: text,
    callingType: partyType,
  }),
  z.object({ kind: z.literal('diverted'), ...onCall, device, newDestination: text, outsideNumber: text }),
  /** `callId` = the transferred (held) call, `device` = who transfers, `transferredDevice` = the party handed over. */
  z.object({
    kind: z.literal('transferred'),
    ...onCall,
    device,
    transferredDevice: text,
    announcementCallId: otherCallId,
    destination: text,
    callerName: text,
    callerNumber: text,
    trunkName: text,
    trunkNumber: text,
  }),
  /** `callId` = the primary call; every member with the call id it has inside the conference. */
  z.object({
    kind: z.literal('conferenced'),
    ...onCall,
    device,
    primaryCallId: otherCallId,
    secondaryCallId: otherCallId,
    controller: text,
    members: z.array(z.object({ device: z.string().max(100), callId: z.string().max(64) })),
  }),
  /** `callId` may be null: the PBX refuses some attempts before they get an id. */
  z.object({ kind: z.literal('failed'), ...onCall, callId: otherCallId, device, calledNumber: text }),
  z.object({ kind: z.literal('partyCleared'), ...onCall, device, terminatingDevice: text }),
  z.object({ kind: z.literal('callCleared'), ...onCall, transferredCallId: otherCallId, transferDestination: text }),
  z.object({ kind: z.literal('callInfo'), ...onCall, device, accountCode: text, name: text, number: text }),

  z.object({
    kind: z.literal('agentState'),
    ...envelope,
    monitored: text,
    extension: text,
    agent: device,
    state: z.enum(['loggedOn', 'loggedOff', 'ready', 'notReady', 'wrapUp']),
    huntGroup: text,
    name: text,
  }),
  /** `message` null or empty = do not disturb is off. */
  z.object({ kind: z.literal('dnd'), ...envelope, monitored: text, device, message: text, text: text }),
  z.object({
    kind: z.literal('forward'),
    ...envelope,
    monitored: text,
    device,
    destination: text,
    outsideNumber: text,
    type: z.enum(['immediate', 'noAnswer', 'busy', 'noAnswerOrBusy', 'none', 'other']),
  }),
  z.object({
    kind: z.literal('messageWaiting'),
    ...envelope,
    monitored: text,
    device,
    from: text,
    mailbox: text,
    count: z.number().int().nullable(),
    on: z.boolean(),
  }),
  z.object({
    kind: z.literal('deviceState'),
    ...envelope,
    monitored: text,
    device,
    state: z.enum(['online', 'offline', 'monitorEnded']),
    deviceType: text,
  }),
  z.object({ kind: z.literal('nodeLink'), ...envelope, affectedNode: z.string().max(32), state: z.enum(['up', 'down']), reason: text }),
  /**
   * `state` of the agent's PBX link. Resyncs are bracketed by resyncBegin / resyncEnd with the same `resync` code; `scope` = the
   * resynchronised extension or `node:`, null for all.
   */
  z.object({
    kind: z.literal('linkState'),
    ...envelope,
    state: z.enum([
      'connecting',
      'loggingIn',
      'startingUp',
      'up',
      'resyncBegin',
      'resyncEnd',
      'wrongPasswordOrNotLicensed',
      'portsFull',
      'eventsNotLicensed',
      'lost',
      'stopped',
      'numbersLost',
    ]),
    scope: text,
    detail: text,
    /**
     * numbersLost only: what was numbered `lostFrom` … `lostTo` will never come. The declaration stands in the place of the first lost
     * number (`seq` = `lostFrom`), so a batch that starts with it still follows its predecessor; the next event is `lostTo` + 1.
     */
    lostFrom: sequenceNoSchema.nullable(),
    lostTo: sequenceNoSchema.nullable(),
  }),
  z.object({
    kind: z.literal('alarm'),
    ...envelope,
    systemId: text,
    device: text,
    number: z.number().int().nullable(),
    message: text,
    uniqueId: text,
    cleared: z.boolean(),
  }),
  /** Devices, hunt group members and DND messages as the PBX lists them; `complete` replaces what was known of the node(s). */
  z.object({
    kind: z.literal('directoryChanged'),
    ...envelope,
    complete: z.boolean(),
    devices: z.array(
      z.object({
        number: z.string(),
        node: z.string().nullable(),
        type: z.enum(['extension', 'huntGroup', 'trunk', 'agent', 'application']),
        name: z.string(),
        description: z.string(),
        pbxType: z.string().nullable(),
        groupType: z.string().nullable(),
        members: z.array(z.string()),
      }),
    ),
    removed: z.array(z.string()),
    dndMessages: z.array(z.object({ number: z.number().int(), text: z.string() })),
    /** Set when only a change was reported and the list follows. */
    change: text,
  }),
  /** A line that was understood but that the call rules do not use (OAI FE, CB, MU, GI, OE, DCE, DLC, DSC, DEE, ET, NM, CS, SMR, GDA). */
  z.object({
    kind: z.literal('information'),
    ...envelope,
    code: z.string(),
    device: text,
    callId: text,
    fields: z.record(z.string(), z.string()),
  }),
  z.object({ kind: z.literal('unrecognised'), ...envelope, raw: z.string(), reason: z.string() }),
  /** Time passing, so that rules with a limit fire though the engine has no clock. */
  z.object({ kind: z.literal('tick'), ...envelope }),
]);

export type CallEvent = z.output<typeof callEventSchema>;
export type CallEventKind = CallEvent['kind'];
export type CallEventOf<K extends CallEventKind> = Extract<CallEvent, { kind: K }>;
/** An event before the spool numbers it: what parsers and sessions produce. */
export type UnnumberedEvent = CallEvent extends infer E ? (E extends CallEvent ? Omit<E, 'link' | 'seq' | 'copyOf'> : never) : never;
