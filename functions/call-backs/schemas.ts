import { z } from '@hono/zod-openapi';
import { noteCharacters } from './constants.ts';

const instant = z.string().openapi({ description: 'ISO 8601, UTC', example: '2026-03-02T09:10:00.000Z' });
const person = z.object({ id: z.string(), name: z.string() });

export const callBackSchema = z
  .object({
    id: z.string(),
    number: z.string().openapi({ description: 'E.164 where it can be, else the digits', example: '+442079460111' }),
    name: z.string().nullable().openapi({ description: 'Of the contact directory' }),
    calls: z
      .array(
        z.object({
          logicalCallId: z.string(),
          at: instant,
          waitedMs: z.int(),
          ddi: z.string().nullable(),
          huntGroup: z.string().nullable(),
          huntGroupName: z.string().nullable(),
        }),
      )
      .openapi({ description: 'The last of them, oldest first' }),
    lostCalls: z.int(),
    firstAt: instant,
    lastAt: instant,
    longestWaitMs: z.int(),
    dueAt: instant,
    overdue: z.boolean(),
    tries: z
      .int()
      .openapi({ description: 'Calls to the number since the first lost one that nobody answered, from any site of the customer' }),
    lastTryAt: instant.nullable(),
    claimedBy: person.nullable(),
    mine: z.boolean().openapi({ description: 'Taken by who asks' }),
    claimedAt: instant.nullable(),
    claimLapsesAt: instant.nullable().openapi({ description: 'When it is free again unless somebody tries to call' }),
    note: z.string(),
  })
  .openapi('CallBack');

export const callBackListSchema = z.object({
  items: z.array(callBackSchema).openapi({ description: 'Due first comes first' }),
  cursor: z.string().nullable(),
  limitedTo: z.string().nullable().openapi({
    description: 'Of whom sees some business units alone: which, by their names now. Null = lost calls of everybody.',
    example: 'Only calls of the business units Sales and Sales North',
  }),
  total: z.int().openapi({ description: 'Of all call-backs, of which the list holds the first 1,000' }),
  withheld: z.int().openapi({ description: 'Lost calls without a number in the same days' }),
  rule: z.object({ words: z.string(), windowDays: z.number(), dueMinutes: z.number() }),
  asAt: instant,
});

export const listQuerySchema = z.object({
  filter: z
    .string()
    .max(20_000)
    .optional()
    .openapi({ description: 'Only lost calls that pass this filter, as JSON; numbers without such a call are left out.' }),
});

export const noteInputSchema = z.strictObject({
  note: z.string().trim().max(noteCharacters).openapi({ description: 'Empty = none', example: 'Wants a quote; after 14:00' }),
});
