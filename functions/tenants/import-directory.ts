import type { DynamoDBStreamEvent } from 'aws-lambda';
import { outboxPartsOf } from '../call-engine/events.ts';
import type { CallEventOf } from '../domain/call-event.ts';
import { epochMs, siteIdSchema, tenantIdSchema } from '../domain/ids.ts';
import { siteConfigSchema } from '../domain/site-config.ts';
import type { Log } from '../runtime/log.ts';
import type { Metrics } from '../runtime/metrics.ts';
import { importDirectory } from './core/import-directory.ts';
import type { DirectoryStore } from './directory-store.ts';
import { TenantsError } from './errors.ts';

export interface ImportDeps {
  readonly store: Pick<DirectoryStore, 'readSite' | 'readConfig' | 'saveConfig'>;
  readonly now: () => number;
  readonly log: Log;
  readonly metrics: Metrics;
}

/** Somebody may be editing the configuration at the same moment; more than this many times in a row is a fault. */
const attempts = 5;

const importEvent = async (deps: ImportDeps, tenantId: string, siteId: string, event: CallEventOf<'directoryChanged'>): Promise<void> => {
  const tenant = tenantIdSchema.parse(tenantId);
  const site = await deps.store.readSite(siteIdSchema.parse(siteId));
  if (site?.tenant !== tenant) {
    deps.log.error('directory of an unknown site', { tenant, site: siteId });
    return;
  }
  for (let attempt = 1; ; attempt += 1) {
    const current = await deps.store.readConfig(tenant, site.site);
    const result = importDirectory(current?.config ?? siteConfigSchema.parse({ id: site.site, devices: [] }), event);
    deps.metrics.count('devicesMissing', result.missing.length);
    if (current === null || result.config === current.config) return;
    try {
      await deps.store.saveConfig(site, {
        version: current.version + 1,
        at: epochMs(deps.now()),
        author: `import:${event.link}`,
        config: result.config,
      });
      deps.log.info('directory imported', {
        tenant,
        site: site.site,
        added: result.added.length,
        renamed: result.renamed.length,
        missing: result.missing.length,
      });
      deps.metrics.count('devicesImported', result.added.length);
      return;
    } catch (error) {
      if (!(error instanceof TenantsError) || attempt === attempts) throw error;
    }
  }
};

/** Imports every PBX directory that the engine published in this stream event. Idempotent: the same list again makes no new version. */
export const importDirectories =
  (deps: ImportDeps) =>
  async (event: DynamoDBStreamEvent): Promise<void> => {
    for (const { part } of outboxPartsOf(event, deps))
      for (const emitted of part.batch.emitted)
        if (emitted.type === 'directory') await importEvent(deps, part.batch.tenant, part.batch.site, emitted.event);
  };
