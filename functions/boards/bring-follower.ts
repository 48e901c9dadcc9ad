import { auditNote } from '../audit/audit.ts';
import type { AuditOrigin, AuditWrite, TransactWrite } from '../audit/types.ts';
import type { Principal, SiteScope } from '../identity/types.ts';
import type { BoardStore } from './board-store.ts';
import { boardChanges } from './core/board-changes.ts';
import { withOverrides } from './core/overrides.ts';
import { nextBoard, personOf } from './save-board.ts';
import type { TemplateStore } from './template-store.ts';
import type { Follower, Overrides, StoredBoard, StoredTemplate } from './types.ts';

export interface FollowDeps {
  readonly store: BoardStore;
  readonly templates: TemplateStore;
  readonly audit: AuditWrite;
  readonly now: () => number;
}
/** Somebody of a reseller, and the request it came with. */
export interface ResellerDoing {
  readonly who: Principal;
  readonly origin: AuditOrigin;
}
/** `failed`: it lags, and the next save tries again. */
export type FollowResult = 'made' | 'updated' | 'same' | 'forked' | 'gone' | 'refused' | 'failed';
export interface Followed {
  readonly result: FollowResult;
  readonly detail: string;
}

/** What the customer's audit calls it. */
export interface As {
  readonly action: 'boardTemplate.save' | 'boardTemplate.apply' | 'boardTemplate.delete';
}

export const templateRow = (
  deps: Pick<FollowDeps, 'audit' | 'now'>,
  { who, origin }: ResellerDoing,
  scope: SiteScope,
  template: Pick<StoredTemplate, 'name' | 'version'>,
  told: As & { readonly summary: string },
  before: StoredBoard | null,
  after: StoredBoard,
): TransactWrite =>
  deps.audit(
    auditNote({ scope, who, origin }, deps.now(), {
      object: `board ${after.name} (${after.id}) from template ${template.name} version ${template.version}`,
      changes: boardChanges(before?.content ?? null, after.content),
      ...told,
    }),
  );

/** Overrides of views that the template still has. */
const still = ({ name, filters }: Overrides, { content }: StoredTemplate): Overrides => ({
  name,
  filters: Object.fromEntries(Object.entries(filters).filter(([view]) => content.views.some(({ id }) => id === view))),
});

/** So often somebody at the site may be faster. */
const attempts = 3;

/**
 * Brings one board up to its template, with its row in the customer's audit. Doing it again changes nothing.
 * A board that was deleted or goes its own way by now is forgotten.
 */
export const bringFollower =
  (deps: FollowDeps) =>
  async (doing: ResellerDoing, template: StoredTemplate, follower: Follower, as: As): Promise<Followed> => {
    const reseller = doing.who.reseller;
    const scope: SiteScope = { tenant: follower.tenant, site: follower.site, reseller };
    for (let attempt = 1; attempt <= attempts; attempt += 1) {
      const before = await deps.store.find(scope, follower.board);
      const link = before?.template ?? null;
      if (before === null || link === null || !link.follows || link.id !== template.id) {
        await deps.templates.forget(reseller, follower);
        return { result: 'gone', detail: 'The board was deleted at the site.' };
      }
      if (link.version >= template.version) return { result: 'same', detail: '' };
      const overrides = still(link.overrides, template);
      const { board, from } = nextBoard({
        id: before.id,
        content: withOverrides(template.content, overrides),
        shared: before.shared,
        owner: before.owner,
        by: personOf(doing.who),
        now: deps.now(),
        template: { ...link, name: template.name, version: template.version, overrides },
        before,
      });
      const done = await deps.store.commit([
        ...deps.store.saveWrites(scope, board, from),
        deps.templates.stillThere(reseller, template),
        deps.templates.follow(reseller, { ...follower, version: template.version }),
        templateRow(deps, doing, scope, template, { ...as, summary: `now shows version ${template.version}` }, before, board),
      ]);
      if (done) return { result: 'updated', detail: '' };
    }
    return { result: 'failed', detail: 'Somebody keeps changing the board or the template at the same moment.' };
  };

/** Lets a board go its own way as it is. */
export const forkFollower =
  (deps: FollowDeps) =>
  async (doing: ResellerDoing, template: StoredTemplate, follower: Follower, as: As): Promise<Followed> => {
    const reseller = doing.who.reseller;
    const scope: SiteScope = { tenant: follower.tenant, site: follower.site, reseller };
    for (let attempt = 1; attempt <= attempts; attempt += 1) {
      const before = await deps.store.find(scope, follower.board);
      const link = before?.template ?? null;
      if (before === null || link === null || !link.follows || link.id !== template.id) {
        await deps.templates.forget(reseller, follower);
        return { result: 'gone', detail: 'The board was deleted at the site.' };
      }
      const { board, from } = nextBoard({
        id: before.id,
        content: before.content,
        shared: before.shared,
        owner: before.owner,
        by: personOf(doing.who),
        now: deps.now(),
        template: { ...link, follows: false },
        before,
      });
      const done = await deps.store.commit([
        ...deps.store.saveWrites(scope, board, from),
        deps.templates.unfollow(reseller, follower),
        templateRow(deps, doing, scope, template, { ...as, summary: 'no longer follows; it goes its own way' }, before, board),
      ]);
      if (done) return { result: 'forked', detail: '' };
    }
    return { result: 'failed', detail: 'Somebody keeps changing the board at the same moment.' };
  };
