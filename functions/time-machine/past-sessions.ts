import type { SiteScope } from '../identity/types.ts';
import { goOnMs, keptMs, keptReplays } from './constants.ts';
import type { OpenedSession, PastSession } from './past-session.ts';

interface Kept {
  readonly site: string;
  readonly session: PastSession;
  readonly askedAt: number;
}

/**
 * Sessions of this process, so that play goes on where the request before ended. One is out of the house while somebody works with it; one
 * that failed does not come back.
 */
export const createPastSessions = (deps: {
  readonly open: (scope: SiteScope, at: number) => Promise<OpenedSession>;
  readonly now: () => number;
}) => {
  let kept: readonly Kept[] = [];
  return {
    /** A session that stands at or before `at`. */
    take: async (scope: SiteScope, at: number): Promise<OpenedSession> => {
      const now = deps.now();
      const site = `${scope.tenant} ${scope.site}`;
      kept = kept.filter(({ askedAt }) => now - askedAt < keptMs);
      const best = kept
        .filter((one) => one.site === site && one.session.at() <= at && at - one.session.at() <= goOnMs)
        .reduce<Kept | null>((nearest, one) => (nearest === null || one.session.at() > nearest.session.at() ? one : nearest), null);
      if (best === null) return deps.open(scope, at);
      kept = kept.filter((one) => one !== best);
      return { kind: 'session', session: best.session };
    },
    giveBack: (scope: SiteScope, session: PastSession): void => {
      kept = [...kept, { site: `${scope.tenant} ${scope.site}`, session, askedAt: deps.now() }].slice(-keptReplays);
    },
  };
};
export type PastSessions = ReturnType<typeof createPastSessions>;
