import { describe, expect, it } from 'vitest';
import { safeReturn } from './core/oidc.ts';
import { createSession, LogInUnavailable, SessionEnded } from './session.ts';

const issuer = 'https://id.example';
const discovery = {
  authorization_endpoint: `${issuer}/authorize`,
  token_endpoint: `${issuer}/token`,
  end_session_endpoint: `${issuer}/logout`,
};

/** A browser tab of paper: storage, clock, and a scripted token endpoint. */
const rig = (stored: Record<string, string> = {}) => {
  const storage = new Map(Object.entries(stored));
  const left: string[] = [];
  const forms: string[] = [];
  const answers: (() => Response)[] = [];
  let bytes = 0;
  const session = createSession({
    config: { api: 'https://api.example', ws: 'wss://ws.example', issuer, clientId: 'web' },
    origin: 'https://app.example',
    storage: {
      getItem: (key) => storage.get(key) ?? null,
      setItem: (key, value) => void storage.set(key, value),
      removeItem: (key) => void storage.delete(key),
    },
    fetch: (url, init) => {
      if (String(url).endsWith('openid-configuration')) return Promise.resolve(Response.json(discovery));
      forms.push(String(init?.body));
      const answer = answers.shift();
      return answer === undefined ? Promise.reject(new TypeError('offline')) : Promise.resolve(answer());
    },
    now: () => 1_000_000,
    randomBytes: (length) => new Uint8Array(length).fill(++bytes),
    sha256: () => Promise.resolve(new Uint8Array([1, 2, 3])),
    leaveFor: (url) => void left.push(url),
  });
  return { session, storage, left, forms, answers };
};

const stored = (expiresAt: number) => ({
  'trunkline.tokens': JSON.stringify({ accessToken: 'old', refreshToken: 'r1', idToken: null, expiresAt }),
});

describe('session', () => {
  it('goes to the issuer with a challenge and comes back to where the person was', async () => {
    const t = rig();
    await t.session.logIn('/sites/harbour/live?kiosk');
    const url = new URL(t.left[0] ?? '');
    expect(url.origin + url.pathname).toBe('https://id.example/authorize');
    expect(url.searchParams.get('code_challenge')).toBe('AQID');
    expect(url.searchParams.get('redirect_uri')).toBe('https://app.example/callback');
    t.answers.push(() => Response.json({ access_token: 'a1', refresh_token: 'r1', expires_in: 3600 }));
    const back = new URLSearchParams({ code: 'c', state: url.searchParams.get('state') ?? '' });
    expect(await t.session.completeLogIn(back)).toBe('/sites/harbour/live?kiosk');
    expect(t.forms[0]).toContain('code_verifier=AwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwM');
    expect(t.session.status()).toBe('active');
    expect(await t.session.accessToken()).toBe('a1');
    t.session.expire();
  });

  it('refuses an answer that was not asked for', async () => {
    const t = rig();
    await expect(t.session.completeLogIn(new URLSearchParams('code=c&state=s'))).rejects.toThrow(SessionEnded);
    // Words in an address that we did not send people to never reach the page.
    const planted = new URLSearchParams({ error: 'access_denied', error_description: 'Call 0900 123' });
    await expect(t.session.completeLogIn(planted)).rejects.toThrow('not begun in this tab');
  });

  it('says why the log-in service refused', async () => {
    const t = rig();
    await t.session.logIn('/');
    const state = new URL(t.left[0] ?? '').searchParams.get('state') ?? '';
    await expect(t.session.completeLogIn(new URLSearchParams({ error: 'access_denied', state }))).rejects.toThrow('access_denied');
  });

  it('renews once for many requests, keeping a refresh token that was not replaced', async () => {
    const t = rig(stored(1_010_000));
    const seen: string[] = [];
    t.session.onToken((token) => seen.push(token));
    t.answers.push(() => Response.json({ access_token: 'a2', expires_in: 3600 }));
    expect(await Promise.all([t.session.accessToken(), t.session.accessToken()])).toEqual(['a2', 'a2']);
    expect(t.forms).toHaveLength(1);
    expect(seen).toEqual(['a2']);
    expect(JSON.parse(t.storage.get('trunkline.tokens') ?? '')).toMatchObject({ accessToken: 'a2', refreshToken: 'r1' });
    t.session.expire();
  });

  it('survives an unreachable issuer, ends when it says no', async () => {
    const t = rig(stored(1_010_000));
    await expect(t.session.accessToken()).rejects.toThrow(LogInUnavailable);
    expect(t.session.status()).toBe('active');
    t.answers.push(() => Response.json({ error: 'invalid_grant' }, { status: 400 }));
    await expect(t.session.accessToken()).rejects.toThrow(SessionEnded);
    expect(t.session.status()).toBe('expired');
    expect(t.storage.has('trunkline.tokens')).toBe(false);
  });

  it('logs out at the issuer too', async () => {
    const t = rig(stored(9_000_000));
    await t.session.logOut();
    expect(t.left[0]).toContain('https://id.example/logout?client_id=web&post_logout_redirect_uri=https%3A%2F%2Fapp.example%2F&');
    expect(t.session.status()).toBe('anonymous');
    expect(t.session.hasLeft()).toBe(true);
  });

  it('returns only to paths of its own', () => {
    expect(safeReturn('/sites/a/live')).toBe('/sites/a/live');
    expect(safeReturn('//evil.example')).toBe('/');
    expect(safeReturn('https://evil.example')).toBe('/');
    expect(safeReturn('/callback?code=x')).toBe('/');
  });
});
