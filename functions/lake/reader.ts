import type { HourReader } from '../call-history/events.ts';
import { type LakeTableName, lakeTableNames } from './constants.ts';
import { emptyTables } from './core/hours.ts';
import type { FetchFiles } from './file-cache.ts';
import { LakeFileGone } from './file-store.ts';
import type { ManifestStore } from './manifest-store.ts';
import { planRange } from './plan-range.ts';
import type { LakePlan, LakeReader, LakeReading, LocalLakeFile } from './types.ts';

export interface LakeReaderDeps {
  readonly hours: HourReader;
  readonly manifests: ManifestStore;
  readonly fetchFiles: FetchFiles;
}

/** Files stay an hour after they are replaced, so a plan that meets this twice was kept for that long. */
const attempts = 3;

/** Reads the lake together with what is not in it yet. Rights are checked before: it reads whatever site it is asked for. */
export const createLakeReader = (deps: LakeReaderDeps): LakeReader => {
  const plan: LakeReader['plan'] = (range) => planRange(deps, range);
  return {
    plan,
    fetch: deps.fetchFiles,
    read: async (range, tables: readonly LakeTableName[], planned?: LakePlan): Promise<LakeReading> => {
      for (let attempt = 1; ; attempt += 1) {
        const { files, tail, restated, sealedThrough } = attempt === 1 && planned !== undefined ? planned : await plan(range);
        try {
          const held = await deps.fetchFiles(
            range,
            lakeTableNames.filter((table) => tables.includes(table)).flatMap((table) => files[table]),
          );
          const local = emptyTables<LocalLakeFile>();
          for (const file of held.files) local[file.table].push(file);
          return { files: local, tail, restated, sealedThrough, release: held.release };
        } catch (error) {
          if (!(error instanceof LakeFileGone) || attempt === attempts) throw error;
        }
      }
    },
  };
};
