import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { TransactWrite } from '../audit/types.ts';
import type { SiteScope } from '../identity/types.ts';
import { ProblemError } from '../runtime/problem.ts';
import { limits } from './constants.ts';
import { foldName } from './core/fold-name.ts';
import type { Variable } from './core/types.ts';
import { variablePut } from './values-params.ts';
import { createValuesStore } from './values-store.ts';

/** A variable as the text of a site has it: under the id that boards know it by. */
export interface VariableText {
  readonly id: string;
  readonly name: string;
  readonly value: string;
}
/** A transaction holds 100 writes, two of them the head of the list and the row of the audit. */
const savedAtOnce = 98;

const faultsOf = (present: readonly VariableText[], given: readonly VariableText[]) => {
  const merged = [...present.filter(({ id }) => given.every((one) => one.id !== id)), ...given];
  const faults = given.flatMap(({ id, name }, index) => {
    if (/\p{Cc}/u.test(name)) return [{ index, detail: 'the name must be one line' }];
    const other = merged.find((one) => one.id !== id && foldName(one.name) === foldName(name));
    return other === undefined ? [] : [{ index, detail: `the variable "${other.id}" has the name "${other.name}" already` }];
  });
  if (merged.length > limits.variables) faults.push({ index: 0, detail: `a site may have at most ${limits.variables} variables` });
  return faults;
};

/** Published door for boards as text: several variables at once, all of them or none. */
export const createTextVariables = (deps: {
  readonly client: Pick<DynamoDBDocumentClient, 'send'>;
  readonly table: string;
  readonly now: () => number;
}) => {
  const store = createValuesStore(deps);
  return {
    atOnce: savedAtOnce,
    list: async (scope: SiteScope): Promise<readonly VariableText[]> =>
      (await store.read(scope)).variables.map(({ id, name, value }) => ({ id, name, value })),
    /** What stands in the way of saving these, by place in the list. */
    check: async (scope: SiteScope, given: readonly VariableText[]) => faultsOf((await store.read(scope)).variables, given),
    /** @throws ProblemError `conflict` when the list was changed meanwhile, or they can no longer be saved */
    save: async (scope: SiteScope, given: readonly VariableText[], row: TransactWrite): Promise<void> => {
      const book = await store.read(scope);
      const [fault] = faultsOf(book.variables, given);
      if (fault !== undefined) throw new ProblemError('conflict', `Variables cannot be imported: ${fault.detail}.`);
      const at = new Date(deps.now()).toISOString();
      const variables = given.map(({ id, name, value }): Variable => {
        const before = book.variables.find((one) => one.id === id);
        return { id, name, value, at: before?.value === value ? before.at : at };
      });
      const writes = [...variables.map((variable) => variablePut(store.table, scope, variable)), row];
      if (!(await store.commit(scope, book.rev, writes)))
        throw new ProblemError('conflict', 'Somebody changed variables at the same moment, and none were imported: import the text again.');
    },
  };
};
