import type { Doing, TransactWrite } from '../audit/types.ts';
import {
  added,
  addsFilters,
  filterPieces,
  filterShelfKeeper,
  type ImportOutcome,
  type ImportStep,
  importNote,
  intoSteps,
  isChange,
  lacks,
  listFilters,
  listKeeper,
  type Piece,
  type PlannedFilter,
  planFilters,
  refuseLongSection,
  refuseTooManyFilters,
  runSteps,
  type TextChange,
  TextFaults,
  textChange,
} from '../definitions-text/text-document.ts';
import type { SiteScope } from '../identity/types.ts';
import { type FilterStore, filtersPerSite } from '../saved-filters/filters.ts';
import { boardsPerSite } from './constants.ts';
import { boardPieces, planBoards } from './plan-boards.ts';
import { type ReadText, readSiteText } from './read-text.ts';
import type { SaveBoardDeps } from './save-board.ts';
import { type TextVariable, writtenVariable } from './site-text.ts';

/** Global variables, as far as texts need them. */
export interface TextVariables {
  readonly list: (scope: SiteScope) => Promise<readonly TextVariable[]>;
  /** What stands in the way of these being saved, by place in the list. */
  readonly check: (
    scope: SiteScope,
    variables: readonly TextVariable[],
  ) => Promise<readonly { readonly index: number; readonly detail: string }[]>;
  /** As many as can be saved together. */
  readonly atOnce: number;
  /** Saves all of them with `row`, or none. @throws ProblemError `conflict` */
  readonly save: (scope: SiteScope, variables: readonly TextVariable[], row: TransactWrite) => Promise<void>;
}
export interface ImportDeps extends SaveBoardDeps {
  readonly filters: FilterStore;
  readonly variables: TextVariables;
}
type Change = TextChange<'board' | 'filter' | 'variable'>;
const inParts = <T>(all: readonly T[], most: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(all.length / most) }, (_, i) => all.slice(i * most, (i + 1) * most));

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

/**
 * Brings a text into a site, or tells what it would do. Nothing is deleted by it; what is the same already stays untouched, version and all.
 * In steps that each hold or do not, with their rows in the audit, after which the same text brings in what is left: filters and variables first,
 * as boards refer to them, and as many of a kind at once as a transaction holds.
 * @throws ProblemError `bad-request` with each line, `conflict`, `unavailable`
 */
export const importText =
  (deps: ImportDeps) =>
  async (doing: Doing, text: string, dryRun: boolean): Promise<ImportOutcome> => {
    const { scope } = doing;
    const faults = new TextFaults();
    const given = readSiteText(text);
    faults.found.push(...given.faults);
    faults.refuse();
    refuseLongSection(filtersPerSite, 'filters', given.filters.length);
    refuseLongSection(boardsPerSite, 'boards', given.boards.length);
    const listed = listFilters(deps.filters, scope);
    const filters: readonly PlannedFilter[] = await planFilters(listed, doing, given.filters, faults);
    const variables = await planVariables(deps, doing, given.variables, faults);
    const { planned: boards, rev } = await planBoards(deps, listed, doing, given, faults);
    faults.refuse();
    const changes = [...boards, ...filters, ...variables].map(({ told }) => told);
    await refuseTooManyFilters(listed, filters);
    const now = deps.now();
    const boardShelf = listKeeper(
      async () => rev,
      (from) => deps.store.revisionWrite(scope, from),
    );
    const filterShelf = filterShelfKeeper(deps.filters, scope, listed);
    const cut = {
      filters: intoSteps(filterPieces(deps.filters, doing, now, filters), (some) => (addsFilters(some) ? 2 : 1)),
      variables: inParts(variables.filter(isChange), deps.variables.atOnce),
      boards: intoSteps(boardPieces(deps, doing, now, boards), (some) => (added(some) > 0 ? 2 : 1)),
    };
    const of = cut.filters.length + cut.variables.length + cut.boards.length;
    if (dryRun || of === 0) return { changes, applied: false, steps: of };
    let n = 0;
    const step = (kind: string, some: readonly { readonly told: Change }[], save: (row: TransactWrite) => Promise<boolean>): ImportStep => {
      n += 1;
      const row = deps.audit(importNote(doing, now, { action: 'board.import', kind }, some, { n, of }));
      return { things: some.map(({ told }) => told), run: () => save(row) };
    };
    const writesOf = (some: readonly Piece[]): readonly TransactWrite[] => some.flatMap(({ writes }) => writes);
    const steps = [
      ...cut.filters.map((some) =>
        step('filters', some, async (row) => deps.filters.commit([...writesOf(some), ...(await filterShelf(some)), row])),
      ),
      ...cut.variables.map((some) =>
        step('variables', some, async (row) => {
          await deps.variables.save(
            scope,
            some.map(({ value }) => value),
            row,
          );
          return true;
        }),
      ),
      ...cut.boards.map((some) =>
        step('boards', some, async (row) => deps.store.commit([...writesOf(some), ...(await boardShelf(added(some) > 0)), row])),
      ),
    ];
    await runSteps(steps, 'some of it');
    return { changes, applied: true, steps: of };
  };
