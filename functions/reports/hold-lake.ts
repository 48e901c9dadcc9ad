import type { LakeReader, LakeReading, LakeTableName } from '../lake/lake.ts';

/** The lake as it stood when each site was first asked for. `release` once no question runs any more. */
export interface HeldLake {
  readonly lake: LakeReader;
  readonly release: () => Promise<void>;
}

/**
 * One reading of each site for several questions, so that they differ by what they ask and not by the calls that came in between them.
 * `held` spans all their ranges (epoch ms, `to` exclusive), `tables` are all that they read.
 */
export const holdLake = (
  lake: LakeReader,
  held: { readonly from: number; readonly to: number },
  tables: readonly LakeTableName[],
): HeldLake => {
  const readings = new Map<string, Promise<LakeReading>>();
  return {
    lake: {
      ...lake,
      read: async ({ tenant, site, from, to }, wanted) => {
        if (from < held.from || to > held.to || !wanted.every((table) => tables.includes(table)))
          throw new Error(`a question about ${site} asks for more than is held for it`);
        const key = `${tenant} ${site}`;
        const reading = readings.get(key) ?? lake.read({ tenant, site, ...held }, tables);
        readings.set(key, reading);
        return { ...(await reading), release: () => {} };
      },
    },
    release: async () => {
      for (const reading of await Promise.allSettled(readings.values())) if (reading.status === 'fulfilled') reading.value.release();
      readings.clear();
    },
  };
};
