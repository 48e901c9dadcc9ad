import { athenaKey, athenaTableNames } from './constants.ts';
import { pieceToPublish } from './core/seal-rules.ts';
import type { SealerDeps, Workshop } from './ports.ts';
import type { LakeSite } from './types.ts';

type Deps = Pick<SealerDeps, 'manifests' | 'files'>;

/**
 * Puts the date's files where Athena looks: one object a table and date, each replaced in one step, so that Athena never sees a row twice.
 * What is there is looked at before the manifest, and replaced only if it is still the same: whoever was overtaken cannot put back an
 * older state. A crash in the middle is made good by the next run.
 */
export const publishDate = async (deps: Deps, workshop: Workshop, site: LakeSite, date: string): Promise<boolean> => {
  const { tenant, site: siteId } = site;
  const targets = athenaTableNames.map((table) => ({ table, key: athenaKey(tenant, siteId, table, date) }));
  const etags = new Map<string, string | null>();
  for (const { key } of targets) etags.set(key, await deps.files.etagOf(key));
  const { version, manifest } = await deps.manifests.get(site, date);
  const id = pieceToPublish(manifest);
  const piece = manifest.pieces.find((one) => one.id === id);
  if (id === null || piece === undefined) return false;
  for (const { table, key } of targets) {
    const file = piece.files[table];
    if (file === undefined) continue;
    const path = workshop.newPath();
    await deps.files.get(file.key, path);
    if (!(await deps.files.replace(key, path, etags.get(key) ?? null))) return false;
  }
  return deps.manifests.replace(site, date, version, { ...manifest, published: id });
};
