/** An instant, epoch ms, as the public form has it: ISO 8601 UTC with milliseconds. */
export const isoOf = (at: number): string => new Date(at).toISOString();

const isInstant = (key: string, value: unknown): value is number =>
  typeof value === 'number' && (key === 'at' || key === 'since' || key.endsWith('At') || key.endsWith('Since'));

/**
 * The public form of a row or live object: every instant (`at`, `since`, `…At`, `…Since`) as ISO 8601 UTC with milliseconds,
 * everything else as it is, at any depth.
 * @example toPublicJson({ startedAt: 0, ringMs: 5 }) // { startedAt: '1970-01-01T00:00:00.000Z', ringMs: 5 }
 */
export const toPublicJson = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(toPublicJson);
  if (value === null || typeof value !== 'object') return value;
  const out: Record<string, unknown> = {};
  for (const [key, inner] of Object.entries(value)) out[key] = isInstant(key, inner) ? isoOf(inner) : toPublicJson(inner);
  return out;
};
