import type { CommandStore, LinkStore } from '../command-store.ts';
import { actionsPerMinute } from '../constants.ts';
import type { AgentLink, Command } from '../types.ts';

/** Both stores in memory, with the conditions of the real ones; of one site. */
export const createMemoryCommands = () => {
  const commands = new Map<string, Command>();
  const links = new Map<string, AgentLink>();
  const counts = new Map<string, number>();
  const store: CommandStore = {
    put: (_, command) => {
      if (commands.has(command.id)) return Promise.resolve(false);
      commands.set(command.id, command);
      return Promise.resolve(true);
    },
    find: (_, id) => Promise.resolve(commands.get(id) ?? null),
    settle: (_, id, agent, settled) => {
      const command = commands.get(id);
      if (command === undefined || command.settled !== null || (agent !== null && command.agent !== agent)) return Promise.resolve(false);
      commands.set(id, { ...command, settled });
      return Promise.resolve(true);
    },
    count: (_, principal, now) => {
      const key = `${principal} ${Math.floor(now / 60_000)}`;
      const count = counts.get(key) ?? 0;
      if (count >= actionsPerMinute) return Promise.resolve(false);
      counts.set(key, count + 1);
      return Promise.resolve(true);
    },
  };
  const proofs = new Set<string>();
  const linkStore: LinkStore = {
    useProof: (_, agent, timestamp) => {
      const isNew = !proofs.has(`${agent} ${timestamp}`);
      proofs.add(`${agent} ${timestamp}`);
      return Promise.resolve(isNew);
    },
    connect: (_, link) => {
      const before = links.get(link.agent) ?? null;
      if (before !== null && before.connectedAt > link.connectedAt) return Promise.resolve('older' as const);
      links.set(link.agent, link);
      return Promise.resolve(before);
    },
    heard: (_, { agent, connectionId }, heardAt, offers) => {
      const link = links.get(agent);
      if (link?.connectionId !== connectionId) return Promise.resolve(false);
      links.set(agent, { ...link, heardAt, offers: offers ?? link.offers });
      return Promise.resolve(true);
    },
    forget: (_, { agent, connectionId }) => {
      if (links.get(agent)?.connectionId === connectionId) links.delete(agent);
      return Promise.resolve();
    },
    ofSite: () => Promise.resolve([...links.values()]),
  };
  return { store, links: linkStore, commands, linksNow: links };
};
