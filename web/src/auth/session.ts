import { asRecord } from '../api/instants.ts';
import type { AppConfig } from '../app/config.ts';
import {
  authorizationUrl,
  base64Url,
  claimsOf,
  endSessionUrl,
  type Issuer,
  type PendingLogIn,
  parseDiscovery,
  parsePendingLogIn,
  parseStoredTokens,
  parseTokens,
  safeReturn,
  type Tokens,
} from './core/oidc.ts';

export type SessionStatus = 'anonymous' | 'active' | 'expired';

/** The session cannot be continued without the person: log in again. */
export class SessionEnded extends Error {
  override name = 'SessionEnded';
}

/** The log-in service could not be reached or answered nonsense: trying again may help. */
export class LogInUnavailable extends Error {
  override name = 'LogInUnavailable';
}

export interface SessionDeps {
  readonly config: AppConfig;
  readonly origin: string;
  readonly storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  readonly fetch: typeof fetch;
  readonly now: () => number;
  readonly randomBytes: (length: number) => Uint8Array;
  readonly sha256: (text: string) => Promise<Uint8Array>;
  readonly leaveFor: (url: string) => void;
}

export interface Session {
  readonly status: () => SessionStatus;
  readonly subscribe: (listener: () => void) => () => void;
  readonly onToken: (listener: (token: string) => void) => () => void;
  readonly logIn: (returnTo: string) => Promise<void>;
  /** Ends the redirect: exchanges the code; answers the path to go to. */
  readonly completeLogIn: (search: URLSearchParams) => Promise<string>;
  /** A token good for some time yet, renewed when need be. Throws `SessionEnded` or `LogInUnavailable`. */
  readonly accessToken: (renew?: 'always') => Promise<string>;
  /** Whether the person has just logged out on purpose, and should not be sent to log in at once. */
  readonly hasLeft: () => boolean;
  readonly expire: () => void;
  readonly logOut: () => Promise<void>;
}

const tokensKey = 'trunkline.tokens';
const pendingKey = 'trunkline.logIn';
const leftKey = 'trunkline.loggedOut';
/** Renewed this long before the end, so that a socket never lives on a dead token. */
const renewBeforeMs = 90_000;

