import { auditNote } from '../audit/audit.ts';
import type { AuditOrigin, AuditWrite, TransactWrite } from '../audit/types.ts';
import type { BoardContent } from '../domain/board.ts';
import type { Principal, SiteScope } from '../identity/types.ts';
import { isUnreadable } from '../runtime/read-row.ts';
import type { BoardStore } from './board-store.ts';
import { boardChanges } from './core/board-changes.ts';
import { withOverrides } from './core/overrides.ts';
import { nextBoard, personOf } from './save-board.ts';
import type { TemplateStore } from './template-store.ts';
import type { Follower, Overrides, StoredBoard, StoredTemplate, TemplateLink } from './types.ts';

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

/** What a board that follows becomes. */
interface Step {
  readonly content: BoardContent;
  readonly link: TemplateLink;
  readonly writes: readonly TransactWrite[];
  readonly summary: string;
}
type Following = StoredBoard & { readonly template: TemplateLink };

const isFollowing = (board: StoredBoard, template: StoredTemplate): board is Following =>
  board.template?.follows === true && board.template.id === template.id;

/**
 * One step of a board that follows, with its row in the customer's audit.
 * A board that was deleted or goes its own way by now is forgotten.
 * @param plan null = there is nothing to do
 */
const stepOf =
  (
    deps: FollowDeps,
    done: { readonly result: FollowResult; readonly inTheWay: string },
    plan: (reseller: string, template: StoredTemplate, follower: Follower, before: Following) => Step | null,
  ) =>
  async (doing: ResellerDoing, template: StoredTemplate, follower: Follower, as: As): Promise<Followed> => {
    const reseller = doing.who.reseller;
    const scope: SiteScope = { tenant: follower.tenant, site: follower.site, reseller };
    for (let attempt = 1; attempt <= attempts; attempt += 1) {
      const before = await deps.store.look(scope, follower.board);
      // Nothing is known of what it follows: it is not forgotten, and the next save tries again.
      if (before !== null && isUnreadable(before)) return { result: 'failed', detail: 'The board at the site cannot be read.' };
      if (before === null || 'tombstone' in before || !isFollowing(before, template)) {
        await deps.templates.forget(reseller, follower);
        return { result: 'gone', detail: 'The board was deleted at the site.' };
      }
      const step = plan(reseller, template, follower, before);
      if (step === null) return { result: 'same', detail: '' };
      const { board, from } = nextBoard({
        id: before.id,
        content: step.content,
        shared: before.shared,
        owner: before.owner,
        by: personOf(doing.who),
        now: deps.now(),
        template: step.link,
        before,
      });
      const written = await deps.store.commit([
        ...deps.store.saveWrites(scope, board, from),
        ...step.writes,
        templateRow(deps, doing, scope, template, { ...as, summary: step.summary }, before, board),
      ]);
      if (written) return { result: done.result, detail: '' };
    }
    return { result: 'failed', detail: `Somebody keeps changing ${done.inTheWay} at the same moment.` };
  };

/** Brings one board up to its template. Doing it again changes nothing. */
export const bringFollower = (deps: FollowDeps) =>
  stepOf(deps, { result: 'updated', inTheWay: 'the board or the template' }, (reseller, template, follower, { template: link }) => {
    if (link.version >= template.version) return null;
    const overrides = still(link.overrides, template);
    return {
      content: withOverrides(template.content, overrides),
      link: { ...link, name: template.name, version: template.version, overrides },
      writes: [deps.templates.stillThere(reseller, template), deps.templates.follow(reseller, { ...follower, version: template.version })],
      summary: `now shows version ${template.version}`,
    };
  });

/** Lets a board go its own way as it is. */
export const forkFollower = (deps: FollowDeps) =>
  stepOf(deps, { result: 'forked', inTheWay: 'the board' }, (reseller, _template, follower, { content, template: link }) => ({
    content,
    link: { ...link, follows: false },
    writes: [deps.templates.unfollow(reseller, follower)],
    summary: 'no longer follows; it goes its own way',
  }));
