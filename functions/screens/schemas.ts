import { z } from '@hono/zod-openapi';
import { boardIdSchema } from '../domain/board.ts';
import { siteInPath } from '../runtime/site-path.ts';
import { longestShowMinutes } from './constants.ts';
import { screenStates } from './core/screen-state.ts';

const instant = z.iso.datetime();
const viewId = z.string().min(1).max(40).nullable();
const screenName = z.string().trim().min(1).max(80);
const cycleSeconds = z.int().min(5).max(3_600);

export const screenInPath = siteInPath.extend({ screen: z.string().min(1).max(100) });

export const pairingRequestSchema = z
  .object({ description: z.string().trim().max(120).default('').openapi({ description: 'What the screen is, for those who pair it' }) })
  .openapi('PairingRequest');
export const pairingAnswerSchema = z
  .object({
    code: z.string().openapi({ description: 'Six characters to show; anybody may read them', example: 'KQ7TWX' }),
    pairing: z.string().openapi({ description: 'Secret of the screen, to ask with' }),
    expiresAt: instant,
    pollSeconds: z.int(),
  })
  .openapi('Pairing');
export const claimRequestSchema = z.object({ pairing: z.string().min(1).max(100) }).openapi('PairingClaim');
export const claimAnswerSchema = z
  .discriminatedUnion('state', [
    z.object({ state: z.literal('waiting') }),
    z.object({ state: z.literal('paired'), token: z.string().openapi({ description: 'The same one until it was used once' }) }),
  ])
  .openapi('PairingState');

const showSchema = z.object({ board: z.string(), view: viewId, until: instant });
export const screenSchema = z
  .object({
    screen: z.string(),
    name: z.string(),
    board: z.string(),
    boardName: z.string(),
    view: viewId.openapi({ description: 'Null = all views of the board in turn' }),
    cycleSeconds: z.int(),
    state: z.enum(screenStates),
    lastSeenAt: instant.nullable(),
    version: z.string().nullable(),
    viewport: z.object({ width: z.int(), height: z.int() }).nullable(),
    showing: z.object({ board: z.string(), view: viewId }).nullable(),
    pairedAt: instant,
    pairedBy: z.string(),
    show: showSchema.nullable(),
  })
  .openapi('Screen');
export const screenListSchema = z.object({ items: z.array(screenSchema), cursor: z.string().nullable() });

export const pairSchema = z
  .object({
    code: z.string().min(1).max(40),
    name: screenName,
    board: boardIdSchema,
    view: viewId.default(null),
    cycleSeconds: cycleSeconds.default(20),
  })
  .openapi('PairScreen');
export const changeSchema = z
  .object({ name: screenName, board: boardIdSchema, view: viewId, cycleSeconds })
  .partial()
  .refine((change) => Object.keys(change).length > 0, 'nothing to change')
  .openapi('ChangeScreen');
export const showRequestSchema = z
  .object({ board: boardIdSchema, view: viewId.default(null), minutes: z.int().min(1).max(longestShowMinutes) })
  .openapi('ShowOnScreen');

/** What the screen itself is told. */
export const ownScreenSchema = z
  .object({
    screen: z.string(),
    name: z.string(),
    site: z.object({ site: z.string(), name: z.string(), customerName: z.string(), timeZone: z.string(), resetTime: z.string() }),
    board: z.string(),
    view: viewId,
    cycleSeconds: z.int(),
    reload: z.int().openapi({ description: 'Load anew when it is another number than before' }),
    show: showSchema.nullable(),
  })
  .openapi('OwnScreen');
const pixels = z.int().min(0).max(100_000);
export const seenSchema = z
  .object({
    version: z.string().max(60),
    viewport: z.object({ width: pixels, height: pixels }),
    showing: z.object({ board: z.string().max(60), view: viewId }).nullable(),
  })
  .openapi('ScreenSeen');
export const seenAnswerSchema = z.object({ now: instant, everySeconds: z.int() }).openapi('ScreenSeenAnswer');
export const rotatedSchema = z.object({ token: z.string() }).openapi('RotatedToken');