export const createSession = (deps: SessionDeps): Session => {
  const { config, storage } = deps;
  const redirectUri = `${deps.origin}/callback`;
  let tokens: Tokens | null = parseStoredTokens(storage.getItem(tokensKey));
  let status: SessionStatus = tokens === null ? 'anonymous' : 'active';
  let issuer: Promise<Issuer> | null = null;
  let renewal: Promise<string> | null = null;
  let timer: ReturnType<typeof setTimeout> | null = null;
  const listeners = new Set<() => void>();
  const tokenListeners = new Set<(token: string) => void>();

  const request = async (url: string, init?: RequestInit): Promise<Response> => {
    try {
      return await deps.fetch(url, init);
    } catch (cause) {
      throw new LogInUnavailable('The log-in service cannot be reached.', { cause });
    }
  };

  const discover = (): Promise<Issuer> => {
    issuer ??= (async () => {
      const answer = await request(`${config.issuer}/.well-known/openid-configuration`);
      if (!answer.ok) throw new LogInUnavailable(`The log-in service answered ${answer.status}.`);
      return parseDiscovery(await answer.json());
    })().catch((error: unknown) => {
      issuer = null;
      throw error;
    });
    return issuer;
  };

  const become = (next: SessionStatus): void => {
    if (status === next) return;
    status = next;
    for (const listener of listeners) listener();
  };

  const forget = (next: SessionStatus): void => {
    tokens = null;
    storage.removeItem(tokensKey);
    if (timer !== null) clearTimeout(timer);
    timer = null;
    become(next);
  };

  const plan = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    if (tokens === null || tokens.refreshToken === null) return;
    const wait = Math.max(5_000, Math.min(tokens.expiresAt - deps.now() - renewBeforeMs, 2 ** 31 - 1));
    // A failed renewal is tried again by the next request or at the next turn; it is no reason to throw the person out.
    timer = setTimeout(() => void renew().catch(() => plan()), wait);
  };

  const keep = (next: Tokens): void => {
    tokens = next;
    storage.setItem(tokensKey, JSON.stringify(next));
    become('active');
    plan();
    for (const listener of tokenListeners) listener(next.accessToken);
  };

  const askTokens = async (form: Readonly<Record<string, string>>): Promise<unknown> => {
    const { tokenEndpoint } = await discover();
    const body = new URLSearchParams({ ...form, client_id: config.clientId });
    const answer = await request(tokenEndpoint, { method: 'POST', body });
    if (answer.status >= 500) throw new LogInUnavailable(`The log-in service answered ${answer.status}.`);
    const json: unknown = await answer.json().catch(() => null);
    if (answer.ok) return json;
    const problem = asRecord(json);
    throw new SessionEnded(String(problem?.error_description ?? problem?.error ?? `The log-in service refused (${answer.status}).`));
  };

  const renew = (): Promise<string> => {
    renewal ??= (async () => {
      const before = tokens;
      if (before?.refreshToken == null) throw new SessionEnded('Your session has ended.');
      const json = await askTokens({ grant_type: 'refresh_token', refresh_token: before.refreshToken });
      const next = parseTokens(json, before, deps.now());
      keep(next);
      return next.accessToken;
    })()
      .catch((error: unknown) => {
        if (error instanceof SessionEnded) forget(status === 'anonymous' ? 'anonymous' : 'expired');
        throw error;
      })
      .finally(() => {
        renewal = null;
      });
    return renewal;
  };

  plan();
  return {
    status: () => status,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onToken: (listener) => {
      tokenListeners.add(listener);
      return () => tokenListeners.delete(listener);
    },
    logIn: async (returnTo) => {
      storage.removeItem(leftKey);
      const found = await discover();
      const pending: PendingLogIn = {
        state: base64Url(deps.randomBytes(16)),
        nonce: base64Url(deps.randomBytes(16)),
        verifier: base64Url(deps.randomBytes(32)),
        returnTo: safeReturn(returnTo),
      };
      const challenge = base64Url(await deps.sha256(pending.verifier));
      storage.setItem(pendingKey, JSON.stringify(pending));
      deps.leaveFor(authorizationUrl(found, { clientId: config.clientId, redirectUri }, pending, challenge));
    },
    completeLogIn: async (search) => {
      const pending = parsePendingLogIn(storage.getItem(pendingKey));
      // First of all: an address made by somebody else must not put words on our page.
      if (pending === null || search.get('state') !== pending.state)
        throw new SessionEnded('This log-in was not begun in this tab, or has been used already.');
      const refusal = search.get('error');
      if (refusal !== null) throw new SessionEnded(search.get('error_description') ?? refusal);
      const code = search.get('code');
      if (code === null) throw new SessionEnded('The log-in service came back without an answer.');
      storage.removeItem(pendingKey);
      const json = await askTokens({ grant_type: 'authorization_code', code, redirect_uri: redirectUri, code_verifier: pending.verifier });
      const next = parseTokens(json, null, deps.now());
      // OpenID Connect Core 3.1.3.7: an ID token must carry the nonce that was sent.
      if (next.idToken !== null && claimsOf(next.idToken).nonce !== pending.nonce)
        throw new SessionEnded('The answer of the log-in service is not for this log-in.');
      keep(next);
      return pending.returnTo;
    },
    accessToken: async (mode) => {
      if (tokens === null) throw new SessionEnded('You are not logged in.');
      if (mode === undefined && tokens.expiresAt - deps.now() > 20_000) return tokens.accessToken;
      return await renew();
    },
    hasLeft: () => storage.getItem(leftKey) !== null,
    expire: () => forget('expired'),
    logOut: async () => {
      const last = tokens;
      // The start page is the one address the issuer knows for this; the mark keeps it from going straight back to the log-in.
      const returnTo = `${deps.origin}/`;
      storage.setItem(leftKey, '1');
      forget('anonymous');
      const found = await discover().catch(() => null);
      if (found?.revocationEndpoint != null && last?.refreshToken != null) {
        const body = new URLSearchParams({ token: last.refreshToken, client_id: config.clientId });
        await request(found.revocationEndpoint, { method: 'POST', body }).catch(() => null);
      }
      deps.leaveFor((found === null ? null : endSessionUrl(found, config.clientId, returnTo)) ?? returnTo);
    },
  };
};
