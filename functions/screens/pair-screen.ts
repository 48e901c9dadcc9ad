import { auditNote } from '../audit/audit.ts';
import type { AuditOrigin } from '../audit/types.ts';
import { epochMs } from '../domain/ids.ts';
import type { Principal, SiteScope } from '../identity/types.ts';
import { ProblemError } from '../runtime/problem.ts';
import { guessesKey, screensPerSite, wrongCodesPerMinute } from './constants.ts';
import { parsePairingCode } from './core/pairing-code.ts';
import type { ScreensRoutesDeps } from './deps.ts';
import { sha256 } from './secrets.ts';
import type { Pairing, Screen } from './types.ts';

export interface PairRequest {
  readonly code: string;
  readonly name: string;
  readonly board: string;
  readonly view: string | null;
  readonly cycleSeconds: number;
}

const noSuchCode = (): ProblemError =>
  new ProblemError('bad-request', 'No screen shows this code: look at the screen again, a code is valid for ten minutes and once.', {
    errors: [{ pointer: '#/code', detail: 'No screen shows this code.', in: 'body' }],
  });

/** A view must be one of the board's. @throws ProblemError `bad-request` */
export const checkView = (view: string | null, views: readonly { readonly id: string }[]): void => {
  if (view !== null && !views.some(({ id }) => id === view))
    throw new ProblemError('bad-request', `The board has no view "${view}".`, {
      errors: [{ pointer: '#/view', detail: 'The board has no such view.', in: 'body' }],
    });
};

/** Makes the screen that shows `code` one of the site. @throws ProblemError `bad-request`, `not-found`, `conflict`, `too-many` */
export const pairScreen =
  (deps: Pick<ScreensRoutesDeps, 'pairings' | 'store' | 'findBoard' | 'audit' | 'randomBytes' | 'now'>) =>
  async (scope: SiteScope, who: Principal, origin: AuditOrigin, request: PairRequest): Promise<Screen> => {
    const now = deps.now();
    /** Counted before the look and taken back after a hit, so that guesses at the same time cannot slip through together. */
    const findCode = async (): Promise<Pairing> => {
      const key = guessesKey(who, who.id, Math.floor(now / 60_000));
      if ((await deps.pairings.count(key, 1, now)) > wrongCodesPerMinute)
        throw new ProblemError('too-many', 'Too many wrong codes: wait a minute and look at the screen again.');
      const code = parsePairingCode(request.code);
      const pairing = code === null ? null : await deps.pairings.find(sha256(code));
      if (pairing === null || pairing.screen !== null || pairing.validUntil <= now) throw noSuchCode();
      await deps.pairings.count(key, -1, now);
      return pairing;
    };

    const board = await deps.findBoard(scope, who, request.board);
    checkView(request.view, board.views);
    const pairing = await findCode();
    if ((await deps.store.list(scope)).length >= screensPerSite)
      throw new ProblemError('conflict', `A site has at most ${screensPerSite} screens: remove one that is gone.`);
    const screen: Screen = {
      screen: Buffer.from(deps.randomBytes(10)).toString('hex'),
      tenant: scope.tenant,
      site: scope.site,
      name: request.name,
      board: request.board,
      boardName: board.name,
      view: request.view,
      cycleSeconds: request.cycleSeconds,
      reload: 0,
      show: null,
      pairedAt: epochMs(now),
      pairedBy: who.name,
    };
    const credentials = {
      screen: screen.screen,
      tenant: scope.tenant,
      site: scope.site,
      reseller: scope.reseller,
      pairing: pairing.codeSha256,
      tokenSha256: null,
      tokenMadeAt: null,
      tokenUsedAt: null,
      nextSha256: null,
      nextMadeAt: null,
    };
    const row = deps.audit(
      auditNote({ scope, who, origin }, now, {
        action: 'screen.pair',
        object: `screen ${screen.screen}`,
        summary: `“${screen.name}” shows the board “${board.name}”${pairing.description === '' ? '' : `; it is ${pairing.description}`}`,
      }),
    );
    if (!(await deps.store.pair(screen, credentials, now, [row]))) throw noSuchCode();
    return screen;
  };
