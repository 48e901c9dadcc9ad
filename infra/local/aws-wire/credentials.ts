import { createHmac, timingSafeEqual } from 'node:crypto';

/** The stack's own key pair plus the key that seals session tokens. One set a data directory, random. */
export interface RootCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly tokenKey: string;
}

export interface Session {
  readonly accessKeyId: string;
  /** Epoch seconds. */
  readonly expires: number;
  readonly roleArn: string;
  readonly sessionName: string;
  /** Session policy as given to AssumeRole; null = everything the role may. */
  readonly policy: string | null;
}

export interface IssuedCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  readonly expires: number;
}

export type ResolvedKey =
  | { readonly kind: 'known'; readonly secret: string; readonly session: Session | null }
  | { readonly kind: 'expired' }
  | { readonly kind: 'unknown' };

/**
 * Who may call the emulators. Session credentials carry everything in their sealed token, so they need no table and outlive a
 * restart of the stack until they expire.
 */
export interface CredentialBook {
  readonly root: RootCredentials;
  issue(session: Session): IssuedCredentials;
  resolve(accessKeyId: string, sessionToken: string | undefined, nowMs: number): ResolvedKey;
}

export const createCredentialBook = (root: RootCredentials): CredentialBook => {
  const seal = (purpose: string, text: string): string =>
    createHmac('sha256', root.tokenKey).update(`${purpose}:${text}`).digest('base64url');

  const open = (token: string): Session | null => {
    const [payload, mac] = token.split('.');
    if (payload === undefined || mac === undefined) return null;
    const expected = seal('token', payload);
    if (mac.length !== expected.length || !timingSafeEqual(Buffer.from(mac), Buffer.from(expected))) return null;
    return JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as Session;
  };

  return {
    root,
    issue: (session) => {
      const payload = Buffer.from(JSON.stringify(session)).toString('base64url');
      return {
        accessKeyId: session.accessKeyId,
        secretAccessKey: seal('secret', payload),
        sessionToken: `${payload}.${seal('token', payload)}`,
        expires: session.expires,
      };
    },
    resolve: (accessKeyId, sessionToken, nowMs) => {
      if (accessKeyId === root.accessKeyId) return { kind: 'known', secret: root.secretAccessKey, session: null };
      const session = sessionToken === undefined ? null : open(sessionToken);
      if (session === null || session.accessKeyId !== accessKeyId) return { kind: 'unknown' };
      if (session.expires * 1000 <= nowMs) return { kind: 'expired' };
      return { kind: 'known', secret: seal('secret', (sessionToken ?? '').split('.')[0] ?? ''), session };
    },
  };
};
