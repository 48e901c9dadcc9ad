import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { auditOriginOf } from '../audit/audit.ts';
import { type ApiEnv, createRouter, userProblems } from '../runtime/create-api.ts';
import { json, ok } from '../runtime/route-parts.ts';
import { countCaller } from './callers.ts';
import { claimToken } from './claim-token.ts';
import { pollSeconds } from './constants.ts';
import type { ScreensRoutesDeps } from './deps.ts';
import * as schemas from './schemas.ts';
import { startPairing } from './start-pairing.ts';

/** Open routes: a screen that is nobody's yet. */
export const pairingRoutes = (deps: ScreensRoutesDeps): OpenAPIHono<ApiEnv> => {
  const app = createRouter();
  const claim = claimToken(deps);

  app.openapi(
    createRoute({
      method: 'post',
      path: '/v1/pairings',
      'x-unaudited': 'belongs to no customer yet; who types the code is audited',
      summary: 'A code for a wall screen to show until somebody who is logged in types it; valid for ten minutes',
      request: { body: json(schemas.pairingRequestSchema) },
      responses: { 201: ok(schemas.pairingAnswerSchema, 'The code'), 400: userProblems[400] },
    }),
    async (c) => {
      await countCaller(deps, auditOriginOf(c));
      const { code, pairing, validUntil } = await startPairing(deps, c.req.valid('json').description);
      return c.json({ code, pairing, expiresAt: new Date(validUntil).toISOString(), pollSeconds }, 201);
    },
  );

  // Not counted: the answer costs one read by key and, but for the holder of 256 secret bits, writes nothing; a counter would cost more.
  app.openapi(
    createRoute({
      method: 'post',
      path: '/v1/pairings/claim',
      'x-unaudited': 'changes nothing of the customer’s: the screen fetches what pairing it made, and pairing is audited',
      summary: 'Whether the code was typed, and then the token of the screen; 404 = show a new code',
      request: { body: json(schemas.claimRequestSchema) },
      responses: { 200: ok(schemas.claimAnswerSchema, 'State'), 400: userProblems[400], 404: userProblems[404] },
    }),
    async (c) => {
      const token = await claim(c.req.valid('json').pairing);
      return c.json(token === null ? { state: 'waiting' as const } : { state: 'paired' as const, token }, 200);
    },
  );
  return app;
};
