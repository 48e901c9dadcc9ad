import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import type { SiteConfigInput } from '../../../functions/domain/site-config.ts';
import { createAwsClients } from '../../../functions/runtime/aws-clients.ts';
import { createDirectoryStore } from '../../../functions/tenants/directory-store.ts';
import { createCustomer, createReseller, createSite, createUser } from '../../../functions/tenants/onboard.ts';
import { profileSiteConfig } from '../../../test/pbx-simulator/index.ts';
import { writeFileAtomic } from '../files/write-file-atomic.ts';
import { resources } from '../resources.ts';
import { addDemoBoards } from './add-demo-boards.ts';
import { demoBoards } from './demo-boards.ts';
import type { DemoReseller, DemoSite } from './demo-data.ts';
import { addDemoOrganisation } from './demo-organisation.ts';
import { addDemoVariables, demoVariables } from './demo-variables.ts';

/** What an administrator would have set before the first call: all of it for a simulated PBX, only where it stands for a real one. */
const configOf = (site: DemoSite, simulated: boolean): SiteConfigInput =>
  simulated && site.profile !== null
    ? addDemoOrganisation(site.profile, profileSiteConfig(site.profile))
    : { timeZone: 'Europe/London', country: 'GB', devices: [] };

const seedOf = (resellers: readonly DemoReseller[], simulated: boolean): string =>
  createHash('sha256')
    .update(
      JSON.stringify(
        resellers.map((r) => [
          r,
          r.customers.flatMap((c) => c.sites.map((s) => [configOf(s, simulated), demoVariables[s.site], demoBoards[s.site]])),
        ]),
      ),
    )
    .digest('hex');

/**
 * Puts the demonstration into the directory by the use cases of `tenants`. Done once: later starts only do it again when the
 * demonstration itself is another (what exists is kept then), so that changes people make to their rights stay.
 * @param stamp file that remembers what was seeded
 */
export const seedDemo = async (resellers: readonly DemoReseller[], simulated: boolean, stamp: string): Promise<void> => {
  const seed = seedOf(resellers, simulated);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === seed) return;
  const client = createAwsClients(process.env).dynamo();
  const deps = { store: createDirectoryStore({ client, table: resources.directoryTable }), now: Date.now };
  for (const { reseller, name, customers, users } of resellers) {
    await createReseller(deps, { reseller, name });
    for (const customer of customers) {
      await createCustomer(deps, { tenant: customer.tenant, reseller, name: customer.name });
      for (const site of customer.sites) {
        await createSite(deps, { site: site.site, tenant: customer.tenant, name: site.name, config: configOf(site, simulated) });
        const at = { reseller, tenant: customer.tenant, site: site.site };
        await addDemoVariables({ client, now: Date.now }, at);
        await addDemoBoards({ client, now: Date.now }, at, users);
      }
    }
    for (const { user, role, name: person, email, tenant, sites, extensions, agents, units } of users)
      await createUser(deps, {
        user,
        subject: user,
        name: person,
        email,
        role,
        reseller,
        tenant,
        sites: sites ?? null,
        extensions: extensions ?? [],
        agents: agents ?? [],
        ...(units === undefined ? {} : { units }),
      });
  }
  client.destroy();
  await writeFileAtomic(stamp, seed, 0o600);
};
