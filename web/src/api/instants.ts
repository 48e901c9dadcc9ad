const isInstantKey = (key: string): boolean =>
  key === 'at' || key === 'since' || key === 'asOf' || key.endsWith('At') || key.endsWith('Since');

/**
 * Public JSON with its instants (`at`, `since`, `asOf`, `…At`, `…Since`) turned from ISO 8601 into epoch ms, at any depth: the
 * inverse of the API's own door, so that the types of the kernel hold inside the browser too.
 * @example parseInstants({ startedAt: '1970-01-01T00:00:00.000Z', ringMs: 5 }) // { startedAt: 0, ringMs: 5 }
 */
export const parseInstants = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(parseInstants);
  if (value === null || typeof value !== 'object') return value;
  const out: Record<string, unknown> = {};
  for (const [key, inner] of Object.entries(value)) {
    const at = isInstantKey(key) && typeof inner === 'string' ? Date.parse(inner) : Number.NaN;
    out[key] = Number.isNaN(at) ? parseInstants(inner) : at;
  }
  return out;
};

/** A JSON object, or null for anything else. */
export const asRecord = (value: unknown): Readonly<Record<string, unknown>> | null =>
  value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Readonly<Record<string, unknown>>) : null;
