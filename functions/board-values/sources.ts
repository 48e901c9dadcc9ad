import { auditNote } from '../audit/audit.ts';
import type { AuditWrite } from '../audit/types.ts';
import type { SiteScope } from '../identity/types.ts';
import { counted } from '../runtime/counted.ts';
import { errorFields, type Log } from '../runtime/log.ts';
import { ProblemError } from '../runtime/problem.ts';
import { jsonPointer } from '../runtime/validation.ts';
import { fetchedSk, fetchPauseMs, fieldValueId, limits, tryPauseMs, valuesPk } from './constants.ts';
import { newId } from './core/new-id.ts';
import { keptOf, mayBeHeader, placeSource, planDefinition, type SourceFault } from './core/plan-source.ts';
import type { Fetched, Source, SourceDefinition, SourceHeader } from './core/types.ts';
import { fetchOne, secretGone, withSecret } from './fetch-one.ts';
import type { FetchSource, SecretHeader, SourceSecrets } from './ports.ts';
import type { SourceInput } from './schemas.ts';
import { duePut, sourceBurial, sourcePut } from './values-params.ts';
import type { ValuesStore } from './values-store.ts';
import type { ChangedBy } from './variables.ts';

export interface KnownSource {
  readonly source: Source;
  readonly fetched: Fetched | undefined;
}
export interface SourcesDeps {
  readonly store: Pick<ValuesStore, 'table' | 'read' | 'commit' | 'claimNow' | 'forgetDue' | 'putFetched' | 'mayTry'>;
  readonly secrets: SourceSecrets;
  readonly fetchSource: FetchSource;
  readonly audit: AuditWrite;
  readonly now: () => number;
  readonly log: Log;
}

const absent = (): ProblemError => new ProblemError('not-found', 'There is no such external data source at this site.');
const faulty = (faults: readonly SourceFault[]): ProblemError =>
  new ProblemError('bad-request', `${counted(faults.length, 'part', 'parts')} of the source cannot be taken.`, {
    errors: faults.map(({ path, detail }) => ({ pointer: jsonPointer(path), detail, in: 'body' })),
  });
const secretFault = (detail: string): ProblemError => faulty([{ path: ['header', 'value'], detail }]);
const originOf = (url: string): string => new URL(url).origin;

/** What of an address the audit shows: a query may hold a key. */
const shownUrl = (url: string | undefined): string | undefined => (url === undefined ? undefined : originOf(url) + new URL(url).pathname);

/**
 * The header that is kept or comes new. A secret is never sent to another server than the one it was entered for, so that nobody who may
 * change the address, but was never told the secret, can have it sent to a server of their own.
 */
const headerOf = (
  input: SourceInput,
  url: string,
  before: Source | null,
): { readonly kept: SourceHeader | null; readonly fresh: SecretHeader | null } => {
  if (input.header === null) return { kept: null, fresh: null };
  const { name, value } = input.header;
  if (!mayBeHeader(name)) throw faulty([{ path: ['header', 'name'], detail: 'belongs to the connection; choose another header' }]);
  if (value !== undefined) return { kept: null, fresh: { name, value } };
  if (before?.header == null) throw secretFault('Enter the secret: none is kept yet.');
  if (originOf(before.url) !== originOf(url)) throw secretFault('Enter the secret again: it was kept for another server.');
  return { kept: { name, secretVersion: before.header.secretVersion }, fresh: null };
};

const changesOf = (before: Source | null, after: Source, newSecret: boolean) =>
  [
    { path: '/name', before: before?.name, after: after.name },
    { path: '/url', before: shownUrl(before?.url), after: shownUrl(after.url) },
    { path: '/format', before: before?.format, after: after.format },
    { path: '/everySeconds', before: before?.everySeconds, after: after.everySeconds },
    { path: '/header', before: before?.header?.name, after: after.header?.name },
    { path: '/secret', before: undefined, after: newSecret ? 'entered' : undefined },
    {
      path: '/fields',
      before: before?.fields.map(({ name, selector }) => [name, selector]),
      after: after.fields.map(({ name, selector }) => [name, selector]),
    },
  ].filter((change) => JSON.stringify(change.before) !== JSON.stringify(change.after));

