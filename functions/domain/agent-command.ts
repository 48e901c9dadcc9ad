import { z } from 'zod';

/**
 * What goes over the command channel of an edge agent, a WebSocket that the agent opens:
 *
 *   agent                                  cloud
 *   `trunkline.agent.v1, agent.<proof>` -> authoriser (proof: signed-request.ts over GET /agent-ws)
 *   {v:1, offers}                       -> what the PBX can do, at the beginning and when it changes
 *   {v:1, ping: n}                      -> {v:1, pong: n}
 *                                       <- {v:1, command}
 *   {v:1, answer}                       -> exactly one counts
 *
 * No message carries a line of the PBX's protocol: the agent does the kinds below and nothing else.
 */
export const agentSocketPath = '/agent-ws';
export const agentSocketProtocol = 'trunkline.agent.v1';
export const agentProofPrefix = 'agent.';
/** An agent that hears nothing for so long opens a new connection; API Gateway closes one that is silent for ten minutes. */
export const agentPingEveryMs = 60_000;
/** API Gateway ends every connection after two hours: an agent is earlier. */
export const agentConnectionMs = 110 * 60_000;
/** How long an agent remembers what it answered, so that a command delivered again is not done again. */
export const answersKeptMs = 600_000;

/** Characters of a text shown on a phone in do not disturb. */
export const dndTextCharacters = 16;
export const dndMessageNumbers = 20;

/** Digits only: what stands in a command must never be able to end a field of it. */
export const deviceNumberSchema = z.string().regex(/^\d{1,12}$/, 'must be 1 to 12 digits');
/** As the PBX spells them: letters, digits, `@ * #`. */
export const pbxCallIdSchema = z.string().regex(/^[0-9A-Za-z@*#]{1,12}$/, 'must be a call id of the PBX');
/** ISO-8859-1 without the characters that mean something in the protocol (`,` and `|`) or are none. */
export const dndTextSchema = z
  .string()
  .max(dndTextCharacters, `at most ${dndTextCharacters} characters fit on a phone`)
  .regex(/^[\x20-\x7e\xa0-\xff]*$/, 'has a character that phones cannot show')
  .regex(/^[^,|]*$/, 'must have no comma and no vertical bar');

/** A device of the PBX; `node` matters only behind a gateway. */
export const pbxDeviceSchema = z.strictObject({
  number: deviceNumberSchema,
  node: z
    .string()
    .regex(/^\d{1,3}$/, 'must be the number of a node')
    .nullable(),
});
export type PbxDevice = z.infer<typeof pbxDeviceSchema>;

const atCall = { device: pbxDeviceSchema, call: pbxCallIdSchema };

/** The only things an agent does on behalf of somebody. */
export const pbxActSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('setDnd'),
    device: pbxDeviceSchema,
    on: z.boolean(),
    /** Null = the first one, or none when it goes off. */
    message: z.int().min(1).max(dndMessageNumbers).nullable(),
    text: dndTextSchema,
  }),
  z.strictObject({
    kind: z.literal('setAgentState'),
    device: pbxDeviceSchema,
    agent: deviceNumberSchema,
    state: z.enum(['loggedOut', 'loggedIn', 'ready', 'notReady']),
    /** Null = all groups of the agent. */
    group: pbxDeviceSchema.nullable(),
  }),
  z.strictObject({ kind: z.literal('answer'), ...atCall }),
  /** The device leaves the call. */
  z.strictObject({ kind: z.literal('clearConnection'), ...atCall }),
  /** Everybody leaves the call. */
  z.strictObject({ kind: z.literal('clearCall'), ...atCall }),
  /** Completes a transfer: the held `call` goes to whom the device talks to, or rings, in `announcement`. */
  z.strictObject({ kind: z.literal('transfer'), ...atCall, announcement: pbxCallIdSchema }),
  /** A connected call leaves the device and rings at `to`. */
  z.strictObject({ kind: z.literal('oneStepTransfer'), ...atCall, to: pbxDeviceSchema }),
  /** A call that rings at the device rings at `to` instead. */
  z.strictObject({ kind: z.literal('deflect'), ...atCall, to: pbxDeviceSchema }),
  /** The same for a call that waits at a hunt group. */
  z.strictObject({ kind: z.literal('move'), ...atCall, to: pbxDeviceSchema }),
  /** The device takes a call that rings at `from`. */
  z.strictObject({ kind: z.literal('pickUp'), ...atCall, from: pbxDeviceSchema }),
]);
export type PbxAct = z.infer<typeof pbxActSchema>;
export type PbxActKind = PbxAct['kind'];

