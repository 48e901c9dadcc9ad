import type { AgentOffers } from '../domain/agent-command.ts';
import type { AgentKeyStore } from '../edge-agents/agent-keys.ts';
import type { LinkStore } from './command-store.ts';
import { linkSilentMs } from './constants.ts';
import { answerWords } from './core/answer-words.ts';
import type { AgentLink, SiteOf } from './types.ts';

/** The agent that carries commands of a site, or why there is none. */
export type Reach =
  | { readonly can: true; readonly link: AgentLink; readonly offers: AgentOffers | null }
  | { readonly can: false; readonly reason: 'noLink' | 'notLicensed' | null; readonly words: string };

/**
 * The one whose connection is the newest, is heard of and not revoked. Where its PBX takes no commands that is known before one is sent.
 */
export const createFindReach =
  (deps: { readonly links: LinkStore; readonly keys: AgentKeyStore; readonly now: () => number }) =>
  async (of: SiteOf): Promise<Reach> => {
    const { links, keys, now } = deps;
    const none = (reason: 'noLink' | 'notLicensed' | null): Reach => ({
      can: false,
      reason,
      words: answerWords({ result: reason === 'notLicensed' ? 'refused' : 'notDelivered', outcome: null, reason }, ''),
    });
    const candidates = (await links.ofSite(of))
      .filter(({ heardAt }) => now() - heardAt <= linkSilentMs)
      .sort((a, b) => b.connectedAt - a.connectedAt);
    for (const link of candidates) {
      const key = await keys.find(link.agent);
      if (key === null || key.revokedAt !== null || key.site !== of.site || key.tenant !== of.tenant) continue;
      if (link.offers?.linkUp === false) return none('noLink');
      if (link.offers?.callControl === false) return none('notLicensed');
      return { can: true, link, offers: link.offers };
    }
    return none(null);
  };
export type FindReach = ReturnType<typeof createFindReach>;
