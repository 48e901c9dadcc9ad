import { z } from '@hono/zod-openapi';
import { givenName } from '../domain/given-name.ts';

const spec = z.record(z.string(), z.unknown());
export const filterItemSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    description: z.string(),
    owner: z.object({ id: z.string(), name: z.string() }).nullable(),
    shared: z.boolean(),
    builtIn: z.boolean().openapi({ description: 'Everybody has it and nobody changes it' }),
    spec: spec.openapi({ description: 'Written tidily', example: { callType: 'external', extension: '1000-1005,!1003' } }),
    words: z.string().openapi({ description: 'The filter in plain words' }),
    version: z.int(),
    mayEdit: z.boolean(),
    usedBy: z
      .array(z.object({ kind: z.enum(['board', 'report', 'schedule']), id: z.string(), name: z.string() }))
      .openapi({ description: 'Boards, reports and schedules that use it, as far as the token may see them' }),
  })
  .openapi('SavedFilter');

export const filterInputSchema = z
  .strictObject({
    name: givenName(80),
    description: z.string().trim().max(500).default(''),
    shared: z.boolean().optional().openapi({ description: 'Left out: a new filter is personal, a changed one stays as it was' }),
    spec: spec.openapi({ example: { callType: 'external', direction: 'in' } }),
  })
  .openapi('SavedFilterInput');
