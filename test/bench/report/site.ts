import { siteIdSchema, tenantIdSchema } from '../../../functions/domain/ids.ts';
import { siteConfigSchema } from '../../../functions/domain/site-config.ts';
import type { SiteScope } from '../../../functions/identity/types.ts';

const numbered = (count: number, from: number, name: string) =>
  Array.from({ length: count }, (_, i) => ({ number: String(from + i), name: `${name} ${i + 1}` }));

/** A large customer's site: who works there, and by which lines it is reached. */
export const extensions = numbered(500, 1000, 'Desk');
export const groups = numbered(40, 2000, 'Group');
export const agents = numbered(60, 7000, 'Agent');
export const trunks = numbered(60, 94_001, 'Line');
export const ddis = numbered(200, 632_000, 'Service');
export const voicemail = { number: '9500', name: 'Voicemail' };

export const scope: SiteScope = { tenant: tenantIdSchema.parse('bench'), site: siteIdSchema.parse('bench'), reseller: 'bench' };
export const config = siteConfigSchema.parse({
  id: scope.site,
  name: 'Bench',
  timeZone: 'Europe/London',
  devices: [
    ...[...extensions, voicemail].map((device) => ({ ...device, type: 'extension' })),
    ...groups.map((device) => ({ ...device, type: 'huntGroup' })),
  ],
  settings: { accountCodes: [{ code: '77' }, { code: '78' }] },
});

/** Statistics days of a year in the site's zone: they end at the reset time of the day after. */
export const year = { from: Date.parse('2025-01-01T02:00:00Z'), to: Date.parse('2026-01-01T02:00:00Z') };
export const dates: readonly string[] = Array.from({ length: 365 }, (_, day) =>
  new Date(Date.UTC(2025, 0, 1 + day)).toISOString().slice(0, 10),
);
