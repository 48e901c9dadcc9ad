import { auditNote } from '../audit/audit.ts';
import type { Doing } from '../audit/types.ts';
import { ProblemError } from '../runtime/problem.ts';
import { isUnreadable } from '../runtime/read-row.ts';
import { busy, lookEditable, type SaveFilterDeps } from './save-filter.ts';
import type { FilterUse } from './types.ts';

const listed = (uses: readonly FilterUse[]): string => {
  const named = uses.filter(({ hidden }) => !hidden).map(({ name }) => `"${name}"`);
  const hidden = uses.length - named.length;
  return [...named, ...(hidden === 0 ? [] : [`${hidden} board(s) or report(s) of other people`])].join(', ');
};

/**
 * Deletes a filter. One that is used only goes with `force`; what used it then says that it is gone, and shows no figures in its place: a
 * schedule that went on without it would send what nobody meant to send.
 * @throws ProblemError `not-found`, `forbidden`, `version-mismatch`, `conflict` with its uses
 */
export const deleteFilter =
  (deps: SaveFilterDeps) =>
  async (doing: Doing, id: string, madeFrom: number | null, force: boolean): Promise<void> => {
    const before = await lookEditable(deps, doing, id, madeFrom);
    const uses = (await deps.usesOf(doing.scope, doing.who)).filter(({ filter }) => filter === id);
    if (uses.length > 0 && !force)
      throw new ProblemError(
        'conflict',
        `"${before.name ?? id}" is used by ${listed(uses)}. Take it from them first; or repeat it with force=true, and they show nothing where it was.`,
        {
          errors: uses
            .filter(({ hidden }) => !hidden)
            .map(({ kind, id: of, name }) => ({ pointer: `#/${kind}s/${of}`, detail: `The ${kind} "${name}" uses it.`, in: 'path' })),
        },
      );
    const { scope } = doing;
    const now = deps.now();
    const summary = uses.length === 0 ? 'deleted' : `deleted although ${uses.length} board(s), report(s) or schedule(s) use it`;
    const told = { action: 'filter.delete', object: `filter ${before.name ?? ''} (${id})` } as const;
    const writes = isUnreadable(before)
      ? [
          deps.store.removeUnreadable(scope, before, now),
          deps.audit(auditNote(doing, now, { ...told, summary: `${summary}, as it could not be read` })),
        ]
      : [deps.store.remove(scope, before, now), deps.audit(auditNote(doing, now, { ...told, summary, changes: [] }))];
    if (!(await deps.store.commit(writes))) throw busy();
  };
