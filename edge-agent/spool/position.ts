import { z } from 'zod';

/** What a spool remembers beside its records, replaced in one step. */
export const positionSchema = z.object({
  v: z.literal(1),
  /** Everything up to this number has reached the cloud. */
  acknowledged: z.number().int().nonnegative(),
  /** Events refused since the last accepted one; they took numbers and are still to be declared. */
  refused: z
    .object({
      from: z.number().int().positive(),
      count: z.number().int().positive(),
      firstAt: z.number().int(),
      lastAt: z.number().int(),
      reason: z.string(),
    })
    .nullable(),
});
export type Position = z.output<typeof positionSchema>;
export type Refused = NonNullable<Position['refused']>;

export const positionFile = 'position.json';
export const linkFile = 'link.json';
export const linkSchema = z.object({ v: z.literal(1), link: z.string().min(1).max(64) });

/** `null` for a missing or unreadable file: the caller can do without. */
export const parseStored = <T>(schema: z.ZodType<T>, text: string | null): T | null => {
  if (text === null) return null;
  try {
    const parsed = schema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
};
