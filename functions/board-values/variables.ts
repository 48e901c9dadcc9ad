import { auditNote, type NoteWords } from '../audit/audit.ts';
import type { AuditActor, AuditOrigin, AuditWrite, TransactWrite } from '../audit/types.ts';
import type { SiteScope } from '../identity/types.ts';
import { ProblemError } from '../runtime/problem.ts';
import { limits } from './constants.ts';
import { planVariable, type VariableInput } from './core/plan-variable.ts';
import type { Variable } from './core/types.ts';
import { variableBurial, variablePut } from './values-params.ts';
import type { ValuesStore } from './values-store.ts';
import { whileOthersChange } from './while-others-change.ts';

export interface Variables {
  /** By name. */
  readonly list: (scope: SiteScope) => Promise<readonly Variable[]>;
  /**
   * @param id null = a new one, whose id is made of its name
   * @throws ProblemError `not-found`, `conflict` (the name is taken, or there are as many as there may be)
   */
  readonly save: (by: ChangedBy, id: string | null, input: VariableInput) => Promise<Variable>;
  /** @throws ProblemError `not-found` */
  readonly remove: (by: ChangedBy, id: string) => Promise<void>;
}
export interface ChangedBy {
  readonly scope: SiteScope;
  readonly who: AuditActor;
  readonly origin: AuditOrigin;
}
export interface VariablesDeps {
  readonly store: Pick<ValuesStore, 'table' | 'read' | 'commit'>;
  readonly audit: AuditWrite;
  readonly now: () => number;
}

const absent = (): ProblemError => new ProblemError('not-found', 'There is no such global variable at this site.');

/** Global variables of a site: numbers and texts that people enter by hand, shown at once on every board that has them. */
export const createVariables = ({ store, audit, now }: VariablesDeps): Variables => {
  const audited = (by: ChangedBy, note: NoteWords): TransactWrite => audit(auditNote(by, now(), note));

  return {
    list: async (scope) => (await store.read(scope)).variables,
    save: (by, id, input) =>
      whileOthersChange(store, by.scope, (book) => {
        const planned = planVariable(book.variables, id, input, new Date(now()).toISOString());
        if (planned.plan === 'absent') throw absent();
        if (planned.plan === 'nameTaken')
          throw new ProblemError('conflict', `Another global variable has the name "${planned.by.name}" already; choose another one.`, {
            errors: [{ pointer: '#/name', in: 'body', detail: 'Another global variable has this name.' }],
          });
        if (planned.plan === 'tooMany')
          throw new ProblemError('conflict', `A site has at most ${limits.variables} global variables; delete one first.`);
        const { variable } = planned;
        if (planned.plan === 'same') return { result: variable, writes: [] };
        const { before } = planned;
        const row = audited(by, {
          action: 'variable.save',
          object: `global variable "${variable.name}"`,
          summary: before === null ? 'added' : 'changed',
          changes: [
            { path: '/name', before: before?.name, after: variable.name },
            { path: '/value', before: before?.value, after: variable.value },
          ].filter((change) => change.before !== change.after),
        });
        return { result: variable, writes: [variablePut(store.table, by.scope, variable), row] };
      }),
    remove: (by, id) =>
      whileOthersChange(store, by.scope, (book) => {
        const variable = book.variables.find((one) => one.id === id);
        if (variable === undefined) throw absent();
        const row = audited(by, {
          action: 'variable.delete',
          object: `global variable "${variable.name}"`,
          summary: 'deleted',
          changes: [{ path: '/value', before: variable.value, after: undefined }],
        });
        return { result: undefined, writes: [variableBurial(store.table, by.scope, id, now()), row] };
      }),
  };
};
