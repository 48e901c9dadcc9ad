import type { DynamoDBStreamEvent } from 'aws-lambda';
import { describe, expect, test } from 'vitest';
import type { AuditNote } from '../audit/types.ts';
import { callEventSchema } from '../domain/call-event.ts';
import { epochMs, siteIdSchema, tenantIdSchema } from '../domain/ids.ts';
import { siteConfigSchema } from '../domain/site-config.ts';
import { silentLog } from '../runtime/log.ts';
import { silentMetrics } from '../runtime/metrics.ts';
import { packJson } from '../runtime/pack.ts';
import { TenantsError } from './errors.ts';
import { importDirectories } from './import-directory.ts';
import type { DirectoryReport, NotedVersion, Site, SiteConfigVersion } from './types.ts';

const site: Site = {
  site: siteIdSchema.parse('harbour'),
  tenant: tenantIdSchema.parse('bakery'),
  reseller: 'north',
  name: 'Harbour',
  customerName: 'Bakery',
  timeZone: 'UTC',
  resetTime: '02:00',
};
const directory = callEventSchema.parse({
  kind: 'directoryChanged',
  v: 1,
  link: 'link-1',
  seq: 1,
  at: 0,
  node: '1',
  resync: null,
  copyOf: null,
  complete: true,
  devices: [{ number: '1001', node: '1', type: 'extension', name: 'Anna', description: '', pbxType: null, groupType: null, members: [] }],
  removed: [],
  dndMessages: [],
  change: null,
});
const streamEvent = (tenant = 'bakery', emitted: object = directory): DynamoDBStreamEvent => ({
  Records: [
    {
      eventName: 'INSERT',
      eventSource: 'aws:dynamodb',
      dynamodb: {
        SequenceNumber: '1',
        NewImage: {
          pk: { S: `T#${tenant}#S#harbour` },
          sk: { S: 'OUTBOX#000000000001#000' },
          tenant: { S: tenant },
          site: { S: 'harbour' },
          n: { N: '1' },
          part: { N: '0' },
          parts: { N: '1' },
          body: {
            B: Buffer.from(
              packJson({ v: 1, tenant, site: 'harbour', n: 1, at: 0, emitted: [{ type: 'directory', event: emitted }] }),
            ).toString('base64'),
          },
        },
      },
    },
  ],
});

const makeDeps = (conflicts = 0) => {
  let current: NotedVersion = {
    version: 3,
    at: epochMs(0),
    author: 'anna',
    config: siteConfigSchema.parse({ id: 'harbour', devices: [] }),
    note: { authorName: 'Anna', words: [], changeCount: 0, changesPast: false },
  };
  let left = conflicts;
  const saved: SiteConfigVersion[] = [];
  const audited: AuditNote[] = [];
  const reports: DirectoryReport[] = [];
  return {
    saved,
    audited,
    reports,
    deps: {
      store: {
        readSite: async () => site,
        readConfig: async () => current,
        saveConfig: async (_site: Site, next: SiteConfigVersion) => {
          if (left > 0) {
            left -= 1;
            // Somebody was faster.
            current = { ...current, version: current.version + 1 };
            throw new TenantsError('tenants.version', 'test');
          }
          current = { ...next, note: current.note };
          saved.push(next);
        },
        listDirectoryReports: async () => reports.slice(-1),
        putDirectoryReport: async (_tenant: string, _site: string, report: DirectoryReport) => {
          reports.push(report);
        },
      },
      audit: (note: AuditNote) => {
        audited.push(note);
        return {};
      },
      now: () => 5_000,
      log: silentLog,
      metrics: silentMetrics,
    },
  };
};

describe('import of a published directory', () => {
  test('makes the next version, with its author', async () => {
    const { deps, saved } = makeDeps();
    await importDirectories(deps)(streamEvent());
    expect(saved).toMatchObject([
      { version: 4, at: 5_000, author: 'import:link-1', config: { devices: [{ number: '1001', name: 'Anna' }] } },
    ]);
  });
  test('is audited with what it changed, and reported also when it changed nothing', async () => {
    const { deps, audited, reports } = makeDeps();
    await importDirectories(deps)(streamEvent());
    await importDirectories(deps)(streamEvent());
    expect(audited).toMatchObject([
      {
        action: 'configuration.import',
        tenant: 'bakery',
        site: 'harbour',
        who: { kind: 'system', id: 'import:link-1' },
        summary: '1 device(s) added, 0 changed, 0 configured but not in the PBX',
        changes: [{ path: '/devices/extension 1001', before: null }],
      },
    ]);
    expect(reports).toEqual([
      { link: 'link-1', at: 5_000, version: 4, added: ['1001'], renamed: [], missing: [] },
      { link: 'link-1', at: 5_000, version: 4, added: [], renamed: [], missing: [] },
    ]);
  });
  test('what is missing stays missing until a list names it again', async () => {
    const { deps, reports } = makeDeps();
    const list = (overrides: object) => importDirectories(deps)(streamEvent('bakery', { ...directory, ...overrides }));
    await list({});
    await list({ complete: false, devices: [], removed: ['1001'] });
    await list({ complete: false, devices: [] });
    await list({ complete: false });
    await list({ devices: [] });
    await list({});
    expect(reports.map(({ missing }) => missing)).toEqual([[], ['1001'], ['1001'], [], ['1001'], []]);
  });
  test('again makes none', async () => {
    const { deps, saved } = makeDeps();
    await importDirectories(deps)(streamEvent());
    await importDirectories(deps)(streamEvent());
    expect(saved).toHaveLength(1);
  });
  test('gives way to an edit at the same moment and comes after it', async () => {
    const { deps, saved } = makeDeps(2);
    await importDirectories(deps)(streamEvent());
    expect(saved.map((version) => version.version)).toEqual([6]);
  });
  test('for a site of another tenant does nothing', async () => {
    const { deps, saved } = makeDeps();
    await importDirectories(deps)(streamEvent('florist'));
    expect(saved).toEqual([]);
  });
});
