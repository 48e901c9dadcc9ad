import { QueryClient } from '@tanstack/react-query';
import { createContext, use, useSyncExternalStore } from 'react';
import { type ApiClient, ApiError, createApiClient } from '../api/client.ts';
import { createSession, type Session, type SessionStatus } from '../auth/session.ts';
import { createLiveSocket, type LiveSocket } from '../live/live-socket.ts';
import { createReadFigures } from '../live/read-figures.ts';
import { type Clock, createClock } from '../time/clock.ts';
import type { AppConfig } from './config.ts';

/** Everything with a life of its own, made once at the start. */
export interface Services {
  readonly config: AppConfig;
  readonly session: Session;
  readonly api: ApiClient;
  readonly socket: LiveSocket;
  readonly clock: Clock;
  readonly queries: QueryClient;
}

const worthRetrying = (count: number, error: unknown): boolean =>
  count < 3 && (!(error instanceof ApiError) || error.status === 0 || error.status === 429 || error.status >= 500);

const personSession = (config: AppConfig): Session =>
  createSession({
    config,
    origin: location.origin,
    storage: sessionStorage,
    fetch: (...args) => fetch(...args),
    now: () => Date.now(),
    randomBytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
    sha256: async (text) => new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))),
    leaveFor: (url) => location.assign(url),
  });

/** @param session whose token everything is asked with: a person's by default; a paired screen brings its own. */
export const createServices = (config: AppConfig, session: Session = personSession(config)): Services => {
  const api = createApiClient(config.api, session, (...args) => fetch(...args));
  return {
    config,
    session,
    api,
    socket: createLiveSocket({
      url: config.ws,
      session,
      open: (url, protocols) => new WebSocket(url, protocols),
      window,
      readFigures: createReadFigures(api),
    }),
    clock: createClock(api.serverTime, window),
    queries: new QueryClient({ defaultOptions: { queries: { retry: worthRetrying, staleTime: 30_000, refetchOnWindowFocus: false } } }),
  };
};

export const ServicesContext = createContext<Services | null>(null);

export const useServices = (): Services => {
  const services = use(ServicesContext);
  if (services === null) throw new Error('No services: the page is drawn outside <App>.');
  return services;
};

export const useSessionStatus = (): SessionStatus => {
  const { session } = useServices();
  return useSyncExternalStore(session.subscribe, session.status);
};
