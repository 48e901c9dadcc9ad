import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { auditOriginOf } from '../audit/audit.ts';
import type { Doing } from '../audit/types.ts';
import { isoOf } from '../domain/public-json.ts';
import { guardSite } from '../identity/permissions.ts';
import type { Access, Principal } from '../identity/types.ts';
import { type ApiEnv, bearerOnly, createRouter, userProblems } from '../runtime/create-api.ts';
import { ProblemError } from '../runtime/problem.ts';
import { json, ok, saveProblems } from '../runtime/route-parts.ts';
import { siteInPath } from '../runtime/site-path.ts';
import { type CallBack, type CallBacks, type CallBacksDeps, type CallFilter, createCallBacks } from './call-backs.ts';
import { createClaimStore } from './claim-store.ts';
import { callsPerItem, itemsAtMost } from './constants.ts';
import { ruleWords } from './core/rule-words.ts';
import { callBackListSchema, callBackSchema, listQuerySchema, noteInputSchema } from './schemas.ts';

/** @throws ProblemError `bad-request` */
const filterOf = (text: string | undefined): CallFilter | null => {
  if (text === undefined) return null;
  try {
    return z.record(z.string().max(40), z.unknown()).parse(JSON.parse(text));
  } catch (cause) {
    throw new ProblemError('bad-request', '`filter` is no object as JSON.', {
      cause,
      errors: [{ pointer: '#/filter', detail: 'give an object as JSON', in: 'query' }],
    });
  }
};
const maybe = (at: number | null): string | null => (at === null ? null : isoOf(at));

const publicCallBack = (item: CallBack, who: Pick<Principal, 'id'>): z.output<typeof callBackSchema> => ({
  id: item.id,
  number: item.number,
  name: item.name,
  calls: item.calls.slice(-callsPerItem).map(({ logicalCallId, startedAt, waitedMs, ddi, huntGroup, huntGroupName }) => ({
    logicalCallId,
    at: isoOf(startedAt),
    waitedMs,
    ddi,
    huntGroup,
    huntGroupName,
  })),
  lostCalls: item.calls.length,
  firstAt: isoOf(item.calls[0]?.startedAt ?? 0),
  lastAt: isoOf(item.calls.at(-1)?.startedAt ?? 0),
  longestWaitMs: item.longestWaitMs,
  dueAt: isoOf(item.dueAt),
  overdue: item.overdue,
  tries: item.tries,
  lastTryAt: maybe(item.lastTryAt),
  claimedBy: item.claimedBy === null ? null : { ...item.claimedBy },
  mine: item.claimedBy?.id === who.id,
  claimedAt: maybe(item.claimedAt),
  claimLapsesAt: maybe(item.lapsesAt),
  note: item.note,
});

const right = 'callBacks.use';
const path = '/v1/sites/{site}/call-backs';
const inPath = siteInPath.extend({ callBack: z.string().min(1).max(60) });

/** Who is to be called back, and who does it. Outside numbers are personal data: without `callBacks.use` there is nothing here. */
export const callBackRoutes = ({ access, callBacks }: { readonly access: Access; readonly callBacks: CallBacks }): OpenAPIHono<ApiEnv> => {
  const app = createRouter();
  const guarded = { security: bearerOnly, middleware: guardSite(access, right) };
  const doingOf = async (c: Context<ApiEnv>, site: string): Promise<Doing> => ({
    scope: await access.site(c, site, right),
    who: c.get('principal'),
    origin: auditOriginOf(c),
  });
  const asItIsNow = { 200: ok(callBackSchema, 'The call-back as it is now'), ...saveProblems };

  app.openapi(
    createRoute({
      method: 'get',
      path,
      ...guarded,
      summary: 'Numbers whose calls were lost and to which nobody has talked since, whoever is due first',
      description: 'The calls of the report Unreturned Lost Calls over the return window up to now, by number. An item goes by itself.',
      request: { params: siteInPath, query: listQuerySchema },
      responses: { 200: ok(callBackListSchema, 'The list; there is no second page'), ...userProblems },
    }),
    async (c) => {
      const scope = await access.site(c, c.req.valid('param').site, right);
      const { items, limitedTo, withheld, windowDays, dueMinutes, asAt } = await callBacks.list(
        scope,
        filterOf(c.req.valid('query').filter),
      );
      const rule = { words: ruleWords({ windowDays, dueMinutes }), windowDays, dueMinutes };
      const shown = items.slice(0, itemsAtMost).map((item) => publicCallBack(item, c.get('principal')));
      return c.json({ items: shown, cursor: null, limitedTo, total: items.length, withheld, rule, asAt: isoOf(asAt) }, 200);
    },
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: `${path}/{callBack}/claim`,
      ...guarded,
      'x-audit': 'callBack.claim',
      summary: 'Take a call-back, so that nobody else rings the same caller; 409 says who has it',
      description: 'Free again after 30 minutes without a try.',
      request: { params: inPath },
      responses: asItIsNow,
    }),
    async (c) => {
      const { site, callBack } = c.req.valid('param');
      const doing = await doingOf(c, site);
      return c.json(publicCallBack(await callBacks.claim(doing, callBack), doing.who), 200);
    },
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: `${path}/{callBack}/release`,
      ...guarded,
      'x-audit': 'callBack.release',
      summary: 'Give a call-back back',
      request: { params: inPath },
      responses: asItIsNow,
    }),
    async (c) => {
      const { site, callBack } = c.req.valid('param');
      const doing = await doingOf(c, site);
      return c.json(publicCallBack(await callBacks.release(doing, callBack), doing.who), 200);
    },
  );
  app.openapi(
    createRoute({
      method: 'put',
      path: `${path}/{callBack}/note`,
      ...guarded,
      'x-audit': 'callBack.note',
      summary: 'Put a note to a call-back, for whoever calls',
      request: { params: inPath, body: json(noteInputSchema) },
      responses: asItIsNow,
    }),
    async (c) => {
      const { site, callBack } = c.req.valid('param');
      const doing = await doingOf(c, site);
      return c.json(publicCallBack(await callBacks.note(doing, callBack, c.req.valid('json').note), doing.who), 200);
    },
  );
  return app;
};

export interface CallBackRoutesDeps extends Omit<CallBacksDeps, 'store'> {
  readonly access: Access;
  readonly client: Pick<DynamoDBDocumentClient, 'send'>;
  /** The boards table, whose stream tells everybody who listens. */
  readonly table: string;
}
export const composeCallBackRoutes = (deps: CallBackRoutesDeps): OpenAPIHono<ApiEnv> =>
  callBackRoutes({ access: deps.access, callBacks: createCallBacks({ ...deps, store: createClaimStore(deps) }) });
