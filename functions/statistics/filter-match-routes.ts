import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import type { SiteConfig } from '../domain/site-config.ts';
import { deviceVisible, membersOf } from '../domain/unit-members.ts';
import { guardSite } from '../identity/permissions.ts';
import type { Access, SiteScope } from '../identity/types.ts';
import { type ApiEnv, bearerOnly, createRouter, userProblems } from '../runtime/create-api.ts';
import { ProblemError } from '../runtime/problem.ts';
import { siteInPath } from '../runtime/site-path.ts';
import type { FindSiteConfig } from '../tenants/types.ts';
import { matchDevices, matchKinds } from './core/filters/match-devices.ts';
import { parseFilter } from './filters.ts';

/** As many are named; how many there are is said beside them. */
const namesAtMost = 20;

const answerSchema = z
  .object({
    kinds: z.array(
      z.object({
        kind: z.enum(matchKinds),
        narrowed: z.boolean().openapi({ description: 'False: the filter says nothing of them, so all match' }),
        matched: z.int(),
        total: z.int(),
        first: z
          .array(z.object({ number: z.string(), name: z.string() }))
          .openapi({ description: `The first ${namesAtMost} that match, in the order of the configuration` }),
      }),
    ),
  })
  .openapi('FilterMatches');

const path = '/v1/sites/{site}/filters/matches';

/** Devices and users whom somebody may see. */
const seenBy = (config: SiteConfig, scope: SiteScope, now: number): Pick<SiteConfig, 'devices' | 'users'> => {
  const members = membersOf(config, scope);
  return members === null
    ? config
    : {
        devices: config.devices.filter((device) => deviceVisible(members, device, now)),
        users: config.users.filter(({ id }) => members.users.has(id)),
      };
};

/** What of a site a filter picks, while it is written. */
export const filterMatchRoutes = (deps: {
  readonly access: Access;
  readonly findConfig: FindSiteConfig;
  readonly now: () => number;
}): OpenAPIHono<ApiEnv> => {
  const app = createRouter();
  app.openapi(
    createRoute({
      method: 'post',
      path,
      security: bearerOnly,
      middleware: guardSite(deps.access, 'filters.read'),
      'x-unaudited': 'changes nothing: it reads what is sent and stores none of it',
      summary: 'Which devices, DDI numbers and users of a site a filter picks by their numbers and names',
      request: {
        params: siteInPath,
        body: {
          required: true,
          content: {
            'application/json': {
              schema: z.strictObject({ filter: z.record(z.string().max(40), z.unknown()) }).openapi({
                example: { filter: { extension: '1000-1005,!1003' } },
              }),
            },
          },
        },
      },
      responses: {
        200: { description: 'Of each kind how many match', content: { 'application/json': { schema: answerSchema } } },
        ...userProblems,
      },
    }),
    async (c) => {
      const scope = await deps.access.site(c, c.req.valid('param').site, 'filters.read');
      const parsed = parseFilter(c.req.valid('json').filter);
      if ('errors' in parsed)
        throw new ProblemError('bad-request', 'The filter cannot be read.', {
          errors: parsed.errors.map(({ field, at, message }) => ({
            pointer: field === '' ? '#/filter' : `#/filter/${field}`,
            detail: at > 0 ? `At character ${at + 1}: ${message}` : message,
            in: 'body',
          })),
        });
      const found = await deps.findConfig(scope.tenant, scope.site);
      const config = found === null ? { devices: [], users: [] } : seenBy(found.config, scope, deps.now());
      const kinds = matchDevices(parsed.filter, config).map(({ matched, ...rest }) => ({
        ...rest,
        matched: matched.length,
        first: matched.slice(0, namesAtMost).map((one) => ({ ...one })),
      }));
      return c.json({ kinds }, 200);
    },
  );
  return app;
};
