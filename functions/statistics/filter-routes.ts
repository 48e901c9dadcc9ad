import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import type { Access } from '../identity/types.ts';
import { type ApiEnv, bearerOnly, createRouter, userProblems } from '../runtime/create-api.ts';
import { describeFilter, parseFilter, printFilter } from './filters.ts';

const answerSchema = z
  .object({
    valid: z.boolean(),
    errors: z.array(
      z.object({
        field: z.string().openapi({ description: 'Empty when the filter as a whole is meant' }),
        at: z.int().openapi({ description: '0-based UTF-16 offset into the text of the field' }),
        message: z.string(),
      }),
    ),
    words: z
      .string()
      .nullable()
      .openapi({ description: 'The filter in plain words', example: 'external; extension 1000 to 1005, but not 1003' }),
    filter: z.record(z.string(), z.unknown()).nullable().openapi({ description: 'The same filter, written tidily' }),
  })
  .openapi('CheckedFilter');

const check = createRoute({
  method: 'post',
  path: '/v1/filters/check',
  summary: 'Whether a filter can be read, where it cannot, and what it says in plain words',
  'x-unaudited': 'changes nothing: it reads what is sent and stores none of it',
  security: bearerOnly,
  request: {
    body: {
      required: true,
      content: {
        'application/json': {
          schema: z
            .object({ filter: z.unknown() })
            .openapi({ example: { filter: { extension: '1000-1005,!1003', callType: 'external' } } }),
        },
      },
    },
  },
  responses: {
    200: { description: 'Also when the filter has errors: they are the answer', content: { 'application/json': { schema: answerSchema } } },
    400: userProblems[400],
    401: userProblems[401],
  },
});

/** Nothing of a site is looked up, so whoever is logged in may ask. */
export const filterRoutes = ({ access }: { readonly access: Access }): OpenAPIHono<ApiEnv> => {
  const app = createRouter();
  app.use('/v1/filters/check', access.authenticate);
  app.openapi(check, (c) => {
    const parsed = parseFilter(c.req.valid('json').filter);
    if ('errors' in parsed) return c.json({ valid: false, errors: [...parsed.errors], words: null, filter: null }, 200);
    return c.json(
      {
        valid: true,
        errors: [],
        words: describeFilter(parsed.filter),
        filter: Object.fromEntries(Object.entries(printFilter(parsed.filter))),
      },
      200,
    );
  });
  return app;
};
