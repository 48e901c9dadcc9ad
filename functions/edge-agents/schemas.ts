import { z } from '@hono/zod-openapi';
import { linkIdSchema } from '../domain/ids.ts';

const instant = z.iso.datetime();
const shortText = z.string().max(200);
/** Three decimals and what a database number holds exactly. */
const figure = z
  .number()
  .min(-1e12)
  .max(1e12)
  .transform((n) => Math.round(n * 1_000) / 1_000);

export const heartbeatSchema = z
  .object({
    sentAt: instant,
    version: shortText,
    /** The agent's PBX links; `state` as in `linkState` events. What no event can name is left out, and the rest of the heartbeat counts. */
    links: z
      .array(z.object({ link: shortText, state: shortText, since: instant.nullable(), detail: z.string().max(1_000).nullable() }))
      .max(32)
      .transform((links) => links.filter(({ link }) => linkIdSchema.safeParse(link).success)),
    /** `depth` = events not yet acknowledged, `oldestAt` = instant of the oldest of them. */
    spool: z.object({
      depth: z.int().nonnegative(),
      bytes: z.int().nonnegative(),
      limitBytes: z.int().positive(),
      oldestAt: instant.nullable(),
      lastSeq: z.int().nonnegative(),
    }),
    counters: z
      .record(
        z
          .string()
          .max(80)
          .refine((name) => !(name in Object.prototype)),
        figure,
      )
      .refine((counters) => Object.keys(counters).length <= 200, 'at most 200 counters'),
    /** Cloud time minus the agent's stamping clock, ms; null = never measured. */
    clockOffsetMs: figure.nullable(),
  })
  .openapi('Heartbeat');
export type Heartbeat = z.output<typeof heartbeatSchema>;

export const heartbeatAnswerSchema = z
  .object({
    now: instant,
    intervalSeconds: z.int().positive(),
    commandSocket: z.string().optional().openapi({ description: 'Address of the WebSocket for commands; absent = none are sent' }),
  })
  .openapi('HeartbeatAnswer');

export const enrolRequestSchema = z
  .object({
    code: z.string().min(12).max(64).openapi({ example: 'K7QD-2M9X-WT4A-8RFN' }),
    publicKey: z.base64().length(44).openapi({ description: 'Raw Ed25519 public key, 32 bytes' }),
    name: z.string().min(1).max(100),
    version: z.string().min(1).max(40),
  })
  .openapi('EnrolRequest');
export type EnrolRequest = z.output<typeof enrolRequestSchema>;

export const enrolAnswerSchema = z
  .object({ agent: z.string(), tenant: z.string(), site: z.string(), stream: z.string(), region: z.string() })
  .openapi('EnrolAnswer');

export const credentialsAnswerSchema = z
  .object({
    accessKeyId: z.string(),
    secretAccessKey: z.string(),
    sessionToken: z.string(),
    expiresAt: instant,
    region: z.string(),
    stream: z.string(),
    endpoint: z.string().nullable(),
  })
  .openapi('AgentCredentials');

export const timeAnswerSchema = z.object({ now: instant }).openapi('CloudTime');

export const enrolmentCodeSchema = z
  .object({ code: z.string().openapi({ description: 'Shown this once' }), codeId: z.string(), site: z.string(), validUntil: instant })
  .openapi('EnrolmentCode');

export const agentSchema = z
  .object({
    agent: z.string(),
    site: z.string(),
    name: z.string(),
    version: z.string(),
    state: z.enum(['online', 'late', 'neverSeen', 'revoked']),
    enrolledAt: instant,
    revokedAt: instant.nullable(),
    lastSeenAt: instant.nullable(),
    heartbeat: heartbeatSchema.nullable(),
  })
  .openapi('EdgeAgent');