/** External data sources of a site: addresses that are asked every so often. */
export const createSources = (deps: SourcesDeps) => {
  const { store, secrets, audit, now, log } = deps;

  /** What is left to do once nothing refers to a secret any longer; a run of the schedule does it for sources that are gone. */
  const forget = async (scope: SiteScope, source: string): Promise<boolean> => {
    try {
      await secrets.forget(scope, source);
      return true;
    } catch (error) {
      log.warn('the secret of a source was not deleted', { tenant: scope.tenant, site: scope.site, source, ...errorFields(error) });
      return false;
    }
  };

  const knownSource = async (scope: SiteScope, id: string): Promise<KnownSource> => {
    const book = await store.read(scope);
    const source = book.sources.find((one) => one.id === id);
    if (source === undefined) throw absent();
    return { source, fetched: book.fetched.get(id) };
  };

  const plannedOf = (input: SourceInput, before: Source | null): SourceDefinition => {
    const planned = planDefinition(input, before?.fields ?? []);
    if ('faults' in planned) throw faulty(planned.faults);
    return planned.definition;
  };

  /** @param id null = a new one */
  const save = async (by: ChangedBy, id: string | null, input: SourceInput): Promise<KnownSource> => {
    const { scope } = by;
    const book = await store.read(scope);
    const place = placeSource(book.sources, id, input.name);
    if ('absent' in place) throw absent();
    if ('conflict' in place) throw new ProblemError('conflict', place.conflict);
    const { before } = place;
    const definition = plannedOf(input, before);
    const { kept, fresh } = headerOf(input, definition.url, before);
    const own = before?.id ?? newId(input.name, new Set([...book.sources.map((source) => source.id), ...book.buried]), 'source');
    const header = fresh === null ? kept : { name: fresh.name, secretVersion: await secrets.put(scope, own, fresh.value) };
    const source: Source = { ...definition, id: own, header, version: (before?.version ?? 0) + 1 };
    const last = book.fetched.get(own);
    const fetched = keptOf(last, before, source);
    const gone = (before?.fields ?? []).filter((field) => !source.fields.some(({ id }) => id === field.id));
    const written = await store.commit(scope, book.rev, [
      sourcePut(
        store.table,
        scope,
        source,
        fetched,
        gone.map((field) => fieldValueId(own, field.id)),
      ),
      ...(last === undefined
        ? []
        : [
            fetched === undefined
              ? { Delete: { TableName: store.table, Key: { pk: valuesPk(scope.tenant, scope.site), sk: fetchedSk(own) } } }
              : { Put: { TableName: store.table, Item: { pk: valuesPk(scope.tenant, scope.site), sk: fetchedSk(own), ...fetched } } },
          ]),
      duePut(store.table, { tenant: scope.tenant, site: scope.site, source: own, dueAt: now(), gone: false }),
      audit(
        auditNote(by, now(), {
          action: 'externalData.save',
          object: `external data source "${source.name}"`,
          summary: before === null ? 'added' : 'changed',
          changes: changesOf(before, source, fresh !== null),
        }),
      ),
    ]);
    if (!written) {
      if (before === null && fresh !== null) await forget(scope, own);
      throw new ProblemError('conflict', 'Somebody else changed the values of this site at the same moment; try again.');
    }
    if (header === null && before?.header != null) await forget(scope, own);
    return { source, fetched };
  };

  const remove = async (by: ChangedBy, id: string): Promise<void> => {
    const { scope } = by;
    const book = await store.read(scope);
    const source = book.sources.find((one) => one.id === id);
    if (source === undefined) throw absent();
    const due = { tenant: scope.tenant, site: scope.site, source: id, dueAt: now(), gone: true };
    const written = await store.commit(scope, book.rev, [
      ...sourceBurial(store.table, scope, source, now()),
      duePut(store.table, due),
      audit(
        auditNote(by, now(), {
          action: 'externalData.delete',
          object: `external data source "${source.name}"`,
          summary: 'deleted',
          changes: [{ path: '/url', before: shownUrl(source.url), after: undefined }],
        }),
      ),
    ]);
    if (!written) throw new ProblemError('conflict', 'Somebody else changed the values of this site at the same moment; try again.');
    if (await forget(scope, id)) await store.forgetDue(due);
  };

  /** Fetches without keeping anything. @param of whose kept secret to use */
  const attempt = async (scope: SiteScope, of: string | null, input: SourceInput) => {
    const before = of === null ? null : (await knownSource(scope, of)).source;
    const definition = plannedOf(input, before);
    const { kept, fresh } = headerOf(input, definition.url, before);
    if (!(await store.mayTry(scope, now())))
      throw new ProblemError('too-many', `Sources are tried at most every ${tryPauseMs / 1_000} seconds; wait a moment.`);
    const header = kept !== null && before !== null ? await withSecret(secrets, scope, before.id, kept) : fresh;
    let sample = null as string | null;
    const came = (body: string): void => {
      sample = body.length > limits.sampleCharacters ? body.slice(0, limits.sampleCharacters) : body;
    };
    const outcome = kept !== null && header === null ? { failing: secretGone } : await deps.fetchSource(definition, header, came);
    return { definition, outcome, sample };
  };

  const fetchNow = async (scope: SiteScope, id: string): Promise<KnownSource> => {
    const { source, fetched } = await knownSource(scope, id);
    const claim = await store.claimNow(scope, id, now());
    if (claim === null)
      throw new ProblemError('too-many', `A source is fetched at most every ${fetchPauseMs / 1_000} seconds; wait a moment.`);
    const next = await fetchOne(deps, scope, source, fetched, claim);
    if (next === null) throw new ProblemError('conflict', 'The source was changed at the same moment; try again.');
    return { source, fetched: next };
  };

  return {
    list: async (scope: SiteScope): Promise<readonly KnownSource[]> => {
      const book = await store.read(scope);
      return book.sources.map((source) => ({ source, fetched: book.fetched.get(source.id) }));
    },
    save,
    remove,
    attempt,
    fetchNow,
  };
};
export type Sources = ReturnType<typeof createSources>;
