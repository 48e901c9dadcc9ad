import type { Doing, TransactWrite } from '../audit/types.ts';
import {
  added,
  filterWrites,
  importNote,
  isChange,
  lacks,
  overtakenText,
  type PlannedFilter,
  planFilters,
  refuseMoreThan,
  refuseTooManyFilters,
  type TextChange,
  TextFaults,
  textChange,
} from '../definitions-text/text-document.ts';
import type { SiteScope } from '../identity/types.ts';
import { ProblemError } from '../runtime/problem.ts';
import type { FilterStore } from '../saved-filters/filters.ts';
import { allBoards } from './board-store.ts';
import { findContentFaults } from './check-content.ts';
import { boardsPerImport, boardsPerSite, standardPrefix } from './constants.ts';
import { mayUseKind } from './core/board-rights.ts';
import { tidyContent } from './core/tidy-content.ts';
import { askerOf, rightsTo } from './find-usable.ts';
import { type ReadText, readSiteText } from './read-text.ts';
import { linkAfter, nextBoard, personOf, type SaveBoardDeps } from './save-board.ts';
import { type TextBoard, type TextVariable, writtenBoard, writtenVariable } from './site-text.ts';

/** Global variables, as far as texts need them. */
export interface TextVariables {
  readonly list: (scope: SiteScope) => Promise<readonly TextVariable[]>;
  /** What stands in the way of these being saved, by place in the list. */
  readonly check: (
    scope: SiteScope,
    variables: readonly TextVariable[],
  ) => Promise<readonly { readonly index: number; readonly detail: string }[]>;
  /** Saves all of them with `row`, or none. @throws ProblemError `conflict` */
  readonly save: (scope: SiteScope, variables: readonly TextVariable[], row: TransactWrite) => Promise<void>;
}
export interface ImportDeps extends SaveBoardDeps {
  readonly filters: FilterStore;
  readonly variables: TextVariables;
}
type Change = TextChange<'board' | 'filter' | 'variable'>;
/** A transaction holds 100 writes, one of them the row of the audit. */
const filtersPerImport = 90;

const planVariables = async (deps: ImportDeps, { scope, who }: Doing, given: ReadText['variables'], faults: TextFaults) => {
  if (given.length === 0) return [];
  const present = new Map((await deps.variables.list(scope)).map((variable) => [variable.id, variable]));
  const planned = given.map(({ value }) => {
    const before = present.get(value.id) ?? null;
    return { told: textChange('variable', value.id, value.name, before && writtenVariable(before), writtenVariable(value)), value, before };
  });
  const changed = given.filter((_placed, i) => planned[i]?.told.change !== 'same');
  for (const { index, detail } of await deps.variables.check(
    scope,
    changed.map(({ value }) => value),
  )) {
    const placed = changed[index];
    if (placed !== undefined) faults.add(placed, [], detail);
  }
  const refusal = lacks(who, 'values.write');
  if (refusal !== null) for (const placed of changed) faults.add(placed, [], refusal);
  return planned;
};

const planBoards = async (deps: ImportDeps, { scope, who }: Doing, given: ReadText, faults: TextFaults) => {
  const also = {
    filters: given.filters.map(({ value }) => value.id),
    values: given.variables.map(({ value }) => `variable:${value.id}`),
  };
  const planned = [];
  for (const placed of given.boards) {
    const value: TextBoard = { ...placed.value, content: tidyContent(placed.value.content) };
    const { id, content, shared } = value;
    if (id.startsWith(standardPrefix)) {
      faults.add(placed, ['id'], `ids that begin with "${standardPrefix}" belong to built-in boards: choose another one`);
      continue;
    }
    const found = await deps.store.look(scope, id);
    const before = found !== null && 'tombstone' in found ? null : found;
    const told = textChange('board', id, content.name, before === null ? null : writtenBoard(before), writtenBoard(value));
    planned.push({ told, value, before, found });
    if (told.change === 'same') continue;
    const rights = before === null ? null : rightsTo(who, before);
    if (rights?.see === 'hidden') {
      faults.add(placed, ['id'], `the id "${id}" is taken: choose another one`);
      continue;
    }
    const refusal =
      rights?.edit === false
        ? `"${content.name}" is not yours to change`
        : mayUseKind(askerOf(who), content.kind)
          ? shared !== (before?.shared ?? false)
            ? lacks(who, 'boards.share')
            : null
          : `the role "${who.role}" may not use ${content.kind}s`;
    if (refusal !== null) faults.add(placed, [], refusal);
    for (const { path, detail } of await findContentFaults(deps, scope, who, content, before?.content ?? null, also))
      faults.add(placed, path, detail);
    if (before !== null)
      try {
        linkAfter(before, content);
      } catch (error) {
        if (!(error instanceof ProblemError)) throw error;
        faults.add(placed, [], error.message);
      }
  }
  return planned;
};

