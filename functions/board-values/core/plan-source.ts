import { limits } from '../constants.ts';
import { foldName } from './fold-name.ts';
import { newId } from './new-id.ts';
import { parseJsonPath } from './read-json.ts';
import { parseRowSelector } from './row-selector.ts';
import { parseSourceAddress } from './source-address.ts';
import type { Fetched, Source, SourceDefinition, SourceField, SourceFormat } from './types.ts';

export interface SourceRequest {
  readonly name: string;
  readonly url: string;
  readonly format: SourceFormat;
  readonly everySeconds: number;
  readonly fields: readonly { readonly id?: string | undefined; readonly name: string; readonly selector: string }[];
}
/** A part of the request that cannot be taken; `path` as in the body. */
export interface SourceFault {
  readonly path: readonly (string | number)[];
  readonly detail: string;
}

/** Headers that belong to the connection or to us. */
const ownHeaders = [
  'host',
  'connection',
  'content-length',
  'transfer-encoding',
  'upgrade',
  'te',
  'trailer',
  'expect',
  'keep-alive',
  'proxy-authorization',
  'proxy-connection',
  'accept-encoding',
  'user-agent',
];
export const mayBeHeader = (name: string): boolean => !ownHeaders.includes(name.toLowerCase());

const selectorFault = (format: SourceFormat, selector: string): string | null => {
  if (format === 'json')
    return parseJsonPath(selector) === null ? 'is not a JSONPath (RFC 9535); it begins with $, for example $.tickets.open' : null;
  return parseRowSelector(selector) === null ? 'is not of the form heading[row], with a row from 1 or last, for example Open[1]' : null;
};

const sourceFaults = (request: SourceRequest, known: readonly SourceField[]): readonly SourceFault[] => {
  const faults: SourceFault[] = [];
  const address = parseSourceAddress(request.url);
  if ('fault' in address) faults.push({ path: ['url'], detail: address.fault });
  const names = request.fields.map(({ name }) => foldName(name));
  const ids = request.fields.map(({ id }) => id);
  request.fields.forEach(({ id, selector }, i) => {
    const fault = selectorFault(request.format, selector);
    if (fault !== null) faults.push({ path: ['fields', i, 'selector'], detail: fault });
    if (names.indexOf(names[i] ?? '') !== i) faults.push({ path: ['fields', i, 'name'], detail: 'another field has this name' });
    if (id === undefined) return;
    if (!known.some((field) => field.id === id)) faults.push({ path: ['fields', i, 'id'], detail: 'is no field of this source' });
    if (ids.indexOf(id) !== i) faults.push({ path: ['fields', i, 'id'], detail: 'stands twice' });
  });
  return faults;
};

/** What can be asked of an address, or why it cannot. New fields get an id made of their name. */
export const planDefinition = (
  request: SourceRequest,
  known: readonly SourceField[],
): { readonly definition: SourceDefinition } | { readonly faults: readonly SourceFault[] } => {
  const faults = sourceFaults(request, known);
  const address = parseSourceAddress(request.url);
  if (faults.length > 0 || 'fault' in address) return { faults };
  const taken = new Set([...known.map(({ id }) => id)]);
  const fields = request.fields.map(({ id, name, selector }) => {
    const own = id ?? newId(name, taken, 'field');
    taken.add(own);
    return { id: own, name, selector };
  });
  const { name, format, everySeconds } = request;
  return { definition: { name, url: address.url.href, format, everySeconds, fields } };
};

export type SourcePlace = { readonly before: Source | null } | { readonly conflict: string } | { readonly absent: true };

/** Whether a source of this name may stand in the list. */
export const placeSource = (list: readonly Source[], id: string | null, name: string): SourcePlace => {
  const before = list.find((source) => source.id === id) ?? null;
  if (id !== null && before === null) return { absent: true };
  const by = list.find((source) => source.id !== id && foldName(source.name) === foldName(name));
  if (by !== undefined) return { conflict: `Another external data source has the name "${by.name}" already; choose another one.` };
  if (before === null && list.length >= limits.sources)
    return { conflict: `A site has at most ${limits.sources} external data sources; delete one first.` };
  return { before };
};

/** Of what was fetched, what a changed definition would still have fetched alike. */
export const keptOf = (fetched: Fetched | undefined, before: Source | null, after: Source): Fetched | undefined => {
  if (fetched === undefined || before === null || before.url !== after.url || before.format !== after.format) return undefined;
  const alike = after.fields.filter((field) => before.fields.some(({ id, selector }) => id === field.id && selector === field.selector));
  const fields = alike.flatMap(({ id }) => {
    const last = fetched.fields[id];
    return last === undefined ? [] : [[id, last] as const];
  });
  return { ...fetched, fields: Object.fromEntries(fields) };
};
