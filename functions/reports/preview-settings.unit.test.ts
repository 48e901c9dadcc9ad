import { expect, test } from 'vitest';
import type { TenantId } from '../domain/ids.ts';
import { siteConfigSchema } from '../domain/site-config.ts';
import type { SiteScope } from '../identity/types.ts';
import { createPreviewSettings } from './preview-settings.ts';
import { factsOf, openMemoryLake } from './testing/memory-lake.ts';
import { toldCalls } from './testing/told-calls.ts';

/** A minute apart, each lost after three seconds and the next answered. */
const told = toldCalls(
  'harbour',
  Array.from({ length: 40 }, (_, i) => ({
    at: new Date(Date.parse('2026-03-04T09:00:00Z') + i * 60_000).toISOString(),
    ...(i % 2 === 0 ? { ring: 3 } : { ring: 8, talk: 60 }),
  })),
);
const now = Date.parse('2026-03-04T12:00:00Z');
const config = siteConfigSchema.parse({ id: 'harbour', timeZone: 'Europe/London', devices: [], settings: { abandonedSeconds: 5 } });
const scope: SiteScope = { tenant: 'customer' as TenantId, site: 'harbour' as SiteScope['site'], reseller: 'reseller' };

test('while calls come in, both sides are told by the same moment', async () => {
  const all = factsOf(told);
  const facts = all.slice(0, all.length / 2);
  const lake = await openMemoryLake([{ tenant: scope.tenant, config, ...told, facts }]);
  const released: string[] = [];
  const preview = createPreviewSettings({
    lake: {
      ...lake.reader,
      read: async (range, tables) => {
        const reading = await lake.reader.read(range, tables);
        facts.push(...all.slice(facts.length, facts.length + 2));
        return { ...reading, release: () => released.push(range.site) };
      },
    },
    duckDb: async () => lake.database,
    sitesOf: async () => ['harbour'],
    gapsOf: async () => [],
    heardThrough: async () => null,
    gate: (work) => work(),
    now: () => now,
  });
  try {
    const { told: by, before, after } = await preview(scope, config, config);
    expect([by, after]).toEqual(['last7Days', before]);
    // Twenty calls had come, and those of one reading of last week.
    expect(before).toMatchObject({ callsHandled: 21, abandonedLeftOut: 0 });
    const leavesOut = { ...config, settings: { ...config.settings, ignoreAbandoned: true } };
    const changed = await preview(scope, config, leavesOut);
    expect([changed.before.callsHandled, changed.after.callsHandled, changed.after.abandonedLeftOut]).toEqual([23, 11, 12]);
    expect(released).toEqual(['harbour', 'harbour', 'harbour', 'harbour']);
  } finally {
    await lake.close();
  }
});
