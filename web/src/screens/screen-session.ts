import { asRecord } from '../api/instants.ts';
import { LogInUnavailable, type Session, SessionEnded, type SessionStatus } from '../auth/session.ts';
import type { RecordStore } from './record-store.ts';

export interface ScreenSessionDeps {
  /** Origin of the API. */
  readonly api: string;
  readonly record: RecordStore;
  readonly fetch: typeof fetch;
  readonly now: () => number;
  /** Runs alone among all tabs of this browser. */
  readonly alone: (work: () => Promise<void>) => Promise<void>;
}

/** Log-in of a screen: its own token in place of a person's. */
export interface ScreenSession extends Session {
  /** The token a pairing brought. */
  readonly take: (token: string) => void;
  /** A new token once a day. */
  readonly rotate: () => Promise<void>;
}

type Answer = { readonly kind: 'ok'; readonly body: unknown } | { readonly kind: 'refused' | 'unavailable' };

export const rotateEveryMs = 24 * 3_600_000;
const unauthorised = 'urn:trunkline:problem:unauthorised';

/**
 * A screen gives its token up only when Trunkline itself says that it is worth nothing: a proxy, a portal of the house or a broken network
 * may answer anything. Where a rotation was cut short, it has two, and one of them is good.
 */
export const createScreenSession = ({ api, record, fetch, now, alone }: ScreenSessionDeps): ScreenSession => {
  const listeners = new Set<() => void>();
  const tokenListeners = new Set<(token: string) => void>();
  const status = (): SessionStatus => (record.read().token === null ? 'anonymous' : 'active');
  const tell = (): void => {
    for (const listener of listeners) listener();
  };

  const ask = async (token: string, method: 'GET' | 'POST', path: string): Promise<Answer> => {
    try {
      const headers = { authorization: `Bearer ${token}`, accept: 'application/json' };
      const answer = await fetch(new URL(path, api), { method, headers, cache: 'no-store' });
      const body: unknown = await answer.json();
      if (answer.ok) return { kind: 'ok', body };
      return { kind: answer.status === 401 && asRecord(body)?.type === unauthorised ? 'refused' : 'unavailable' };
    } catch {
      return { kind: 'unavailable' };
    }
  };

  const prove = async (): Promise<string> => {
    const { token, previous } = record.read();
    if (token === null) throw new SessionEnded('This screen is not paired.');
    for (const each of previous === null ? [token] : [token, previous]) {
      const answer = await ask(each, 'GET', '/v1/screen');
      if (answer.kind === 'unavailable') throw new LogInUnavailable('Trunkline cannot be reached.');
      if (answer.kind === 'refused') continue;
      if (previous !== null) record.change({ token: each, previous: null });
      if (each !== token) for (const listener of tokenListeners) listener(each);
      return each;
    }
    record.change({ token: null, previous: null, pairing: null, revoked: true });
    tell();
    throw new SessionEnded('This screen was revoked.');
  };

  let proof: Promise<string> | null = null;
  const proveOnce = (): Promise<string> => {
    proof ??= prove().finally(() => {
      proof = null;
    });
    return proof;
  };

  const rotateNow = async (): Promise<void> => {
    // A rotation that was cut short is finished first.
    if (record.read().previous !== null) await proveOnce();
    const { token, madeAt } = record.read();
    if (token === null || now() - madeAt < rotateEveryMs) return;
    const answer = await ask(token, 'POST', '/v1/screen/rotate');
    const next = answer.kind === 'ok' ? asRecord(answer.body)?.token : null;
    if (typeof next !== 'string' || next === '') return;
    // Both are kept until the new one has worked: only then is the old one worth nothing.
    record.change({ token: next, previous: token, madeAt: now() });
    await proveOnce();
    for (const listener of tokenListeners) listener(next);
  };

  return {
    status,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onToken: (listener) => {
      tokenListeners.add(listener);
      return () => tokenListeners.delete(listener);
    },
    take: (token) => {
      record.change({ token, previous: null, pairing: null, madeAt: now(), revoked: false });
      tell();
      for (const listener of tokenListeners) listener(token);
    },
    rotate: () => alone(rotateNow),
    accessToken: async (renew) => {
      const { token } = record.read();
      if (token === null) throw new SessionEnded('This screen is not paired.');
      return renew === undefined ? token : proveOnce();
    },
    // One refusal of one route is no proof; whether the token still stands is asked.
    expire: () => void proveOnce().catch(() => {}),
    // Nobody logs in at a screen: it is paired.
    logIn: () => Promise.resolve(),
    completeLogIn: () => Promise.resolve('/screen'),
    hasLeft: () => false,
    logOut: () => Promise.resolve(),
  };
};
