import { expect, test } from 'vitest';
import { siteIdSchema, tenantIdSchema } from '../domain/ids.ts';
import { createSiteDirectory } from './site-configs.ts';

const harbour = {
  site: 'harbour',
  tenant: 'bakery',
  reseller: 'bright',
  name: 'Harbour',
  customerName: 'Bakery',
  timeZone: 'Europe/London',
  resetTime: '02:00',
};

test('a site of somebody else costs the same look-up each time as one that does not exist', async () => {
  const asked: unknown[] = [];
  const send = (command: { readonly input: { readonly Key: { readonly pk: string; readonly sk: string } } }) => {
    const { pk, sk } = command.input.Key;
    asked.push(`${pk} ${sk}`);
    return Promise.resolve({ Item: ['T#bakery SITE#harbour', 'SITE#harbour SITE'].includes(`${pk} ${sk}`) ? harbour : undefined });
  };
  const { findSite } = createSiteDirectory({ client: { send: send as never }, table: 'directory', now: () => 0 });
  const [bakery, mill] = [tenantIdSchema.parse('bakery'), tenantIdSchema.parse('mill')];
  const [site, none] = [siteIdSchema.parse('harbour'), siteIdSchema.parse('nowhere')];
  expect(await findSite(site, bakery)).toEqual(harbour);
  expect(await findSite(site, bakery)).toEqual(harbour);
  expect(await findSite(site, null)).toEqual(harbour);
  asked.length = 0;
  for (const id of [site, site, none, none]) expect(await findSite(id, mill)).toBeNull();
  expect(asked).toEqual(['T#mill SITE#harbour', 'T#mill SITE#harbour', 'T#mill SITE#nowhere', 'T#mill SITE#nowhere']);
});
