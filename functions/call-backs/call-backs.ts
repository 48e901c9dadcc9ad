import { createHash } from 'node:crypto';
import { auditNote, type NoteWords } from '../audit/audit.ts';
import type { AuditWrite, Doing } from '../audit/types.ts';
import type { SiteConfig } from '../domain/site-config.ts';
import { limitWords } from '../domain/unit-words.ts';
import type { UnreturnedCalls } from '../domain/unreturned-calls.ts';
import { mayDo } from '../identity/permissions.ts';
import type { SiteScope } from '../identity/types.ts';
import { inParallel } from '../runtime/bounded.ts';
import { ProblemError } from '../runtime/problem.ts';
import type { FindSiteConfig } from '../tenants/types.ts';
import type { ClaimStore } from './claim-store.ts';
import { clearedAtOnce, freshMs, keptSeconds } from './constants.ts';
import { claimStateOf, isOfItem } from './core/claim-state.ts';
import { computeOpenItems, lastLostAt } from './core/open-items.ts';
import type { ClaimRow, ClaimState, OpenItem } from './core/types.ts';
import { createFreshAnswer } from './fresh-answer.ts';

/** As reports take it. */
export type CallFilter = Readonly<Record<string, unknown>>;

export interface CallBacksDeps {
  readonly store: ClaimStore;
  readonly audit: AuditWrite;
  readonly now: () => number;
  readonly findConfig: FindSiteConfig;
  /** The report Unreturned Lost Calls over the return window, limited to the scope's units. @throws ProblemError for a bad filter */
  readonly unreturned: (scope: SiteScope, config: SiteConfig, filter: CallFilter | null) => Promise<UnreturnedCalls>;
}
export interface CallBack extends OpenItem, ClaimState {
  readonly overdue: boolean;
}
export interface CallBackList {
  readonly items: readonly CallBack[];
  /** Of which business units alone they are, in words; null = of everybody. */
  readonly limitedTo: string | null;
  readonly withheld: number;
  readonly windowDays: number;
  readonly dueMinutes: number;
  readonly asAt: number;
}

/** Tells nothing of the number in addresses and logs, and is another one at each site. */
const callBackId = ({ tenant, site }: Pick<SiteScope, 'tenant' | 'site'>, number: string): string =>
  createHash('sha256').update(`${tenant}\n${site}\n${number}`).digest('base64url').slice(0, 22);

interface Look {
  readonly config: SiteConfig;
  /** What the person may see. */
  readonly seen: readonly OpenItem[];
  /** Of the whole site, by id: whom a row belongs to must not depend on who looks. */
  readonly whole: ReadonlyMap<string, OpenItem>;
  readonly withheld: number;
  readonly asAt: number;
}

const absent = (): ProblemError =>
  new ProblemError('not-found', 'There is no such call-back here: somebody talked to the number meanwhile, or it never was on the list.');
const busy = (): ProblemError => new ProblemError('conflict', 'Somebody else changed this call-back at the same moment: try again.');
const rounds = 3;

