import { z } from 'zod';

/** The list a cursor belongs to: it is refused anywhere else. Instants in epoch ms, `from` inclusive, `to` exclusive. */
export interface ListOf {
  readonly site: string;
  readonly kind: string;
  readonly from: number;
  readonly to: number;
}
/** Sort key of the last row given; for segments also its number within the call. */
export interface ListPosition {
  readonly sk: string;
  readonly segmentNo: number | null;
}

const schema = z.object({
  v: z.literal(1),
  s: z.string(),
  k: z.string(),
  f: z.number().int(),
  t: z.number().int(),
  p: z.string().regex(/^\d{4}-\d\d-\d\dT[\d:.]{12}Z#/),
  g: z.number().int().positive().nullable(),
});

/** Base64url in and out are the caller's, as the core has no Buffer. */
export const cursorJson = (list: ListOf, position: ListPosition): string =>
  JSON.stringify({ v: 1, s: list.site, k: list.kind, f: list.from, t: list.to, p: position.sk, g: position.segmentNo });

export interface ReadCursor {
  readonly list: ListOf;
  readonly position: ListPosition;
}
/** @returns null for anything that is no cursor of ours. */
export const parseCursorJson = (text: string): ReadCursor | null => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success) return null;
  const { s, k, f, t, p, g } = parsed.data;
  return { list: { site: s, kind: k, from: f, to: t }, position: { sk: p, segmentNo: g } };
};
