import type { z } from '@hono/zod-openapi';
import type { SiteScope } from '../identity/types.ts';
import { inParallel } from '../runtime/bounded.ts';
import { ProblemError } from '../runtime/problem.ts';
import { computeScreenState } from './core/screen-state.ts';
import type { ScreensRoutesDeps } from './deps.ts';
import type { screenSchema } from './schemas.ts';
import { screenPrincipalOf, showNow } from './screen-principal.ts';
import type { Screen, Seen } from './types.ts';

type PublicScreen = z.input<typeof screenSchema>;

const boardsAtOnce = 8;
/** Of a board that is gone, not the screen's to see, or cannot be read. */
const nameless: ReadonlySet<string> = new Set(['not-found', 'forbidden', 'conflict']);
const iso = (ms: number): string => new Date(ms).toISOString();

const publicScreen = (screen: Screen, boardName: string, seen: Seen | undefined, now: number): PublicScreen => {
  const show = showNow(screen.show, now);
  return {
    screen: screen.screen,
    name: screen.name,
    board: screen.board,
    boardName,
    view: screen.view,
    cycleSeconds: screen.cycleSeconds,
    state: computeScreenState(seen?.lastSeenAt ?? null, now),
    lastSeenAt: seen === undefined ? null : iso(seen.lastSeenAt),
    version: seen?.version ?? null,
    viewport: seen?.viewport ?? null,
    showing: seen?.showing ?? null,
    pairedAt: iso(screen.pairedAt),
    pairedBy: screen.pairedBy,
    show: show === null ? null : { board: show.board, view: show.view, until: iso(show.until) },
  };
};

/** Screens as their managers see them, with the present names of their boards. */
export const createPublicScreens = (deps: Pick<ScreensRoutesDeps, 'store' | 'findBoard' | 'now'>) => {
  /** Asked as the screen itself: it may show a board that who looks at the list may not open. Null when the board is gone, or cannot be read. */
  const boardNameOf = async (scope: SiteScope, screen: Screen): Promise<string | null> => {
    try {
      return (await deps.findBoard(scope, screenPrincipalOf(scope, screen, deps.now()), screen.board)).name;
    } catch (error) {
      if (error instanceof ProblemError && nameless.has(error.code)) return null;
      throw error;
    }
  };
  const all = async (scope: SiteScope, screens: readonly Screen[]): Promise<PublicScreen[]> => {
    const seen = await deps.store.seenOf(scope);
    const first = [...new Map(screens.map((screen) => [screen.board, screen])).values()];
    const names = new Map(
      await inParallel(first, boardsAtOnce, async (screen) => [screen.board, await boardNameOf(scope, screen)] as const),
    );
    const now = deps.now();
    return screens.map((screen) => publicScreen(screen, names.get(screen.board) ?? screen.boardName, seen.get(screen.screen), now));
  };
  return {
    published: async (scope: SiteScope, screen: Screen): Promise<PublicScreen> => {
      const [only] = await all(scope, [screen]);
      if (only === undefined) throw new Error(`screen ${screen.screen} was lost on its way out`);
      return only;
    },
    publishedList: async (scope: SiteScope): Promise<PublicScreen[]> => {
      const screens = [...(await deps.store.list(scope))];
      screens.sort((a, b) => a.name.localeCompare(b.name, 'en') || (a.screen < b.screen ? -1 : 1));
      return all(scope, screens);
    },
  };
};
