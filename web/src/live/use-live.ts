import { useQuery } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { agentsQuery, meQuery } from '../api/queries.ts';
import { agentPresence, maySeeAgents } from '../api/types.ts';
import { useServices } from '../app/services.ts';
import { useBeat } from '../time/clock.ts';
import type { Board } from './core/board.ts';
import { figuresBoard } from './core/figures-board.ts';
import { computeFreshness, type Freshness } from './core/freshness.ts';
import type { SocketProblem } from './core/server-message.ts';

export const useBoard = (): Board | null => {
  const { socket } = useServices();
  return useSyncExternalStore(socket.subscribe, () => socket.state().feed?.board ?? null);
};

export const useSocketProblem = (): SocketProblem | null => {
  const { socket } = useServices();
  return useSyncExternalStore(socket.subscribe, () => socket.state().problem);
};

/** Judged anew with each beat: ages grow without any message. */
export const useFreshness = (): Freshness & { readonly confirmedAt: number | null } => {
  const { api, socket, clock } = useServices();
  useBeat(clock);
  const { status, statusSince, confirmedAt, online, site, feed, figures } = useSyncExternalStore(socket.subscribe, socket.state);
  const { data: me } = useQuery(meQuery(api));
  const { data: agents } = useQuery({ ...agentsQuery(api, site ?? ''), enabled: site !== null && maySeeAgents(me) });
  const presence = agentPresence(agents);
  const facts = {
    status,
    statusSince,
    confirmedAt,
    online,
    board: feed === null && figures !== null ? figuresBoard(site ?? '', figures, presence) : (feed?.board ?? null),
    agents: presence,
    now: Date.now(),
    serverNow: clock.now(),
  };
  return { ...computeFreshness(facts), confirmedAt };
};
