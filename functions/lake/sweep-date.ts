import { filesPrefix, orphanKeptMs, retiredKeptMs } from './constants.ts';
import { keysOf, withoutRetired } from './core/manifest.ts';
import type { SealerDeps } from './ports.ts';
import type { LakeSite } from './types.ts';

type Deps = Pick<SealerDeps, 'manifests' | 'files' | 'now'>;
/** How long files stay that nothing reads any more; an erasure waits for nothing. */
export interface Grace {
  readonly retiredMs: number;
  readonly orphanMs: number;
}
export const ordinaryGrace: Grace = { retiredMs: retiredKeptMs, orphanMs: orphanKeptMs };

/** Deletes files that were replaced a while ago. Keys are never used twice, so nobody can have taken one into use again. */
export const removeRetired = async (deps: Deps, site: LakeSite, date: string, grace = ordinaryGrace): Promise<number> => {
  const { version, manifest } = await deps.manifests.get(site, date);
  const due = manifest.retired.filter(({ at }) => deps.now() - at >= grace.retiredMs).map(({ key }) => key);
  if (due.length === 0) return 0;
  await deps.files.remove(due);
  // Lost to another change, the keys stay on the list and are deleted once more, which does no harm.
  await deps.manifests.replace(site, date, version, withoutRetired(manifest, new Set(due)));
  return due.length;
};

/** Deletes what crashes left behind: files that no manifest names, older than any run. Listed before the manifest is read. */
export const removeOrphans = async (deps: Deps, site: LakeSite, date: string, grace = ordinaryGrace): Promise<number> => {
  const listed = await deps.files.list(filesPrefix(site.tenant, site.site, date));
  const { manifest } = await deps.manifests.get(site, date);
  const named = keysOf(manifest);
  const orphans = listed.filter(({ key, at }) => !named.has(key) && deps.now() - at >= grace.orphanMs).map(({ key }) => key);
  if (orphans.length > 0) await deps.files.remove(orphans);
  return orphans.length;
};
