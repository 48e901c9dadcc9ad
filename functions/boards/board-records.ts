import { z } from 'zod';
import { boardContentSchema, boardIdSchema, boardKinds, filterRefSchema } from '../domain/board.ts';
import { epochMsSchema } from '../domain/ids.ts';
import { unpackJson } from '../runtime/pack.ts';
import { largestUnpackedBoard } from './constants.ts';
import type { BoardHead, BoardVersion, BoardVersionHead, StoredBoard } from './types.ts';

export const personSchema = z.object({ id: z.string(), name: z.string() });
export const linkSchema = z.object({
  id: z.string(),
  name: z.string(),
  version: z.number(),
  follows: z.boolean(),
  overrides: z.object({ name: z.string().nullable(), filters: z.record(z.string(), filterRefSchema.nullable()) }),
});
const headSchema: z.ZodType<BoardHead> = z.object({
  id: boardIdSchema,
  kind: z.enum(boardKinds),
  name: z.string(),
  owner: personSchema.nullable(),
  shared: z.boolean(),
  version: z.number(),
  firstVersion: z.number(),
  updatedAt: epochMsSchema,
  updatedBy: personSchema,
  template: linkSchema.nullable(),
  views: z.array(z.object({ id: z.string(), name: z.string() })),
  filters: z.array(z.string()),
});
const versionSchema: z.ZodType<BoardVersionHead> = z.object({ version: z.number(), at: epochMsSchema, by: personSchema });
const packed = z.object({ body: z.instanceof(Uint8Array) });
const content = (item: unknown) => boardContentSchema.parse(unpackJson(packed.parse(item).body, largestUnpackedBoard));

/** A tombstone tells nothing but that, and the version that was last. */
const tombstoneSchema = z.object({ deleted: z.literal(true), version: z.number() });
export const tombstoneOf = (item: unknown): { readonly version: number } | null => tombstoneSchema.safeParse(item).data ?? null;

export const parseBoardHead = (item: unknown): BoardHead => headSchema.parse(item);
export const parseBoard = (item: unknown): StoredBoard => ({ ...headSchema.parse(item), content: content(item) });
export const parseBoardVersionHead = (item: unknown): BoardVersionHead => versionSchema.parse(item);
export const parseBoardVersion = (item: unknown): BoardVersion => ({ ...versionSchema.parse(item), content: content(item) });
