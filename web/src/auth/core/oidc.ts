import { asRecord } from '../../api/instants.ts';

/** What is needed of the issuer's discovery document. */
export interface Issuer {
  readonly authorizationEndpoint: string;
  readonly tokenEndpoint: string;
  readonly endSessionEndpoint: string | null;
  readonly revocationEndpoint: string | null;
  readonly scopes: string;
}

export interface Tokens {
  readonly accessToken: string;
  readonly refreshToken: string | null;
  readonly idToken: string | null;
  /** Epoch ms. */
  readonly expiresAt: number;
}

/** Kept from the redirect to the issuer until the return. */
export interface PendingLogIn {
  readonly state: string;
  readonly verifier: string;
  readonly nonce: string;
  readonly returnTo: string;
}

const textOrNull = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

export const parseDiscovery = (value: unknown): Issuer => {
  const record = asRecord(value);
  const authorizationEndpoint = textOrNull(record?.authorization_endpoint);
  const tokenEndpoint = textOrNull(record?.token_endpoint);
  if (authorizationEndpoint === null || tokenEndpoint === null) throw new Error('The log-in service does not name its endpoints.');
  const supported: unknown = record?.scopes_supported;
  // Cognito gives refresh tokens unasked and refuses this scope; issuers that know it want to be asked.
  const offline = Array.isArray(supported) && supported.includes('offline_access') ? ' offline_access' : '';
  return {
    authorizationEndpoint,
    tokenEndpoint,
    endSessionEndpoint: textOrNull(record?.end_session_endpoint),
    revocationEndpoint: textOrNull(record?.revocation_endpoint),
    scopes: `openid email${offline}`,
  };
};

/** `now` = epoch ms at which the answer came. The issuer may leave the refresh token out when it stays the same. */
export const parseTokens = (value: unknown, before: Tokens | null, now: number): Tokens => {
  const record = asRecord(value);
  const accessToken = textOrNull(record?.access_token);
  if (accessToken === null) throw new Error('The log-in service gave no access token.');
  const seconds = typeof record?.expires_in === 'number' ? record.expires_in : 3600;
  return {
    accessToken,
    refreshToken: textOrNull(record?.refresh_token) ?? before?.refreshToken ?? null,
    idToken: textOrNull(record?.id_token) ?? before?.idToken ?? null,
    expiresAt: now + seconds * 1_000,
  };
};

export const parseStoredTokens = (text: string | null): Tokens | null => {
  if (text === null) return null;
  try {
    const record = asRecord(JSON.parse(text));
    const accessToken = textOrNull(record?.accessToken);
    if (accessToken === null || typeof record?.expiresAt !== 'number') return null;
    return {
      accessToken,
      refreshToken: textOrNull(record.refreshToken),
      idToken: textOrNull(record.idToken),
      expiresAt: record.expiresAt,
    };
  } catch {
    return null;
  }
};

export const parsePendingLogIn = (text: string | null): PendingLogIn | null => {
  if (text === null) return null;
  try {
    const record = asRecord(JSON.parse(text));
    const [state, verifier, nonce] = [textOrNull(record?.state), textOrNull(record?.verifier), textOrNull(record?.nonce)];
    if (state === null || verifier === null || nonce === null) return null;
    return { state, verifier, nonce, returnTo: safeReturn(textOrNull(record?.returnTo)) };
  } catch {
    return null;
  }
};

/** Only a path of our own: never a way to be sent elsewhere. */
export const safeReturn = (path: string | null): string =>
  path?.startsWith('/') === true && !path.startsWith('//') && !path.includes('\\') && !path.startsWith('/callback') ? path : '/';

export const base64Url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');

/** Claims of a token, unverified: it came over TLS from the token endpoint; the API verifies what counts. */
export const claimsOf = (token: string): Readonly<Record<string, unknown>> => {
  try {
    const body = (token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/');
    const bytes = Uint8Array.from(atob(body), (char) => char.charCodeAt(0));
    return asRecord(JSON.parse(new TextDecoder().decode(bytes))) ?? {};
  } catch {
    return {};
  }
};

interface Client {
  readonly clientId: string;
  readonly redirectUri: string;
}

export const authorizationUrl = (issuer: Issuer, client: Client, pending: PendingLogIn, challenge: string): string => {
  const url = new URL(issuer.authorizationEndpoint);
  const wanted = {
    response_type: 'code',
    client_id: client.clientId,
    redirect_uri: client.redirectUri,
    scope: issuer.scopes,
    state: pending.state,
    nonce: pending.nonce,
    code_challenge: challenge,
    code_challenge_method: 'S256',
  };
  for (const [name, value] of Object.entries(wanted)) url.searchParams.set(name, value);
  return url.href;
};

/** Standard names and Cognito's own (`logout_uri`) side by side; each issuer ignores the other's. No token goes into an address. */
export const endSessionUrl = (issuer: Issuer, clientId: string, returnTo: string): string | null => {
  if (issuer.endSessionEndpoint === null) return null;
  const url = new URL(issuer.endSessionEndpoint);
  url.searchParams.set('client_id', clientId);
  url.searchParams.set('post_logout_redirect_uri', returnTo);
  url.searchParams.set('logout_uri', returnTo);
  return url.href;
};