/** The numbers of a site to call back, and who does it. */
export const createCallBacks = (deps: CallBacksDeps) => {
  const { store, now } = deps;
  const fresh = createFreshAnswer<UnreturnedCalls>(freshMs, now);

  const ask = (scope: SiteScope, config: SiteConfig, filter: CallFilter | null): Promise<UnreturnedCalls> => {
    const units = scope.units === undefined ? '*' : JSON.stringify([...scope.units].sort());
    return fresh(`${scope.tenant} ${scope.site} ${units} ${JSON.stringify(filter)}`, () => deps.unreturned(scope, config, filter));
  };
  const look = async (scope: SiteScope, filter: CallFilter | null = null): Promise<Look> => {
    const found = await deps.findConfig(scope.tenant, scope.site);
    if (found === null)
      throw new ProblemError('unavailable', 'The site has no configuration yet; create it before asking who to call back.');
    const { config } = found;
    const { units: _, ...everything } = scope;
    const [seen, whole] = await Promise.all([ask(scope, config, filter), ask(everything, config, null)]);
    const itemsOf = (answer: UnreturnedCalls): readonly OpenItem[] =>
      computeOpenItems(answer, config.settings.callBackDueMinutes * 60_000, (number) => callBackId(scope, number));
    return {
      config,
      seen: itemsOf(seen),
      whole: new Map(itemsOf(whole).map((item) => [item.id, item])),
      withheld: seen.withheld,
      asAt: seen.asAt,
    };
  };
  const withState = ({ whole }: Look, item: OpenItem, row: ClaimRow | undefined): CallBack => ({
    ...item,
    overdue: now() > item.dueAt,
    ...claimStateOf(row, whole.get(item.id) ?? item, now()),
  });
  const findItem = async (scope: SiteScope, id: string): Promise<{ readonly found: Look; readonly item: OpenItem }> => {
    const found = await look(scope);
    const item = found.seen.find((one) => one.id === id);
    if (item === undefined) throw absent();
    return { found, item };
  };

  /**
   * Changes what is put down about a call-back, from what it is at that moment; null = nothing to change.
   * @throws ProblemError `not-found`, `conflict`, and what `change` throws
   */
  const change = async (
    { scope, who, origin }: Doing,
    id: string,
    decide: (state: ClaimState) => {
      readonly next: Pick<ClaimRow, 'claimedBy' | 'claimedAt' | 'note'>;
      readonly words: Pick<NoteWords, 'action' | 'summary'>;
    } | null,
  ): Promise<CallBack> => {
    const { found, item } = await findItem(scope, id);
    const ofSite = found.whole.get(id) ?? item;
    for (let round = 0; round < rounds; round += 1) {
      const before = await store.find(scope, id);
      const plan = decide(claimStateOf(before, ofSite, now()));
      if (plan === null) return withState(found, item, before);
      const row: ClaimRow = { id, ...plan.next, lostAt: lastLostAt(ofSite), version: (before?.version ?? 0) + 1 };
      const expiresAt = Math.floor(now() / 1_000 + found.config.settings.returnWindowDays * 86_400) + keptSeconds;
      // The call tells whom it is about, to those who may read calls; the log itself holds no number.
      const object = `call back of call ${ofSite.calls.at(-1)?.logicalCallId ?? id}`;
      const noted = deps.audit(auditNote({ scope, who, origin }, now(), { object, ...plan.words }));
      if (await store.commit([store.put(scope, row, before?.version ?? 0, expiresAt), noted])) return withState(found, item, row);
    }
    throw busy();
  };

  /** Rows whose calls are off the list; what is left over goes by the table's own age limit. */
  const clearClosed = async (scope: SiteScope, { whole }: Look, rows: readonly ClaimRow[]): Promise<void> => {
    const closed = rows.filter((row) => !isOfItem(row, whole.get(row.id))).slice(0, clearedAtOnce);
    await inParallel(closed, 8, (row) => store.clear(scope, row));
  };

  return {
    /** Whoever is due first comes first; with a filter only lost calls that pass it. @throws ProblemError `bad-request` */
    list: async (scope: SiteScope, filter: CallFilter | null = null): Promise<CallBackList> => {
      const [found, rows] = await Promise.all([look(scope, filter), store.all(scope)]);
      const byId = new Map(rows.map((row) => [row.id, row]));
      await clearClosed(scope, found, rows);
      return {
        items: found.seen.map((item) => withState(found, item, byId.get(item.id))),
        limitedTo: limitWords(found.config, scope),
        withheld: found.withheld,
        windowDays: found.config.settings.returnWindowDays,
        dueMinutes: found.config.settings.callBackDueMinutes,
        asAt: found.asAt,
      };
    },
    /** Once more by the same person changes nothing. @throws ProblemError `not-found`, `conflict` that says who has it */
    claim: (doing: Doing, id: string): Promise<CallBack> =>
      change(doing, id, ({ claimedBy, claimedAt, lapsesAt, note }) => {
        const { id: own, name } = doing.who;
        if (claimedBy?.id === own) return null;
        if (claimedBy !== null)
          throw new ProblemError(
            'conflict',
            `${claimedBy.name} took it at ${new Date(claimedAt ?? 0).toISOString()} and keeps it until ${new Date(lapsesAt ?? 0).toISOString()} unless they try or give it back.`,
            { errors: [{ pointer: '#/claimedBy', detail: claimedBy.name, in: 'path' }] },
          );
        return {
          next: { claimedBy: { id: own, name }, claimedAt: now(), note },
          words: { action: 'callBack.claim', summary: 'taken' },
        };
      }),
    /** @throws ProblemError `not-found`, `forbidden` */
    release: (doing: Doing, id: string): Promise<CallBack> =>
      change(doing, id, ({ claimedBy, note }) => {
        if (claimedBy === null) return null;
        const own = claimedBy.id === doing.who.id;
        if (!own && !mayDo(doing.who, 'reports.share'))
          throw new ProblemError('forbidden', `${claimedBy.name} has it: only they, or somebody who may share reports, can give it back.`);
        return {
          next: { claimedBy: null, claimedAt: null, note },
          words: { action: 'callBack.release', summary: own ? 'given back' : `taken from ${claimedBy.name}` },
        };
      }),
    /** @throws ProblemError `not-found` */
    note: (doing: Doing, id: string, note: string): Promise<CallBack> =>
      change(doing, id, ({ claimedBy, claimedAt, note: before }) =>
        note === before
          ? null
          : {
              next: { claimedBy, claimedAt, note },
              words: { action: 'callBack.note', summary: note === '' ? 'note taken away' : `note of ${note.length} character(s)` },
            },
      ),
  };
};
export type CallBacks = ReturnType<typeof createCallBacks>;
