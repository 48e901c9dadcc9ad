import type { AgentSockets } from './agent-sockets.ts';
import type { LinkStore } from './command-store.ts';
import type { SiteOf } from './types.ts';

/** Closes the command channel of an agent that is believed no longer. It is refused when it comes back. */
export const createThrowOut =
  (deps: { readonly links: Pick<LinkStore, 'ofSite' | 'forget'>; readonly sockets: () => Pick<AgentSockets, 'close'> }) =>
  async (of: SiteOf, agent: string): Promise<void> => {
    const link = (await deps.links.ofSite(of)).find((one) => one.agent === agent);
    if (link === undefined) return;
    await deps.links.forget(of, link);
    await deps.sockets().close(link.connectionId);
  };
