import { z } from '@hono/zod-openapi';

const text = z.string().nullable();
const instant = z.iso.datetime();
const maybeInstant = z.iso.datetime().nullable();
const ms = z.int().nonnegative().openapi({ description: 'Milliseconds' });

const facts = {
  ruleSet: z.literal(1),
  siteId: z.string(),
  logicalCallId: z.string(),
};
const times = {
  pbxCallId: z.string(),
  node: z.string(),
  callType: z.enum(['external', 'internal']),
  direction: z.enum(['in', 'out']),
  startedAt: instant,
  answeredAt: maybeInstant,
  endedAt: maybeInstant,
  ringMs: ms,
  talkMs: ms,
  holdMs: ms,
  answered: z.boolean(),
};
const parties = {
  extension: text,
  extensionName: text,
  agent: text,
  agentName: text,
  userId: text,
  userName: text,
  callingExtension: text,
  callingExtensionName: text,
  callingAgent: text,
  callingAgentName: text,
  callingUserId: text,
  callingUserName: text,
  huntGroup: text,
  huntGroupName: text,
  trunk: text,
  trunkName: text,
  outsideNumber: text,
  outsideE164: text,
  ddi: text,
  dnis: text,
  contactName: text,
  speedDialName: text,
  accountCode: text,
  tags: z.tuple([text, text, text, text, text]).readonly(),
  transferredFrom: text,
  transferredTo: text,
  transferredFromAgent: text,
  transferredToAgent: text,
  overflowedFrom: text,
  dee: z.boolean(),
  trunkToTrunk: z.boolean(),
  conference: z.boolean(),
  shortCall: z.boolean(),
  endEvent: text,
  endCause: z.int().nullable(),
  endedBy: z.enum(['pbx', 'inferred']).nullable(),
};

export const segmentSchema = z
  .object({
    ...facts,
    segmentId: z.string(),
    segmentNo: z.int().positive(),
    ...times,
    outcome: z.enum(['answered', 'transferred', 'refused', 'diverted', 'overflowed', 'lost', 'unanswered', 'failed', 'inProgress']),
    ...parties,
  })
  .openapi('Segment');

export const callSchema = z
  .object({
    ...facts,
    ...times,
    outcome: z.enum(['answered', 'lost', 'unanswered', 'failed', 'inProgress']),
    ...parties,
    segmentCount: z.int().nonnegative(),
    elapsedMs: ms,
    trunk2: text,
    trunk2Name: text,
    outsideNumber2: text,
    outsideE1642: text,
    otherTrunks: z.array(z.string()).readonly(),
    lastExtension: text,
    answeringExtension: text,
    answeringExtensionName: text,
    firstRangExtension: text,
    firstRangExtensionName: text,
    lastRangExtension: text,
    lastRangExtensionName: text,
    answeringAgent: text,
    answeringAgentName: text,
    firstRangAgent: text,
    firstRangAgentName: text,
    lastRangAgent: text,
    lastRangAgentName: text,
  })
  .openapi('Call');

export const statusSchema = z
  .object({
    kind: z.enum(['acd', 'dnd']),
    status: z.enum(['loggedOn', 'free', 'busy', 'wrap', 'dndOn', 'dndOff', 'loggedOut']),
    at: instant,
    agent: text,
    agentName: text,
    extension: text,
    extensionName: text,
    huntGroup: text,
    huntGroupName: text,
    dndNumber: z.int().nullable(),
    dndMessage: text,
    dndText: text,
  })
  .openapi('StatusRow');

export const gapSchema = z
  .object({
    gapId: z.string(),
    siteId: z.string(),
    cause: z.enum(['linkDown', 'agentDown', 'numbersLost', 'nodeDown']),
    link: z.string(),
    node: text,
    startedAt: instant,
    endedAt: maybeInstant,
    detail: text,
  })
  .openapi('Gap');

export const anomalySchema = z
  .object({
    anomalyId: z.string(),
    siteId: z.string(),
    kind: z.enum(['unrecognised', 'noSegment', 'twoCallsOnTrunk', 'idReused', 'inferredEnd', 'unknownCall', 'outOfOrderTime']),
    at: instant,
    logicalCallId: text,
    detail: z.string(),
  })
  .openapi('Anomaly');
