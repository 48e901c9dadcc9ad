import type { TenantId } from '../../domain/ids.ts';
import { siteConfigSchema } from '../../domain/site-config.ts';
import type { ReportedSite } from './memory-lake.ts';
import { internal, toldCalls } from './told-calls.ts';

export const customer = 'customer' as TenantId;

export const harbour = siteConfigSchema.parse({
  id: 'harbour',
  timeZone: 'Europe/London',
  resetTime: '02:00',
  devices: [
    { number: '1001', type: 'extension', name: 'Anna', node: '1' },
    { number: '999', type: 'extension', name: 'Night desk', node: '1' },
    { number: '2500', type: 'application', name: 'Voicemail', node: '1' },
    { number: '94001', type: 'trunk', name: 'Line 1', node: '1' },
    { number: '5002', type: 'agent', name: 'Bob' },
    { number: '5001', type: 'agent', name: 'Anna' },
    { number: '01134960456', type: 'ddi', name: 'Sales' },
  ],
  settings: { callRatePeriodMinutes: 30 },
});

/** Monday 2 March 2026: three calls came in, one of them lost, one went out, one stayed in the house; nobody called from 09:30 to 10:30. */
export const morning: ReportedSite = {
  tenant: customer,
  config: harbour,
  ...toldCalls('harbour', [
    { at: '2026-03-02T09:05:00Z', ring: 4, talk: 30 },
    {
      at: '2026-03-02T09:10:00Z',
      ring: 6,
      more: { extension: '1002', extensionName: 'Ben', outsideNumber: '02079460111', outsideE164: '+442079460111' },
    },
    {
      at: '2026-03-02T10:40:00Z',
      ring: 11,
      talk: 90,
      hold: 10,
      more: { extension: '999', extensionName: 'Night desk', endedBy: 'inferred' },
    },
    {
      at: '2026-03-02T10:45:00Z',
      ring: 5,
      talk: 20,
      more: { direction: 'out', outsideNumber: '01632960001', outsideE164: '+441632960001' },
    },
    { at: '2026-03-02T11:00:00Z', ring: 2, talk: 8, more: internal({ number: '1001', name: 'Anna' }, { number: '1002', name: 'Ben' }) },
  ]),
};
export const wholeMorning = { from: '2026-03-02T09:00:00Z', to: '2026-03-02T11:30:00Z' } as const;
export const noon = Date.parse('2026-03-02T12:00:00Z');
