import { z } from '@hono/zod-openapi';
import { commandResults, deviceNumberSchema, dndMessageNumbers, dndTextSchema } from '../domain/agent-command.ts';

/** `1001`, or `2:1001` where two nodes have that number, as in the keys of live extensions. */
const phone = z.string().regex(/^(\d{1,3}:)?\d{1,12}$/, 'must be a number of the telephone system');
const call = z.string().min(1).max(200).openapi({ description: 'Key of the call in the live snapshot' });

export const actionSchema = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('setDnd'),
      extension: phone,
      on: z.boolean(),
      message: z.int().min(1).max(dndMessageNumbers).optional().openapi({ description: 'Number of the system’s message' }),
      text: dndTextSchema.optional(),
    }),
    z.strictObject({
      kind: z.literal('agentState'),
      agent: deviceNumberSchema,
      to: z.enum(['logIn', 'logOut', 'available', 'wrapUp']),
      extension: phone.optional().openapi({ description: 'Where to log in; otherwise the phone the agent is at' }),
      huntGroup: phone.optional().openapi({ description: 'Only this group; otherwise all of the agent’s' }),
    }),
    z.strictObject({ kind: z.literal('answer'), call, extension: phone }),
    z.strictObject({ kind: z.literal('transfer'), call, from: phone, to: phone }),
    z
      .strictObject({ kind: z.literal('take'), call, to: phone })
      .openapi({ description: 'The call goes to this phone, wherever it is now' }),
    z.strictObject({
      kind: z.literal('clear'),
      call,
      extension: phone.optional().openapi({ description: 'Only this phone hangs up; otherwise everybody' }),
    }),
  ])
  .openapi('CallControlAction');
export type Action = z.output<typeof actionSchema>;

export const actRequestSchema = z
  .strictObject({
    id: z.uuid().openapi({ description: 'Made by the client. The same id again gives the same answer and never a second command' }),
    action: actionSchema,
  })
  .openapi('CallControlRequest');

export const actionAnswerSchema = z
  .object({
    id: z.uuid(),
    state: z.enum(commandResults).openapi({
      description:
        'done; refused = the telephone system or a check before it said no; unknown = no answer in time, it may have happened; notDelivered and expired = nothing happened',
    }),
    words: z.string(),
    outcome: z.int().nullable().openapi({ description: 'Outcome code of the telephone system' }),
    answeredAt: z.iso.datetime(),
  })
  .openapi('CallControlAnswer');
export type ActionAnswer = z.output<typeof actionAnswerSchema>;

export const offeredSchema = z
  .object({
    connected: z.boolean().openapi({ description: 'Actions reach the telephone system' }),
    dndMessages: z.array(z.object({ number: z.int(), text: z.string() })),
    why: z.string().nullable().openapi({ description: 'Why they do not' }),
  })
  .openapi('CallControlOffered');
export type Offered = z.output<typeof offeredSchema>;
