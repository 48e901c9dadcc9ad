import { randomBytes } from 'node:crypto';
import { subscribe } from 'node:diagnostics_channel';
import { IncomingMessage } from 'node:http';
import type { SiteId, TenantId } from '../../../functions/domain/ids.ts';
import { createAgentStore } from '../../../functions/edge-agents/agent-store.ts';
import { createEnrolmentCode } from '../../../functions/edge-agents/enrol.ts';
import { createAwsClients } from '../../../functions/runtime/aws-clients.ts';
import { createDirectoryStore } from '../../../functions/tenants/directory-store.ts';
import { createCustomer, createReseller, createSite, createUser } from '../../../functions/tenants/onboard.ts';
import { createLocalStack } from '../../../infra/local/local-stack.ts';
import { profileSiteConfig } from '../../pbx-simulator/index.ts';
import { benchProfile } from './bench-profile.ts';
import { type StackReady, type StackReport, siteName, usage } from './messages.ts';

/** `stack-process.ts DIR SITES`: the local stack as `npm start` runs it, every handler included, with sites for the load. */
const [dataDir = '', count = '1'] = process.argv.slice(2);
const tenant = 'bench';
const stack = await createLocalStack({ dataDir, byTheClock: true, log: () => {} });
const awsPort = Number(new URL(stack.awsEndpoint).port);

const counts: Record<string, number> = {};
let requestBytes = 0;
const operationOf = ({ headers, method = '', url = '' }: IncomingMessage): string => {
  const target = headers['x-amz-target'];
  if (typeof target === 'string') return target.replace(/_\d+\./, ' ');
  if (url.startsWith('/@connections')) return `ApiGatewayManagement ${method}`;
  return url.startsWith('/trunkline') ? `S3 ${method}` : `STS ${method}`;
};
subscribe('http.server.request.start', (message) => {
  const request = typeof message === 'object' && message !== null && 'request' in message ? message.request : null;
  if (!(request instanceof IncomingMessage) || request.socket.localPort !== awsPort) return;
  const operation = operationOf(request);
  counts[operation] = (counts[operation] ?? 0) + 1;
  requestBytes += Number(request.headers['content-length'] ?? 0);
});

const client = createAwsClients(stack.env).dynamo();
const table = stack.env.TRUNKLINE_DIRECTORY_TABLE ?? '';
const directory = { store: createDirectoryStore({ client, table }), now: Date.now };
await createReseller(directory, { reseller: 'north', name: 'North' });
await createCustomer(directory, { tenant, reseller: 'north', name: 'Bench' });
const makeCode = createEnrolmentCode({ store: createAgentStore({ client, table }), now: Date.now, randomBytes });
const codes: Record<string, string> = {};
for (let i = 0; i < Number(count); i += 1) {
  const site = siteName(i);
  await createSite(directory, { site, tenant, name: site, config: profileSiteConfig(benchProfile) });
  codes[site] = (await makeCode({ tenant: tenant as TenantId, site: site as SiteId, reseller: 'north' }, 'bench')).code;
}
await createUser(directory, { user: 'anna', subject: 'anna', name: 'Anna', email: null, role: 'customerAdmin', reseller: 'north', tenant });
await stack.seedUsers([{ sub: 'anna', email: 'anna@example.test', name: 'Anna', password: randomBytes(12).toString('hex') }]);
await stack.serve();

process.on('message', () => {
  const report: StackReport = { ...usage(), counts: { ...counts }, requestBytes, failedBatches: stack.failedBatches().length };
  process.send?.(report);
});
process.on('SIGTERM', () => void stack.stop().finally(() => process.exit(0)));
process.on('disconnect', () => process.exit(1));
const ready: StackReady = { api: stack.api, ws: stack.ws, token: await stack.issueToken('anna'), codes };
process.send?.(ready);
