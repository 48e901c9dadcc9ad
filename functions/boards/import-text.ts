import { auditNote } from '../audit/audit.ts';
import type { TransactWrite } from '../audit/types.ts';
import { epochMs } from '../domain/ids.ts';
import { mayDo } from '../identity/permissions.ts';
import type { Permission, Principal, SiteScope } from '../identity/types.ts';
import { ProblemError } from '../runtime/problem.ts';
import type { FilterStore } from '../saved-filters/filters.ts';
import { canonicalSpec, filtersPerSite, mayUseFilter } from '../saved-filters/filters.ts';
import type { SavedFilter } from '../saved-filters/types.ts';
import { allBoards } from './board-store.ts';
import { findContentFaults } from './check-content.ts';
import { boardsPerImport, boardsPerSite, standardPrefix } from './constants.ts';
import { mayUseKind } from './core/board-rights.ts';
import { type DiffLine, diffLines, withContext } from './core/diff-lines.ts';
import { type TextBoard, type TextFilter, type TextVariable, writtenBoard, writtenFilter, writtenVariable } from './core/site-text.ts';
import { tidyContent } from './core/tidy-content.ts';
import { askerOf, rightsTo } from './find-usable.ts';
import { printYaml } from './print-text.ts';
import { type Placed, type ReadText, readSiteText, type TextFault } from './read-text.ts';
import { type Doing, linkAfter, nextBoard, personOf, type SaveBoardDeps } from './save-board.ts';

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
export interface TextChange {
  readonly kind: 'board' | 'filter' | 'variable';
  readonly id: string;
  readonly name: string;
  readonly change: 'add' | 'change' | 'same';
  readonly lines: readonly DiffLine[];
}
/** One thing of the text, against what there is. */
interface Planned<T, B> {
  readonly told: TextChange;
  readonly value: T;
  readonly before: B | null;
}
/** A transaction holds 100 writes, one of them the row of the audit. */
const filtersPerImport = 90;

const linesOf = (written: object): readonly string[] => printYaml(written).trimEnd().split('\n');
const change = (kind: TextChange['kind'], id: string, name: string, before: object | null, after: object): TextChange => {
  if (before === null) return { kind, id, name, change: 'add', lines: linesOf(after).map((text) => ({ sign: '+', text })) };
  const lines = withContext(diffLines(linesOf(before), linesOf(after)));
  const same = lines.every(({ sign }) => sign === ' ');
  return { kind, id, name, change: same ? 'same' : 'change', lines: same ? [] : lines };
};
const isChange = ({ told }: { readonly told: TextChange }): boolean => told.change !== 'same';

/** Collects what is wrong, by line. */
class Faults {
  readonly found: TextFault[] = [];
  add(placed: { readonly lineOf: Placed<unknown>['lineOf'] }, path: readonly PropertyKey[], detail: string): null {
    this.found.push({ line: placed.lineOf(path), detail });
    return null;
  }
  /** @throws ProblemError `bad-request` with each line */
  refuse(): void {
    if (this.found.length === 0) return;
    throw new ProblemError('bad-request', `${this.found.length} thing(s) of the text cannot be taken; nothing was imported.`, {
      errors: this.found
        .toSorted((a, b) => a.line - b.line)
        .slice(0, 100)
        .map(({ line, detail }) => ({ pointer: `#/lines/${line}`, detail: `Line ${line}: ${detail}`, in: 'body' })),
    });
  }
}

const lacks = (who: Principal, permission: Permission): string | null =>
  mayDo(who, permission) ? null : `the role "${who.role}" lacks ${permission}`;

export const textFilterOf = ({ id, name, description, shared, spec }: SavedFilter): TextFilter => ({
  id,
  name,
  description,
  shared,
  spec: { ...spec },
});

const planFilters = async (deps: ImportDeps, { scope, who }: Doing, given: ReadText['filters'], faults: Faults) => {
  const planned: (Planned<TextFilter, SavedFilter> & { readonly tombstone: number | null })[] = [];
  for (const placed of given) {
    const { value } = placed;
    const read = canonicalSpec(value.spec);
    if ('faults' in read) {
      for (const { field, detail } of read.faults) faults.add(placed, ['spec', ...(field === '' ? [] : [field])], detail);
      continue;
    }
    const found = await deps.filters.look(scope, value.id);
    const before = found !== null && 'tombstone' in found ? null : found;
    const next = { ...value, spec: { ...read.spec } };
    const told = change('filter', value.id, value.name, before === null ? null : writtenFilter(textFilterOf(before)), writtenFilter(next));
    planned.push({ told, value: next, before, tombstone: found !== null && 'tombstone' in found ? found.tombstone : null });
    if (told.change === 'same') continue;
    const rights = before === null ? null : mayUseFilter(askerOf(who), before);
    const refusal =
      rights?.see === false
        ? `the id "${value.id}" is taken: choose another one`
        : rights?.edit === false
          ? `"${value.name}" is not yours to change`
          : (lacks(who, 'filters.write') ?? (value.shared !== (before?.shared ?? false) ? lacks(who, 'filters.share') : null));
    if (refusal !== null) faults.add(placed, [], refusal);
  }
  return planned;
};

