import { expect, test } from 'vitest';
import { siteConfigSchema } from '../../../functions/domain/site-config.ts';
import { findFaults } from '../../../functions/tenants/core/config-faults.ts';
import { profileSiteConfig } from '../../../test/pbx-simulator/index.ts';
import { addDemoOrganisation } from './demo-organisation.ts';

const empty = siteConfigSchema.parse({ devices: [] });

test.each(['harbour', 'mill'])('%s has an organisation that an administrator could have saved', (profile) => {
  const config = addDemoOrganisation(profile, profileSiteConfig(profile));
  expect(siteConfigSchema.parse(config)).toEqual(config);
  expect(findFaults(empty, config).faults).toEqual([]);
  expect(config.businessUnits).toHaveLength(5);
  const living = config.users.filter(({ deletedAt }) => deletedAt === null);
  expect(living.filter(({ businessUnit }) => businessUnit === null)).toEqual([]);
});

test('the number of who left belongs to the next one since then', () => {
  const { users } = addDemoOrganisation('harbour', profileSiteConfig('harbour'));
  expect(users.filter(({ extensions }) => extensions.some(({ number }) => number === '1031'))).toMatchObject([
    { name: 'Paul Quinn', extensions: [{ from: '2026-01-05T08:00:00.000Z', to: null }], deletedAt: null },
    { name: 'Quentin Reed', extensions: [{ from: null, to: '2026-01-05T08:00:00.000Z' }], deletedAt: '2026-01-05T08:00:00.000Z' },
  ]);
});
