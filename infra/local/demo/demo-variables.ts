import { randomUUID } from 'node:crypto';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createAuditWriter, noOrigin } from '../../../functions/audit/audit.ts';
import { createVariableDoor } from '../../../functions/board-values/events.ts';
import { siteIdSchema, tenantIdSchema } from '../../../functions/domain/ids.ts';
import { resources } from '../resources.ts';

/** Global variables of the demonstration, by site: what people there would enter by hand. */
export const demoVariables: Readonly<Record<string, readonly { readonly name: string; readonly value: string }[]>> = {
  'harbour-leeds': [
    { name: 'Rooms free tonight', value: '14' },
    { name: 'Sales target today', value: '£ 6,500' },
    { name: 'Message of the day', value: 'Wedding party of 80 arrives at 16:00. Parking is full from noon.' },
  ],
  'harbour-york': [{ name: 'Rooms free tonight', value: '31' }],
  'mill-lane-surgery': [
    { name: 'Doctors in today', value: '4' },
    { name: 'Next free appointment', value: 'Thursday 10:40' },
    { name: 'Message of the day', value: 'Flu clinic on Thursday from 09:00, no appointment needed.' },
  ],
  'quarry-ripon': [{ name: 'Cars in the workshop', value: '6' }],
};

/** Enters them as anybody would; what is there by that name already stays as it is. */
export const addDemoVariables = async (
  deps: { readonly client: Pick<DynamoDBDocumentClient, 'send'>; readonly now: () => number },
  at: { readonly reseller: string; readonly tenant: string; readonly site: string },
): Promise<void> => {
  const audit = createAuditWriter({ table: resources.auditTable, newId: randomUUID });
  const variables = createVariableDoor({ ...deps, table: resources.boardsTable, audit });
  const scope = { tenant: tenantIdSchema.parse(at.tenant), site: siteIdSchema.parse(at.site), reseller: at.reseller };
  const by = { scope, who: { kind: 'system', id: 'seed', name: 'Demonstration', role: null } as const, origin: noOrigin };
  const known = new Set((await variables.list(scope)).map(({ name }) => name));
  for (const variable of demoVariables[at.site] ?? []) if (!known.has(variable.name)) await variables.save(by, null, variable);
};
