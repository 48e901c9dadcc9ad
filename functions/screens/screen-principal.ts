import type { Principal } from '../identity/types.ts';
import { screenSubjectPrefix } from './constants.ts';
import type { Screen, ScreenCredentials, Show } from './types.ts';

export const showNow = (show: Show | null, now: number): Show | null => (show === null || show.until <= now ? null : show);

/** The screen as somebody who asks: its own site, and no board but its own and the one it is told to show for a while. */
export const screenPrincipalOf = (owner: Pick<ScreenCredentials, 'reseller'>, screen: Screen, now: number): Principal => {
  const shown = showNow(screen.show, now)?.board;
  return {
    kind: 'screen',
    id: `${screenSubjectPrefix}${screen.screen}`,
    name: screen.name,
    email: null,
    role: 'pairedScreen',
    reseller: owner.reseller,
    tenant: screen.tenant,
    sites: [screen.site],
    extensions: [],
    agents: [],
    boards: shown === undefined || shown === screen.board ? [screen.board] : [screen.board, shown],
  };
};

/** @returns the screen of a subject `screen:<id>`; null for any other */
export const screenOfSubject = (subject: string): string | null =>
  subject.startsWith(screenSubjectPrefix) ? subject.slice(screenSubjectPrefix.length) : null;
