import { z } from '@hono/zod-openapi';
import { siteInPath } from '../runtime/site-path.ts';

/** What both halves of the routes are made of. */
export const iso = (ms: number): string => new Date(ms).toISOString();
export const isoOrNull = (ms: number | null): string | null => (ms === null ? null : iso(ms));
export const agentInPath = siteInPath.extend({ agent: z.string().min(1).max(100) });
export const paging = z.object({ cursor: z.string().optional(), limit: z.coerce.number().int().min(1).max(1_000).default(100) });
