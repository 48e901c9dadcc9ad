import type { DynamoDBStreamEvent } from 'aws-lambda';
import { auditNote, noOrigin } from '../audit/audit.ts';
import type { AuditWrite } from '../audit/types.ts';
import { outboxPartsOf } from '../call-engine/events.ts';
import type { CallEventOf } from '../domain/call-event.ts';
import { epochMs, siteIdSchema, tenantIdSchema } from '../domain/ids.ts';
import { siteConfigSchema } from '../domain/site-config.ts';
import type { Log } from '../runtime/log.ts';
import type { Metrics } from '../runtime/metrics.ts';
import { diffConfig } from './core/config-diff.ts';
import { type DirectoryImport, importDirectory } from './core/import-directory.ts';
import type { DirectoryStore } from './directory-store.ts';
import { TenantsError } from './errors.ts';
import { noteOf } from './save-configuration.ts';
import type { DirectoryReport, Site, SiteConfigVersion } from './types.ts';

export interface ImportDeps {
  readonly store: Pick<DirectoryStore, 'readSite' | 'readConfig' | 'saveConfig' | 'putDirectoryReport' | 'listDirectoryReports'>;
  readonly audit: AuditWrite;
  readonly now: () => number;
  readonly log: Log;
  readonly metrics: Metrics;
}

/** Somebody may be editing the configuration at the same moment; more than this many times in a row is a fault. */
const attempts = 5;

/** Numbers a report names at most. */
const reported = 1_000;
const reportOf = (result: DirectoryImport, link: string, at: number, version: number): DirectoryReport => ({
  link,
  at: epochMs(at),
  version,
  added: result.added.slice(0, reported),
  renamed: result.renamed.slice(0, reported),
  missing: result.missing.slice(0, reported),
});

/** A list of changes says nothing of the devices it does not name: what was missing before it still is. */
const report = async (deps: ImportDeps, site: Site, event: CallEventOf<'directoryChanged'>, result: DirectoryImport, version: number) => {
  const reports = event.complete ? [] : await deps.store.listDirectoryReports(site.tenant, site.site);
  const before = reports.find(({ link }) => link === event.link)?.missing ?? [];
  const listed = new Set(event.devices.map(({ number }) => number));
  const missing = [...new Set([...before.filter((number) => !listed.has(number)), ...result.missing])];
  await deps.store.putDirectoryReport(site.tenant, site.site, reportOf({ ...result, missing }, event.link, deps.now(), version));
};

const save = async (deps: ImportDeps, site: Site, current: SiteConfigVersion, result: DirectoryImport, link: string): Promise<void> => {
  const author = `import:${link}`;
  const next: SiteConfigVersion = { version: current.version + 1, at: epochMs(deps.now()), author, config: result.config };
  const changes = diffConfig(current.config, next.config);
  const who = { kind: 'system', id: author, name: 'Import from the PBX', role: null } as const;
  const note = auditNote({ scope: site, who, origin: noOrigin }, next.at, {
    action: 'configuration.import',
    object: `configuration version ${next.version}`,
    summary: `${result.added.length} device(s) added, ${result.renamed.length} changed, ${result.missing.length} configured but not in the PBX`,
    changes,
  });
  await deps.store.saveConfig(site, next, noteOf({ changes, past: [] }, who.name), [deps.audit(note)]);
};

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
    if (current === null) return;
    const isChanged = result.config !== current.config;
    try {
      if (isChanged) await save(deps, site, current, result, event.link);
      const version = current.version + (isChanged ? 1 : 0);
      await report(deps, site, event, result, version);
      if (!isChanged) return;
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
