import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { auditNote, auditOriginOf } from '../audit/audit.ts';
import type { AuditWrite } from '../audit/types.ts';
import { guardSite } from '../identity/permissions.ts';
import type { Access } from '../identity/types.ts';
import { type ApiEnv, bearerOnly, createRouter, userProblems } from '../runtime/create-api.ts';
import { ProblemError } from '../runtime/problem.ts';
import { ok, pageOf } from '../runtime/route-parts.ts';
import { siteInPath } from '../runtime/site-path.ts';
import { createStoppedStore, type StoppedStore } from './stopped-store.ts';

export interface MailRoutesDeps {
  readonly access: Access;
  readonly stopped: Pick<StoppedStore, 'list' | 'allow'>;
  readonly audit: AuditWrite;
  readonly now: () => number;
}

const path = '/v1/sites/{site}/mail-addresses';
const addressSchema = z
  .object({
    address: z.string(),
    why: z.enum(['bounce', 'complaint']).openapi({ description: 'Mails came back, or one was called unwanted' }),
    detail: z.string().openapi({ description: 'What the other side said' }),
    at: z.iso.datetime(),
  })
  .openapi('StoppedAddress');

/** Addresses that schedules do not write to any more. */
export const mailRoutes = ({ access, stopped, audit, now }: MailRoutesDeps): OpenAPIHono<ApiEnv> => {
  const app = createRouter();

  app.openapi(
    createRoute({
      method: 'get',
      path,
      security: bearerOnly,
      middleware: guardSite(access, 'schedules.read'),
      summary: 'Addresses that mails came back from or that complained: nothing is sent to them',
      request: { params: siteInPath },
      responses: { 200: ok(pageOf(addressSchema), 'Stopped addresses; there is no second page'), ...userProblems },
    }),
    async (c) => {
      const scope = await access.site(c, c.req.valid('param').site, 'schedules.read');
      const items = (await stopped.list(scope)).map((one) => ({ ...one, at: new Date(one.at).toISOString() }));
      return c.json({ items, cursor: null }, 200);
    },
  );

  app.openapi(
    createRoute({
      method: 'delete',
      path: `${path}/{address}`,
      security: bearerOnly,
      middleware: guardSite(access, 'schedules.write'),
      'x-audit': 'mailAddress.allow',
      summary: 'An address may be written to again',
      request: { params: siteInPath.extend({ address: z.string().min(1).max(320) }) },
      responses: { 204: { description: 'It is written to from the next mail on' }, ...userProblems },
    }),
    async (c) => {
      const { site, address } = c.req.valid('param');
      const scope = await access.site(c, site, 'schedules.write');
      const by = { scope, who: c.get('principal'), origin: auditOriginOf(c) };
      const row = audit(
        auditNote(by, now(), { action: 'mailAddress.allow', object: `mail address ${address}`, summary: 'may be written to again' }),
      );
      if (!(await stopped.allow(scope, address, row))) throw new ProblemError('not-found', 'The address is not stopped.');
      return c.body(null, 204);
    },
  );
  return app;
};

/** The routes as one environment composes them. `table` = the reports table. */
export const composeMailRoutes = (deps: {
  readonly access: Access;
  readonly client: Pick<DynamoDBDocumentClient, 'send'>;
  readonly table: string;
  readonly audit: AuditWrite;
  readonly now: () => number;
}): OpenAPIHono<ApiEnv> => mailRoutes({ ...deps, stopped: createStoppedStore(deps) });
