import { expect, test } from 'vitest';
import { siteIdSchema, tenantIdSchema } from '../domain/ids.ts';
import { sendJobParams } from './send-job.ts';

test('a job is put into the queue in the group of its customer', () => {
  const place = { tenant: tenantIdSchema.parse('harbour-hotels'), site: siteIdSchema.parse('harbour-leeds') };
  expect(sendJobParams('https://queue', { job: 'export', ...place, export: 'e1' }, 60)).toEqual({
    QueueUrl: 'https://queue',
    MessageBody: '{"job":"export","tenant":"harbour-hotels","site":"harbour-leeds","export":"e1"}',
    MessageGroupId: 'harbour-hotels',
    DelaySeconds: 60,
  });
  expect(sendJobParams('https://queue', { job: 'export', ...place, export: 'e1' })).not.toHaveProperty('DelaySeconds');
});
