import { z } from 'zod';
import type { BoardValue } from '../domain/board.ts';
import { fieldValueId, variableValueId } from './constants.ts';
import { type Fetched, type NamedValue, type Source, sourceFormats, type Variable } from './core/types.ts';

/** All a site has of global variables and external data, as read at one revision. */
export interface ValuesBook {
  readonly rev: number;
  /** By name. */
  readonly variables: readonly Variable[];
  readonly sources: readonly Source[];
  readonly fetched: ReadonlyMap<string, Fetched>;
  /** Ids of sources deleted lately: not given again, for their secret may still be about to be deleted. */
  readonly buried: readonly string[];
}

const variableRow: z.ZodType<Variable> = z.object({ id: z.string(), name: z.string(), value: z.string(), at: z.string() });
const sourceRow: z.ZodType<Source> = z.object({
  id: z.string(),
  name: z.string(),
  url: z.string(),
  format: z.enum(sourceFormats),
  everySeconds: z.number(),
  header: z.object({ name: z.string(), secretVersion: z.number() }).nullable(),
  fields: z.array(z.object({ id: z.string(), name: z.string(), selector: z.string() })),
  version: z.number(),
});
const fetchedRow: z.ZodType<Fetched> = z.object({
  source: z.string(),
  version: z.number(),
  lastFetchAt: z.string(),
  failing: z.string().nullable(),
  failures: z.number(),
  nextAt: z.string(),
  fields: z.record(z.string(), z.object({ value: z.string().nullable(), at: z.string().nullable(), failing: z.string().nullable() })),
});
const anyRow = z.object({ sk: z.string(), deleted: z.boolean().optional(), rev: z.number().optional() });

const byName = (a: { readonly name: string }, b: { readonly name: string }): number => a.name.localeCompare(b.name, 'en');

export const parseBook = (items: readonly unknown[]): ValuesBook => {
  let rev = 0;
  const variables: Variable[] = [];
  const sources: Source[] = [];
  const fetched = new Map<string, Fetched>();
  const buried: string[] = [];
  for (const item of items) {
    const { sk, deleted, rev: counted } = anyRow.parse(item);
    if (counted !== undefined) rev = counted;
    else if (deleted === true) {
      if (sk.startsWith('SOURCE#')) buried.push(sk.slice('SOURCE#'.length));
    } else if (sk.startsWith('VAR#')) variables.push(variableRow.parse(item));
    else if (sk.startsWith('SOURCE#')) sources.push(sourceRow.parse(item));
    else if (sk.startsWith('FETCHED#')) {
      const row = fetchedRow.parse(item);
      fetched.set(row.source, row);
    }
  }
  return { rev, variables: variables.sort(byName), sources: sources.sort(byName), fetched, buried };
};

export const variableValue = ({ id, value, at }: Variable): BoardValue => ({ id: variableValueId(id), value, at, failing: null });

const never = 'Nothing has been fetched yet.';

/** Fields of a source as boards show them. */
export const sourceValues = (source: Pick<Source, 'id' | 'fields'>, fetched: Fetched | undefined): readonly BoardValue[] =>
  source.fields.map((field) => {
    const last = fetched?.fields[field.id];
    return {
      id: fieldValueId(source.id, field.id),
      value: last?.value ?? null,
      at: last?.at ?? fetched?.lastFetchAt ?? '1970-01-01T00:00:00.000Z',
      failing: last === undefined ? never : last.failing,
    };
  });

/** Everything a tile may show, with the names people choose it by. */
export const namedValues = (book: ValuesBook): readonly NamedValue[] => [
  ...book.variables.map((variable) => ({ ...variableValue(variable), name: variable.name, kind: 'variable' as const })),
  ...book.sources.flatMap((source) =>
    sourceValues(source, book.fetched.get(source.id)).map((value, i) => ({
      ...value,
      name: `${source.name}: ${source.fields[i]?.name ?? ''}`,
      kind: 'external' as const,
    })),
  ),
];
