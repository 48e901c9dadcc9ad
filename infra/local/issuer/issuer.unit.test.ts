import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeServer, listen } from '../aws-wire/listen.ts';
import { type Issuer, openIssuer } from './issuer.ts';

describe('local issuer', () => {
  let dir = '';
  let server: Server;
  let issuer: Issuer;
  let origin = '';
  let ahead = 0;
  const now = (): number => Date.now() + ahead;
  const verifier = 'a-code-verifier-that-is-long-enough-for-the-rules';
  const challenge = createHash('sha256').update(verifier).digest('base64url');
  const request = (change: Record<string, string> = {}): URLSearchParams =>
    new URLSearchParams({
      response_type: 'code',
      client_id: 'web',
      redirect_uri: `${origin}/callback`,
      state: 's1',
      nonce: 'n1',
      scope: 'openid email',
      code_challenge: challenge,
      code_challenge_method: 'S256',
      ...change,
    });
  const post = (path: string, body: URLSearchParams): Promise<Response> =>
    fetch(`${origin}/oidc/${path}`, { method: 'POST', body, redirect: 'manual' });
  const logIn = (email: string, password: string): Promise<Response> => {
    const body = request();
    body.set('email', email);
    body.set('password', password);
    return post('authorize', body);
  };
  const codeOf = (answer: Response): string => new URL(answer.headers.get('location') ?? '').searchParams.get('code') ?? '';
  const redeem = (code: string, change: Record<string, string> = {}): Promise<Response> =>
    post(
      'token',
      new URLSearchParams({
        grant_type: 'authorization_code',
        client_id: 'web',
        code,
        code_verifier: verifier,
        redirect_uri: `${origin}/callback`,
        ...change,
      }),
    );
  const verify = async (token: string) => {
    const keys = (await (await fetch(`${origin}/oidc/.well-known/jwks.json`)).json()) as JSONWebKeySet;
    return (await jwtVerify(token, createLocalJWKSet(keys), { issuer: `${origin}/oidc` })).payload;
  };

  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), 'trunkline-issuer-'));
    server = createServer((req, res) => void issuer.handle(req, res));
    origin = `http://127.0.0.1:${await listen(server, 0)}`;
    issuer = await openIssuer({ dir, issuer: `${origin}/oidc`, clientId: 'web', webOrigin: origin, now });
    await issuer.seed([{ sub: 'omar', email: 'Omar@example.com', name: 'Omar', password: 'right' }]);
  });
  afterAll(async () => {
    await closeServer(server);
    rmSync(dir, { recursive: true });
  });

  it('shows an accessible form and carries the request through it', async () => {
    const answer = await fetch(`${origin}/oidc/authorize?${request()}`);
    const html = await answer.text();
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(html).toContain('<label for="email">');
    expect(html).toContain('<label for="password">');
    expect(html).toContain('name="state" value="s1"');
  });

  it('gives code, tokens and refreshed tokens to who proves the verifier', async () => {
    const answer = await logIn('omar@example.com', 'right');
    expect(answer.status).toBe(303);
    expect(new URL(answer.headers.get('location') ?? '').searchParams.get('state')).toBe('s1');
    const tokens = (await (await redeem(codeOf(answer))).json()) as Record<string, string>;
    expect(await verify(tokens.access_token ?? '')).toMatchObject({
      sub: 'omar',
      token_use: 'access',
      client_id: 'web',
      scope: 'openid email',
    });
    expect(await verify(tokens.id_token ?? '')).toMatchObject({ aud: 'web', email: 'Omar@example.com', nonce: 'n1', token_use: 'id' });
    const refresh = new URLSearchParams({ grant_type: 'refresh_token', client_id: 'web', refresh_token: tokens.refresh_token ?? '' });
    const again = await post('token', refresh);
    expect([again.status, Object.keys((await again.json()) as object)]).toEqual([
      200,
      ['access_token', 'id_token', 'token_type', 'expires_in'],
    ]);
    await post('revoke', new URLSearchParams({ token: tokens.refresh_token ?? '' }));
    expect((await post('token', refresh)).status).toBe(400);
  });

  it('redeems a code once, in time, with the right verifier and address', async () => {
    const code = codeOf(await logIn('omar@example.com', 'right'));
    expect((await redeem(code)).status).toBe(200);
    expect((await redeem(code)).status).toBe(400);
    expect((await redeem(codeOf(await logIn('omar@example.com', 'right')), { code_verifier: 'another' })).status).toBe(400);
    expect((await redeem(codeOf(await logIn('omar@example.com', 'right')), { redirect_uri: `${origin}/other` })).status).toBe(400);
    expect((await redeem(codeOf(await logIn('omar@example.com', 'right')), { client_id: 'other' })).status).toBe(401);
    const late = codeOf(await logIn('omar@example.com', 'right'));
    ahead += 61_000;
    expect((await redeem(late)).status).toBe(400);
  });

  it('refuses requests without PKCE or state, and addresses that are not ours', async () => {
    const status = async (change: Record<string, string>): Promise<number> =>
      (await fetch(`${origin}/oidc/authorize?${request(change)}`)).status;
    expect(await status({ code_challenge_method: 'plain' })).toBe(400);
    expect(await status({ code_challenge: '' })).toBe(400);
    expect(await status({ state: '' })).toBe(400);
    expect(await status({ redirect_uri: 'https://attacker.example/callback' })).toBe(400);
    expect(await status({ redirect_uri: `${origin}.attacker.example/` })).toBe(400);
    for (const other of [
      `${origin}/other`,
      `${origin}/callback?x=1`,
      `${origin}/callback#x`,
      `blob:${origin}/callback`,
      `${origin}/oidc/../callback`,
    ])
      expect(await status({ redirect_uri: other })).toBe(400);
    const away = await fetch(`${origin}/oidc/logout?post_logout_redirect_uri=https%3A%2F%2Fattacker.example%2F`, { redirect: 'manual' });
    expect(away.status).toBe(400);
    const home = await fetch(`${origin}/oidc/logout?post_logout_redirect_uri=${encodeURIComponent(`${origin}/`)}`, {
      redirect: 'manual',
    });
    expect([home.status, home.headers.get('location')]).toEqual([303, `${origin}/`]);
  });

  it('says the same of a wrong password and an unknown address, and makes guessers wait', async () => {
    const [wrong, unknown] = [await logIn('omar@example.com', 'wrong'), await logIn('nobody@example.com', 'x')];
    expect([wrong.status, unknown.status]).toEqual([401, 401]);
    expect(await wrong.text()).toContain('role="alert"');
    for (let i = 0; i < 4; i++) await logIn('omar@example.com', 'wrong');
    expect((await logIn('omar@example.com', 'right')).status).toBe(429);
    ahead += 5 * 60_000;
    expect((await logIn('omar@example.com', 'right')).status).toBe(303);
  });

  it('counts attempts that are under way, so that many at once are no way around the limit', async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, () => logIn('together@example.com', 'guess')));
    expect(answers.map(({ status }) => status).sort()).toEqual([401, 401, 401, 401, 401, 429, 429, 429, 429, 429, 429, 429]);
  });

  it('escapes what it shows', async () => {
    const answer = await logIn('"><script>alert(1)</script>', 'x');
    expect(await answer.text()).not.toContain('<script>');
  });

  it('keeps key and hashes to its owner and no password at all', () => {
    for (const file of ['signing-key.json', 'users.json', 'refresh-tokens.json'])
      expect(statSync(join(dir, file)).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(dir, 'users.json'), 'utf8')).not.toContain('right');
  });

  it('issues tokens for scripts', async () => {
    const token = await issuer.issueToken('omar', 43_200);
    const payload = await verify(token);
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(43_200);
    expect(() => issuer.issueToken('nobody', 60)).toThrow('nobody');
  });
});
