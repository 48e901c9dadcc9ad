import type { TransactWrite } from '../audit/types.ts';
import { attempts } from '../runtime/attempts.ts';
import { ProblemError } from '../runtime/problem.ts';
import type { ValuesBook } from './values-book.ts';
import type { ValuesOwner } from './values-params.ts';
import type { ValuesStore } from './values-store.ts';

/**
 * Reads a site's list, lets `change` decide, and writes; again from the start while others were faster.
 * @throws ProblemError `conflict` when they always are
 */
export const whileOthersChange = async <T>(
  store: Pick<ValuesStore, 'read' | 'commit'>,
  owner: ValuesOwner,
  change: (book: ValuesBook) => { readonly result: T; readonly writes: readonly TransactWrite[] },
): Promise<T> => {
  for await (const _ of attempts()) {
    const book = await store.read(owner);
    const { result, writes } = change(book);
    if (writes.length === 0 || (await store.commit(owner, book.rev, writes))) return result;
  }
  throw new ProblemError('conflict', 'Others keep changing the values of this site at the same moment; try again.');
};
