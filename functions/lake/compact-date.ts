import { fileKey, hourMs, type LakeTableName, lakeTableNames } from './constants.ts';
import { hourStart } from './core/hours.ts';
import { exceptOf, type Piece, type PieceFile, withDayPiece } from './core/manifest.ts';
import type { StoredManifest } from './manifest-store.ts';
import type { SealerDeps, Workshop } from './ports.ts';
import type { LakeSite, LocalLakeFile, Stretch } from './types.ts';

type Deps = Pick<SealerDeps, 'manifests' | 'files' | 'now' | 'newId'>;

/** Hours of a piece from which no row is to be taken, as stretches of time. */
export const exceptStretches = (piece: Piece, taken: ReadonlySet<string>): readonly Stretch[] =>
  exceptOf(piece, taken).map((hour) => ({ from: hourStart(hour), to: hourStart(hour) + hourMs }));

/**
 * One file a table for the whole date, of exactly what the manifest says; a change of it meanwhile lets the work go to waste. Tables
 * without rows get a file too, so that what Athena sees of a date is always replaced as a whole.
 * @returns the new manifest, or null when somebody else was faster
 */
export const compactDate = async (
  deps: Deps,
  workshop: Workshop,
  site: LakeSite,
  date: string,
  stored: StoredManifest,
): Promise<StoredManifest | null> => {
  const { manifest, version } = stored;
  const taken = (piece: Piece): ReadonlySet<string> =>
    new Set(Object.keys(manifest.hours).filter((hour) => manifest.hours[hour]?.piece === piece.id));
  const id = deps.newId();
  const files: Partial<Record<LakeTableName, PieceFile>> = {};
  for (const table of lakeTableNames) {
    const inputs: Pick<LocalLakeFile, 'path' | 'except'>[] = [];
    for (const piece of manifest.pieces) {
      const file = piece.files[table];
      if (file === undefined) continue;
      const input = workshop.newPath();
      await deps.files.get(file.key, input);
      inputs.push({ path: input, except: exceptStretches(piece, taken(piece)) });
    }
    const path = workshop.newPath();
    const rows = await workshop.merge(table, inputs, path);
    const key = fileKey(site.tenant, site.site, date, 'day', table, id);
    files[table] = { key, bytes: await deps.files.put(key, path), rows };
  }
  const holds = Object.keys(manifest.hours).filter((hour) => manifest.hours[hour]?.piece !== null);
  const changed = withDayPiece(manifest, { id: `day-${id}`, holds, files }, deps.now());
  return (await deps.manifests.replace(site, date, version, changed)) ? { version: version + 1, manifest: changed } : null;
};