const planVariables = async (deps: ImportDeps, { scope, who }: Doing, given: ReadText['variables'], faults: Faults) => {
  if (given.length === 0) return [];
  const present = new Map((await deps.variables.list(scope)).map((variable) => [variable.id, variable]));
  const planned = given.map(({ value }) => {
    const before = present.get(value.id) ?? null;
    return { told: change('variable', value.id, value.name, before && writtenVariable(before), writtenVariable(value)), value, before };
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

const planBoards = async (deps: ImportDeps, { scope, who }: Doing, given: ReadText, faults: Faults) => {
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
    const told = change('board', id, content.name, before === null ? null : writtenBoard(before), writtenBoard(value));
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

const rowOf = (deps: ImportDeps, doing: Doing, now: number, kind: string, planned: readonly { readonly told: TextChange }[]) => {
  const told = planned.filter(isChange).map((one) => one.told);
  const note = auditNote(doing, now, {
    action: 'board.import',
    object: `${kind} from text`,
    summary: `${told.filter((one) => one.change === 'add').length} added, ${told.filter((one) => one.change === 'change').length} changed`,
    changes: told.map((one) => ({
      path: `/${kind}/${one.id}`,
      before:
        one.change === 'add'
          ? undefined
          : one.lines
              .filter(({ sign }) => sign === '-')
              .map(({ text }) => text.trim())
              .join('; '),
      after: one.lines
        .filter(({ sign }) => sign === '+')
        .map(({ text }) => text.trim())
        .join('; '),
    })),
  });
  return deps.audit(note);
};

const added = (planned: readonly { readonly told: TextChange }[]): number => planned.filter(({ told }) => told.change === 'add').length;

/** A text makes no more of anything than people could one by one. @throws ProblemError `conflict` */
const refuseTooMany = async (
  deps: ImportDeps,
  scope: SiteScope,
  boards: Parameters<typeof added>[0],
  filters: Parameters<typeof added>[0],
): Promise<void> => {
  const refuse = (kind: string, most: number): never => {
    throw new ProblemError('conflict', `With this text the site would have more than ${most} ${kind}: delete those that nobody uses.`);
  };
  if (added(boards) > 0 && (await allBoards(deps.store, scope)).length + added(boards) > boardsPerSite) refuse('boards', boardsPerSite);
  if (added(filters) > 0 && (await deps.filters.all(scope)).length + added(filters) > filtersPerSite) refuse('filters', filtersPerSite);
};

const overtaken = (kind: string): ProblemError =>
  new ProblemError('conflict', `Somebody changed ${kind} at the same moment, and none were imported: import the text again.`);

/**
 * Brings a text into a site, or tells what it would do. Nothing is deleted by it; what is the same already stays untouched, version and all.
 * All or nothing a kind, each with its row in the audit: filters and variables first, as boards refer to them.
 * @throws ProblemError `bad-request` with each line, `conflict`, `too-large`
 */
export const importText =
  (deps: ImportDeps) =>
  async (doing: Doing, text: string, dryRun: boolean): Promise<{ readonly changes: readonly TextChange[]; readonly applied: boolean }> => {
    const { scope, who } = doing;
    const faults = new Faults();
    const given = readSiteText(text);
    faults.found.push(...given.faults);
    faults.refuse();
    const filters = await planFilters(deps, doing, given.filters, faults);
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
      const writes = changedFilters.map(({ value, before, tombstone }) => {
        const last = before?.version ?? tombstone;
        const owner = before === null ? { id: who.id, name: who.name } : before.owner;
        return deps.filters.put(scope, { ...value, owner, version: (last ?? 0) + 1, updatedAt: epochMs(now) }, last);
      });
      if (!(await deps.filters.commit([...writes, rowOf(deps, doing, now, 'filters', filters)]))) throw overtaken('filters');
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
      if (!(await deps.store.commit([...writes, rowOf(deps, doing, now, 'boards', boards)]))) throw overtaken('boards');
    }
    return { changes, applied: true };
  };
