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
  type ListedFilters,
  lacks,
  listFilters,
  listKeeper,
  type Piece,
  type PlannedFilter,
  planFilters,
  refuseLongSection,
  refuseMoreThan,
  refuseTooManyFilters,
  runSteps,
  type TextChange,
  TextFaults,
  textChange,
} from '../definitions-text/text-document.ts';
import type { SiteScope } from '../identity/types.ts';
import { inParallel } from '../runtime/bounded.ts';
import { ProblemError } from '../runtime/problem.ts';
import { type FilterStore, filtersPerSite } from '../saved-filters/filters.ts';
import { allBoards } from './board-store.ts';
import { findContentFaults } from './check-content.ts';
import { boardsPerSite, standardPrefix } from './constants.ts';
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
  /** As many as can be saved together. */
  readonly atOnce: number;
  /** Saves all of them with `row`, or none. @throws ProblemError `conflict` */
  readonly save: (scope: SiteScope, variables: readonly TextVariable[], row: TransactWrite) => Promise<void>;
}
export interface ImportDeps extends SaveBoardDeps {
  readonly filters: FilterStore;
  readonly variables: TextVariables;
}
const readsAtOnce = 8;
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

const planBoards = async (deps: ImportDeps, filters: ListedFilters, { scope, who }: Doing, given: ReadText, faults: TextFaults) => {
  if (given.boards.length === 0) return { planned: [], rev: 0 };
  const rev = await deps.store.revision(scope);
  const all = await allBoards(deps.store, scope);
  const present = new Set(all.map(({ id }) => id));
  refuseMoreThan(boardsPerSite, 'boards', all.length, given.boards.filter(({ value }) => !present.has(value.id)).length);
  // Each by itself, as the list has neither what is on boards nor the tombstones of those deleted lately.
  const looked = await inParallel(given.boards, readsAtOnce, ({ value }) => deps.store.look(scope, value.id));
  let names: ReturnType<typeof deps.valueNames> | null = null;
  const reading = {
    filters,
    valueNames: () => {
      names ??= deps.valueNames(scope);
      return names;
    },
  };
  const also = {
    filters: given.filters.map(({ value }) => value.id),
    values: given.variables.map(({ value }) => `variable:${value.id}`),
  };
  const planned = [];
  for (const [i, placed] of given.boards.entries()) {
    const value: TextBoard = { ...placed.value, content: tidyContent(placed.value.content) };
    const { id, content, shared } = value;
    if (id.startsWith(standardPrefix)) {
      faults.add(placed, ['id'], `ids that begin with "${standardPrefix}" belong to built-in boards: choose another one`);
      continue;
    }
    const found = looked[i] ?? null;
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
    for (const { path, detail } of await findContentFaults(reading, scope, who, content, before?.content ?? null, also))
      faults.add(placed, path, detail);
    if (before !== null)
      try {
        linkAfter(before, content);
      } catch (error) {
        if (!(error instanceof ProblemError)) throw error;
        faults.add(placed, [], error.message);
      }
  }
  return { planned, rev };
};

/** What saves a board, whose it is when it is new. */
const boardPieces = (
  deps: ImportDeps,
  { scope, who }: Doing,
  now: number,
  planned: Awaited<ReturnType<typeof planBoards>>['planned'],
): readonly Piece<'board'>[] =>
  planned.filter(isChange).map(({ told, value, before, found }) => {
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
    return { told, writes: deps.store.saveWrites(scope, board, from) };
  });

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
