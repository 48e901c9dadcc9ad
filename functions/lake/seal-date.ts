import { fileKey, type LakeTableName, lakeTableNames } from './constants.ts';
import { dateOfHour, type Hour } from './core/hours.ts';
import { type FreshHour, type Piece, type PieceFile, withSealedHours } from './core/manifest.ts';
import type { SealerDeps, Workshop } from './ports.ts';
import { type ReadHour, readSealable } from './read-sealable.ts';
import { recordsOf } from './rows-of-hour.ts';
import { schemaVersion } from './tables.ts';
import type { LakeSite } from './types.ts';

type Deps = Pick<SealerDeps, 'hours' | 'manifests' | 'files' | 'now' | 'newId'>;
const commitAttempts = 5;

/** Files of an hour, uploaded under keys nobody else has: until a manifest names them they are nothing to anybody. */
const makePiece = async (deps: Deps, workshop: Workshop, site: LakeSite, hour: Hour, read: ReadHour): Promise<Piece | null> => {
  const records = recordsOf(read.rows);
  const id = deps.newId();
  const files: Partial<Record<LakeTableName, PieceFile>> = {};
  for (const table of lakeTableNames) {
    const rows = records[table];
    if (rows.length === 0) continue;
    const path = workshop.newPath();
    await workshop.write(table, rows, path);
    const key = fileKey(site.tenant, site.site, dateOfHour(hour), hour.slice(11), table, id);
    files[table] = { key, bytes: await deps.files.put(key, path), rows: rows.length };
  }
  return Object.keys(files).length === 0 ? null : { id: `hour-${id}`, holds: [hour], files };
};

/**
 * Seals hours of one UTC date: rows of a known state of history into files, files into the manifest. A crash before the manifest leaves
 * files nobody reads; one after it leaves nothing to do.
 * @returns hours sealed
 */
export const sealDate = async (deps: Deps, workshop: Workshop, site: LakeSite, date: string, hours: readonly Hour[]): Promise<number> => {
  const fresh: FreshHour[] = [];
  for (const hour of hours) {
    const read = await readSealable(deps.hours, site, hour);
    if (read === null) continue;
    fresh.push({ hour, counts: read.counts, schema: schemaVersion, piece: await makePiece(deps, workshop, site, hour, read) });
  }
  for (let attempt = 0; fresh.length > 0 && attempt < commitAttempts; attempt += 1) {
    const { version, manifest } = await deps.manifests.get(site, date);
    const changed = withSealedHours(manifest, fresh, deps.now());
    if (changed === null) return 0;
    if (await deps.manifests.replace(site, date, version, changed)) return fresh.length;
  }
  return 0;
};
