import { type SiteConfig, type SiteConfigInput, siteConfigSchema } from '../../../domain/site-config.ts';

/** A small site: two people, two units, a phone that went from Ben to Anna on 1 March 2026. */
export const sampleConfig = (change: Partial<SiteConfigInput> = {}): SiteConfig =>
  siteConfigSchema.parse({
    id: 'harbour',
    name: 'Harbour',
    devices: [
      { number: '1001', type: 'extension', name: 'Desk one', node: '1' },
      { number: '1002', type: 'extension', name: 'Desk two', node: '1' },
      { number: '2000', type: 'huntGroup', name: 'Sales', node: '1', resetsTimers: true, businessUnit: 'sales' },
    ],
    businessUnits: [
      { id: 'company', name: 'Company' },
      { id: 'sales', name: 'Sales', parent: 'company' },
    ],
    users: [
      {
        id: 'anna',
        name: 'Anna',
        businessUnit: 'sales',
        extensions: [{ number: '1001', from: '2026-03-01T00:00:00.000Z' }],
        agents: ['5001'],
      },
      { id: 'ben', name: 'Ben', extensions: [{ number: '1001', to: '2026-03-01T00:00:00.000Z' }, '1002'] },
    ],
    ...change,
  });
