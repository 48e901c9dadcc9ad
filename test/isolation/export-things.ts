import { siteIdSchema, tenantIdSchema } from '../../functions/domain/ids.ts';
import { endWrites, startWrites } from '../../functions/exports/export-params.ts';
import { createExportStore } from '../../functions/exports/export-store.ts';
import { createAwsClients } from '../../functions/runtime/aws-clients.ts';
import type { TestSite } from './world.ts';

/** An export of whoever the token is, that is done and names its site. @returns its id */
export const addExport = async (
  stack: { readonly api: string; readonly env: Readonly<Record<string, string>> },
  token: string,
  of: { readonly tenant: string; readonly site: TestSite },
): Promise<string> => {
  const me = (await (await fetch(`${stack.api}/v1/me`, { headers: { authorization: `Bearer ${token}` } })).json()) as { id: string };
  const client = createAwsClients(stack.env).dynamo();
  const store = createExportStore({ client, table: stack.env.TRUNKLINE_REPORTS_TABLE ?? '' });
  const place = { tenant: tenantIdSchema.parse(of.tenant), site: siteIdSchema.parse(of.site) };
  const now = Date.now();
  const id = `e-${of.site}`;
  const begun = startWrites(store.table, 0, {
    ...place,
    id,
    reseller: 'x',
    name: `export of ${of.site}`,
    format: 'csv',
    state: 'waiting',
    rowsDone: 0,
    rowsTotal: null,
    files: [],
    detail: null,
    createdAt: now,
    finishedAt: null,
    expiresAt: Math.ceil(now / 1_000) + 3_600,
    by: { id: me.id, name: 'x' },
    units: null,
    work: { kind: 'bulk', what: 'calls', from: 0, to: 1, evenIfIncomplete: false },
    bulk: null,
    attempt: null,
    tries: 0,
    leaseUntil: 0,
    touchedAt: now,
  });
  const files = [
    { key: `tenant=${of.tenant}/site=${of.site}/exports/${id}/a/0`, name: `file of ${of.site}.csv`, rows: 0, bytes: 1, sha256: '00' },
  ];
  const ended = endWrites(store.table, place, id, null, { state: 'done', files, rows: 0, detail: null, bulk: null, now });
  const written = (await store.commit(begun)) && (await store.commit(ended));
  client.destroy();
  if (!written) throw new Error(`the export of ${of.site} was not written`);
  return id;
};
