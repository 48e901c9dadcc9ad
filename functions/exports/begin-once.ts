import type { z } from '@hono/zod-openapi';
import type { Doing } from '../audit/types.ts';
import type { Once } from '../runtime/idempotency.ts';
import { publicExport } from './public-export.ts';
import { exportSchema } from './schemas.ts';
import type { StoredExport } from './types.ts';

/**
 * Begins an export at most once for an `Idempotency-Key`, and answers with it as its maker sees it.
 *
 * @param what route the key was sent to: the same key elsewhere is another request
 * @throws ProblemError as `Once` and `begin` do
 */
export const beginOnce =
  ({ once, now }: { readonly once: Once; readonly now: () => number }) =>
  (
    { scope, who }: Doing,
    { key, what, body }: { readonly key: string | undefined; readonly what: string; readonly body: object },
    begin: () => Promise<StoredExport>,
  ): Promise<z.output<typeof exportSchema>> =>
    once({
      scope,
      principal: who.id,
      key,
      what,
      body,
      answer: exportSchema,
      work: async () => publicExport(await begin(), now()),
    });
