import { randomUUID } from 'node:crypto';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createAuditWriter, noOrigin } from '../../../functions/audit/audit.ts';
import { createTextVariables } from '../../../functions/board-values/events.ts';
import { createBoardStore } from '../../../functions/boards/board-store.ts';
import { importText } from '../../../functions/boards/import-text.ts';
import { createValueNames } from '../../../functions/boards/value-names.ts';
import { siteIdSchema, tenantIdSchema } from '../../../functions/domain/ids.ts';
import { newSuffix } from '../../../functions/runtime/new-suffix.ts';
import { createFilterStore } from '../../../functions/saved-filters/filters.ts';
import { resources } from '../resources.ts';
import { demoBoards } from './demo-boards.ts';
import type { DemoUser } from './demo-data.ts';

/** Brings in the boards of a site as its supervisor would; once, so that what people make of them stays. */
export const addDemoBoards = async (
  { client, now }: { readonly client: Pick<DynamoDBDocumentClient, 'send'>; readonly now: () => number },
  at: { readonly reseller: string; readonly tenant: string; readonly site: string },
  users: readonly DemoUser[],
): Promise<void> => {
  const given = demoBoards[at.site];
  const user = users.find((one) => one.user === given?.by);
  if (given === undefined || user === undefined) return;
  const deps = { client, table: resources.boardsTable, now };
  const scope = { tenant: tenantIdSchema.parse(at.tenant), site: siteIdSchema.parse(at.site), reseller: at.reseller };
  const store = createBoardStore(deps);
  if ((await store.list(scope, 1, null)).items.length > 0) return;
  const who = {
    kind: 'user',
    id: user.user,
    name: user.name,
    email: user.email,
    role: user.role,
    reseller: at.reseller,
    tenant: scope.tenant,
    sites: null,
    extensions: [],
    agents: [],
  } as const;
  await importText({
    ...deps,
    store,
    filters: createFilterStore(deps),
    variables: createTextVariables(deps),
    valueNames: createValueNames(deps),
    audit: createAuditWriter({ table: resources.auditTable, newId: randomUUID }),
    newSuffix,
  })({ scope, who, origin: noOrigin }, given.text, false);
};