export const agentCommandSchema = z.strictObject({
  id: z.uuid(),
  /** Epoch ms of the cloud: later it is not begun. */
  deadline: z.int().positive(),
  act: pbxActSchema,
});
export type AgentCommand = z.infer<typeof agentCommandSchema>;

/** What became of a command. `expired` and `notDelivered`: certainly nothing happened; `unknown`: it may have happened. */
export const commandResults = ['done', 'refused', 'unknown', 'notDelivered', 'expired'] as const;
export type CommandResult = (typeof commandResults)[number];

/** Why an agent answers without the PBX having refused; null = it answered. */
export const agentReasons = [
  'noLink',
  'notLicensed',
  'pbxBusy',
  'noConfirmation',
  'linkLost',
  'pbxRestarted',
  'expired',
  'notUnderstood',
] as const;
export type AgentReason = (typeof agentReasons)[number];

export const agentAnswerSchema = z.strictObject({
  id: z.uuid(),
  result: z.enum(commandResults),
  /** Outcome code of the PBX's confirmation; null without one. */
  outcome: z.int().min(0).max(99).nullable(),
  reason: z.enum(agentReasons).nullable(),
  /** Id the call has now, where the confirmation tells it. */
  newCall: pbxCallIdSchema.nullable(),
});
export type AgentAnswer = z.infer<typeof agentAnswerSchema>;

/** What the agent's PBX can do. */
export const agentOffersSchema = z.strictObject({
  /** The link to the PBX is up. */
  linkUp: z.boolean(),
  /** Whether the PBX licenses call control; null = it has not said. */
  callControl: z.boolean().nullable(),
  /** Texts of the system's do-not-disturb messages, by number. */
  dndMessages: z.array(z.strictObject({ number: z.int().min(1).max(dndMessageNumbers), text: z.string().max(64) })).max(dndMessageNumbers),
});
export type AgentOffers = z.infer<typeof agentOffersSchema>;

export const toAgentSchema = z.union([
  z.strictObject({ v: z.literal(1), command: agentCommandSchema }),
  z.strictObject({ v: z.literal(1), pong: z.int() }),
]);
export type ToAgent = z.infer<typeof toAgentSchema>;

export const fromAgentSchema = z.union([
  z.strictObject({ v: z.literal(1), answer: agentAnswerSchema }),
  z.strictObject({ v: z.literal(1), offers: agentOffersSchema }),
  z.strictObject({ v: z.literal(1), ping: z.int() }),
]);
export type FromAgent = z.infer<typeof fromAgentSchema>;
/** The longest message of an agent. */
export const fromAgentBytes = 8_192;

/** What an agent proves itself with in its offer of sub-protocols: JSON, base64url, after `agent.` */
export const agentProofSchema = z.strictObject({
  agent: z.string().regex(/^[\w.:-]{1,64}$/),
  /** Epoch ms of the cloud, as text: signed as it is. */
  timestamp: z.string().regex(/^\d{1,15}$/),
  /** Base64. */
  signature: z.base64().max(100),
});
export type AgentProof = z.infer<typeof agentProofSchema>;
/** SHA-256 of the empty body that the signed text names. */
export const emptyBodySha256 = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
