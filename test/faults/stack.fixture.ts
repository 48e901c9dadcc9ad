import { randomBytes } from 'node:crypto';
import type { SiteId, TenantId } from '../../functions/domain/ids.ts';
import { createAgentStore } from '../../functions/edge-agents/agent-store.ts';
import { createEnrolmentCode } from '../../functions/edge-agents/enrol.ts';
import { createAwsClients } from '../../functions/runtime/aws-clients.ts';
import { createLocalStack } from '../../infra/local/local-stack.ts';
import { seedTenant } from './fault-stack.ts';
import { tenant } from './stored-site.ts';

/**
 * The local stack as a process of its own, to be killed: `stack.fixture.ts DIR PORT AWS_PORT SITE…` (ports 0 = any). Tells its parent
 * where it is when it answers; `idle` is answered with `idle`, `code SITE` with an enrolment code.
 */
const [dataDir = '', port = '0', awsPort = '0', ...sites] = process.argv.slice(2);
const stack = await createLocalStack({
  dataDir,
  port: Number(port),
  awsPort: Number(awsPort),
  // It is the process that is killed, not the machine.
  sync: false,
  byTheClock: true,
  log: () => {},
});
await seedTenant(stack.env, sites);
await stack.serve();

const codeFor = async (site: string): Promise<string> => {
  const client = createAwsClients(stack.env).dynamo();
  const store = createAgentStore({ client, table: stack.env.TRUNKLINE_DIRECTORY_TABLE ?? '' });
  const make = createEnrolmentCode({ store, now: Date.now, randomBytes });
  return (await make({ tenant: tenant as TenantId, site: site as SiteId, reseller: 'north' }, 'test')).code;
};
process.on('message', (message) => {
  const [what, site = ''] = String(message).split(' ');
  const answer = what === 'idle' ? stack.idle().then(() => 'idle') : codeFor(site);
  answer.then(
    (text) => process.send?.(text),
    (error: unknown) => process.send?.(`failed: ${String(error)}`),
  );
});
process.on('disconnect', () => process.exit(1));
process.send?.({ api: stack.api, awsEndpoint: stack.awsEndpoint, env: stack.env });
