import { nameOf, phoneKey, type SiteView } from './site-view.ts';

/** Agent logged on at a phone. */
export const agentAt = (view: SiteView, number: string | null, node: string): string | null =>
  number === null ? null : (view.state.phones[phoneKey(view, number, node)]?.agent ?? null);

export const agentNameOf = (view: SiteView, agent: string | null, node: string): string | null => {
  if (agent === null) return null;
  const told = view.state.agents[agent]?.name;
  return nameOf(view, agent, node) ?? (told === undefined || told === '' ? null : told);
};
