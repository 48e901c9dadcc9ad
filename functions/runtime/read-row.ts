import { z } from 'zod';
import { ProblemError } from './problem.ts';

type Row = Readonly<Record<string, unknown>>;

/** A row that cannot be read, of a shape of before or damaged: it stands for itself, so that it takes nothing else along. */
export interface UnreadableRow {
  readonly id: string;
  /** Null = it cannot be read either. */
  readonly name: string | null;
  /** What is wrong with it, in words. */
  readonly unreadable: string;
  readonly row: Row;
}

const faultOf = (error: unknown): string => {
  if (!(error instanceof z.ZodError)) return error instanceof Error ? error.message : String(error);
  const [first, ...others] = error.issues;
  const more = others.length === 0 ? '' : `, and ${others.length} more`;
  return first === undefined ? 'nothing is known' : `${first.path.join('.') || 'the whole'}: ${first.message}${more}`;
};

/** @param of id and name, as far as they can be had without reading the row */
export const readRow = <T>(row: Row, parse: (row: Row) => T, of: { readonly id: string; readonly name: unknown }): T | UnreadableRow => {
  try {
    return parse(row);
  } catch (error) {
    const name = typeof of.name === 'string' ? of.name : null;
    return { id: of.id, name, unreadable: `What is stored of it cannot be read (${faultOf(error)}).`, row };
  }
};
export const isUnreadable = (found: object): found is UnreadableRow => 'unreadable' in found;

/** What can be read of a list, and the rest. */
export const sortOut = <T extends object>(found: readonly (T | UnreadableRow)[]) => ({
  read: found.filter((one): one is T => !isUnreadable(one)),
  unreadable: found.filter(isUnreadable),
});

/** @throws ProblemError `conflict` for what cannot be read */
export const refuseUnreadable = <T extends object>(found: T | UnreadableRow | null): T | null => {
  if (found !== null && isUnreadable(found)) throw new ProblemError('conflict', `${found.unreadable} It can only be deleted.`);
  return found;
};
