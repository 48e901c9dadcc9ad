import { z } from '@hono/zod-openapi';
import { problemResponse, userProblems } from '../runtime/create-api.ts';

/** What the routes of values are made of. */
export const ok = <T extends z.ZodType>(schema: T, description: string) => ({ description, content: { 'application/json': { schema } } });
export const json = <T extends z.ZodType>(schema: T) => ({ content: { 'application/json': { schema } }, required: true });
export const listOf = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), cursor: z.string().nullable() });
export const saveProblems = { ...userProblems, 409: problemResponse('The name is taken, or there are as many as there may be.') };
export const pauseProblems = { ...userProblems, 429: problemResponse('Too soon after the last time.') };