const rowOf = (deps: ImportDeps, doing: Doing, now: number, kind: string, planned: readonly { readonly told: TextChange }[]) =>
  deps.audit(importNote(doing, now, { action: 'board.import', kind }, planned));

/** A text makes no more of anything than people could one by one. @throws ProblemError `conflict` */
const refuseTooMany = async (
  deps: ImportDeps,
  scope: SiteScope,
  boards: Parameters<typeof added>[0],
  filters: readonly PlannedFilter[],
): Promise<void> => {
  if (added(boards) > 0) refuseMoreThan(boardsPerSite, 'boards', (await allBoards(deps.store, scope)).length, boards);
  await refuseTooManyFilters(deps.filters, scope, filters);
};

/**
 * Brings a text into a site, or tells what it would do. Nothing is deleted by it; what is the same already stays untouched, version and all.
 * All or nothing a kind, each with its row in the audit: filters and variables first, as boards refer to them.
 * @throws ProblemError `bad-request` with each line, `conflict`, `too-large`
 */
export const importText =
  (deps: ImportDeps) =>
  async (doing: Doing, text: string, dryRun: boolean): Promise<{ readonly changes: readonly Change[]; readonly applied: boolean }> => {
    const { scope, who } = doing;
    const faults = new TextFaults();
    const given = readSiteText(text);
    faults.found.push(...given.faults);
    faults.refuse();
    const filters = await planFilters(deps.filters, doing, given.filters, faults);
    const variables = await planVariables(deps, doing, given.variables, faults);
    const boards = await planBoards(deps, doing, given, faults);
    faults.refuse();
    const changes = [...boards, ...filters, ...variables].map(({ told }) => told);
    const changedFilters = filters.filter(isChange);
    const changedBoards = boards.filter(isChange);
    if (changedBoards.length > boardsPerImport || changedFilters.length > filtersPerImport)
      throw new ProblemError(
        'too-large',
        `One import changes at most ${boardsPerImport} boards and ${filtersPerImport} filters, as all of them change or none: import the text in parts.`,
      );
    await refuseTooMany(deps, scope, boards, filters);
    if (dryRun || !changes.some((one) => one.change !== 'same')) return { changes, applied: false };
    const now = deps.now();
    if (changedFilters.length > 0) {
      const writes = filterWrites(deps.filters, doing, now, filters);
      if (!(await deps.filters.commit([...writes, rowOf(deps, doing, now, 'filters', filters)]))) throw overtakenText('filters');
    }
    const changedVariables = variables.filter(isChange).map(({ value }) => value);
    if (changedVariables.length > 0) await deps.variables.save(scope, changedVariables, rowOf(deps, doing, now, 'variables', variables));
    if (changedBoards.length > 0) {
      const writes = changedBoards.flatMap(({ value, before, found }) => {
        const { board, from } = nextBoard({
          id: value.id,
          content: value.content,
          shared: value.shared,
          owner: before === null ? personOf(who) : before.owner,
          by: personOf(who),
          now,
          template: before === null ? null : linkAfter(before, value.content),
          before: found,
        });
        return deps.store.saveWrites(scope, board, from);
      });
      if (!(await deps.store.commit([...writes, rowOf(deps, doing, now, 'boards', boards)]))) throw overtakenText('boards');
    }
    return { changes, applied: true };
  };
