import type { SiteScope } from '../identity/types.ts';
import { attempts } from '../runtime/attempts.ts';
import { isUnreadable } from '../runtime/read-row.ts';
import { countBoards } from './board-store.ts';
import { bringFollower, type FollowDeps, type Followed, forkFollower, type ResellerDoing, templateRow } from './bring-follower.ts';
import { boardsPerSite } from './constants.ts';
import { nextBoard, personOf } from './save-board.ts';
import type { Follower, StoredTemplate } from './types.ts';

const sameId = 'The site has another board of this id.';
const unreadableId = 'The board of this id at the site cannot be read; delete that first.';

/** @returns null when somebody else was faster */
const applyOnce = async (
  deps: FollowDeps,
  doing: ResellerDoing,
  template: StoredTemplate,
  scope: SiteScope,
  mode: 'follow' | 'fork',
): Promise<Followed | null> => {
  const { reseller } = doing.who;
  const place: Follower = {
    template: template.id,
    tenant: scope.tenant,
    site: scope.site,
    board: template.id,
    version: template.version,
  };
  const found = await deps.store.look(scope, template.id);
  if (found !== null && isUnreadable(found)) return { result: 'refused', detail: unreadableId };
  if (found !== null && !('tombstone' in found)) {
    if (found.template?.id !== template.id) return { result: 'refused', detail: sameId };
    if (mode === 'follow')
      return found.template.follows
        ? bringFollower(deps)(doing, template, place, { action: 'boardTemplate.apply' })
        : { result: 'refused', detail: 'The site has a copy of its own; delete that first.' };
    return found.template.follows
      ? forkFollower(deps)(doing, template, place, { action: 'boardTemplate.apply' })
      : { result: 'same', detail: '' };
  }
  // First the revision, then what is in the list: one made in between is then seen by the write.
  const rev = await deps.store.revision(scope);
  if ((await countBoards(deps.store, scope)) >= boardsPerSite)
    return { result: 'refused', detail: `The site has ${boardsPerSite} boards, and there may be no more.` };
  const follows = mode === 'follow';
  const { board, from } = nextBoard({
    id: template.id,
    content: template.content,
    shared: true,
    owner: null,
    by: personOf(doing.who),
    now: deps.now(),
    template: { id: template.id, name: template.name, version: template.version, follows, overrides: { name: null, filters: {} } },
    before: found,
  });
  const done = await deps.store.commit([
    ...deps.store.saveWrites(scope, board, from),
    deps.store.revisionWrite(scope, rev),
    deps.templates.stillThere(reseller, template),
    ...(follows ? [deps.templates.follow(reseller, place)] : []),
    templateRow(
      deps,
      doing,
      scope,
      template,
      { action: 'boardTemplate.apply', summary: follows ? 'made; it follows' : 'made as a copy' },
      null,
      board,
    ),
  ]);
  return done ? { result: 'made', detail: '' } : null;
};

/** Gives a site: one that follows it, or a copy that goes its own way. Doing it again changes nothing. */
export const applyTemplate =
  (deps: FollowDeps) =>
  async (doing: ResellerDoing, template: StoredTemplate, scope: SiteScope, mode: 'follow' | 'fork'): Promise<Followed> => {
    for await (const _ of attempts()) {
      const done = await applyOnce(deps, doing, template, scope, mode);
      if (done !== null) return done;
    }
    return { result: 'failed', detail: 'Something else was saved at the same moment: try again.' };
  };
