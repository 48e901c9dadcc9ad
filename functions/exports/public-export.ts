import type { z } from '@hono/zod-openapi';
import { silentMs } from './constants.ts';
import type { exportSchema } from './schemas.ts';
import type { StoredExport } from './types.ts';

type PublicExport = z.input<typeof exportSchema>;
const iso = (at: number): string => new Date(at).toISOString();

/** What a waiting or running one says when nobody has heard of it for long. */
const stateOf = ({ state, detail, touchedAt }: StoredExport, now: number): Pick<PublicExport, 'state' | 'detail'> => {
  if (now - touchedAt < silentMs) return { state, detail };
  if (state === 'running') return { state: 'failed', detail: 'The worker stopped before it was done. Begin it again.' };
  return state === 'waiting' ? { state, detail: 'It waits for longer than usual: begin it again, or cancel it.' } : { state, detail };
};

/** An export as its maker sees it: no keys of objects, nothing of the worker. */
export const publicExport = (found: StoredExport, now: number): PublicExport => {
  const { id, name, format, rowsDone, rowsTotal, files, createdAt, finishedAt, expiresAt, by, work, bulk } = found;
  return {
    id,
    name,
    format,
    rowsDone,
    rowsTotal,
    ...stateOf(found, now),
    files: files.map(({ name: file, rows, bytes, sha256 }) => ({ name: file, rows, bytes, sha256 })),
    createdAt: iso(createdAt),
    finishedAt: finishedAt === null ? null : iso(finishedAt),
    expiresAt: iso(expiresAt * 1_000),
    by,
    what: work.kind === 'bulk' ? work.what : null,
    schema: work.kind === 'bulk' ? `/v1/sites/${found.site}/bulk-schema#/schemas/${work.what}` : null,
    next: bulk === null ? null : iso(bulk.next),
    heldBack: bulk?.heldBack == null ? null : { until: iso(bulk.heldBack.until), why: bulk.heldBack.why },
    notWaitedFor: bulk?.notWaitedFor ?? [],
    restated: (bulk?.restated ?? []).map(({ from, to, at }) => ({ from: iso(from), to: iso(to), at: iso(at) })),
  };
};
