import { type AgentOffers, dndMessageNumbers } from '../../functions/domain/agent-command.ts';
import type { UnnumberedEvent } from '../../functions/domain/call-event.ts';
import type { OaiSession } from '../session/oai-session.ts';
import { callControlLicensed } from '../session/session-state.ts';

/** Characters of a message as the cloud keeps it. */
const textCharacters = 64;

/** What the PBX can do now, gathered from the session and from the device lists that pass. */
export const createOffers = (session: () => Pick<OaiSession, 'status' | 'system'>) => {
  let dndMessages: AgentOffers['dndMessages'] = [];
  return {
    /** @returns whether the event changed what is offered */
    take: (event: UnnumberedEvent): boolean => {
      if (event.kind !== 'directoryChanged' || event.dndMessages.length === 0) return false;
      dndMessages = event.dndMessages
        .filter(({ number, text }) => number >= 1 && number <= dndMessageNumbers && text !== '')
        .slice(0, dndMessageNumbers)
        .map(({ number, text }) => ({ number, text: text.slice(0, textCharacters) }));
      return true;
    },
    now: (): AgentOffers => {
      const { status, system } = session();
      return { linkUp: status.state === 'up', callControl: callControlLicensed(system?.premium ?? null), dndMessages };
    },
  };
};
