import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { AwsError } from '../aws-wire/aws-error.ts';
import type { HttpHandler } from '../aws-wire/json-service.ts';
import { readBody } from '../aws-wire/read-body.ts';
import { createAttemptLimit } from './attempt-limit.ts';
import { openGrants } from './grants.ts';
import { loginStyle, renderLoginPage } from './login-page.ts';
import { passwordMatches } from './passwords.ts';
import { openSigningKey } from './signing-key.ts';
import { createTokenMaker, type LoginUser } from './tokens.ts';
import { openUserFile, type SeedUser } from './user-file.ts';

export interface IssuerParams {
  readonly dir: string;
  /** Address of the issuer, such as `http://127.0.0.1:8400/oidc`; its path is where `handle` is mounted. */
  readonly issuer: string;
  readonly clientId: string;
  /** Where the web page is: codes are sent to its `/callback` and log-outs lead to its `/`, as registered with Cognito. */
  readonly webOrigin: string;
  readonly now: () => number;
}

export interface Issuer {
  readonly handle: HttpHandler;
  seed(users: readonly SeedUser[]): Promise<void>;
  /** An access token for scripts. @throws Error when nobody has this subject */
  issueToken(sub: string, seconds: number): Promise<string>;
}

const accessSeconds = 3600;
const requestFields = ['response_type', 'client_id', 'redirect_uri', 'scope', 'state', 'nonce', 'code_challenge', 'code_challenge_method'];
const defaultScope = 'openid email profile';

const bad = (code: string, message: string, status = 400): AwsError => new AwsError(code, message, status);

/** A small OpenID provider: authorization code with PKCE (S256), refresh tokens, log-out. Shaped after Cognito's hosted log-in. */
export const openIssuer = async (params: IssuerParams): Promise<Issuer> => {
  const { issuer, clientId, webOrigin, now } = params;
  const base = new URL(issuer).pathname;
  const key = await openSigningKey(join(params.dir, 'signing-key.json'));
  const users = openUserFile(join(params.dir, 'users.json'));
  const grants = openGrants(join(params.dir, 'refresh-tokens.json'), now);
  const tokens = createTokenMaker({ key, issuer, clientId, now });
  const attempts = createAttemptLimit(now);
  const csp = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(loginStyle).digest('base64')}'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'`;

  const json = (res: ServerResponse, status: number, body: unknown, cache = 'no-store'): void => {
    const text = JSON.stringify(body);
    res
      .writeHead(status, {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(text),
        'cache-control': cache,
        'x-content-type-options': 'nosniff',
      })
      .end(text);
  };
  const redirect = (res: ServerResponse, to: string): void => {
    res.writeHead(303, { location: to, 'cache-control': 'no-store', 'content-length': 0 }).end();
  };
  const form = (res: ServerResponse, status: number, request: URLSearchParams, email: string, problem: string | null): void => {
    const hidden = Object.fromEntries(requestFields.flatMap((name) => (request.has(name) ? [[name, request.get(name) ?? '']] : [])));
    const html = renderLoginPage({ action: `${base}/authorize`, hidden, email, problem });
    res.writeHead(status, {
      'content-type': 'text/html; charset=utf-8',
      'content-length': Buffer.byteLength(html),
      'content-security-policy': csp,
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    });
    res.end(html);
  };
  /** Only the registered address, letter by letter: anything else might hand codes to strangers. */
  const registered = (name: string, text: string | null, address: string): string => {
    if (text !== address) throw bad('invalid_request', `${name} must be ${address}`);
    return address;
  };
  const checkRequest = (request: URLSearchParams): string => {
    const to = registered('redirect_uri', request.get('redirect_uri'), `${webOrigin}/callback`);
    if (request.get('client_id') !== clientId) throw bad('unauthorized_client', 'client_id is not known here');
    if (request.get('response_type') !== 'code') throw bad('unsupported_response_type', 'response_type must be code');
    if (request.get('code_challenge_method') !== 'S256' || !/^[\w-]{43}$/.test(request.get('code_challenge') ?? ''))
      throw bad('invalid_request', 'PKCE is required: code_challenge of method S256');
    if ((request.get('state') ?? '') === '') throw bad('invalid_request', 'state is required');
    return to;
  };

  const logIn = async (request: URLSearchParams, res: ServerResponse): Promise<void> => {
    const to = checkRequest(request);
    const email = (request.get('email') ?? '').trim();
    const wait = attempts.begin(email.toLowerCase());
    if (wait > 0) return form(res, 429, request, email, `Too many attempts. Try again in ${Math.ceil(wait / 60)} min.`);
    const user = users.byEmail(email);
    if (!(await passwordMatches(request.get('password') ?? '', user?.passwordHash ?? null)) || user === null)
      return form(res, 401, request, email, 'E-mail address or password is wrong.');
    attempts.succeeded(email.toLowerCase());
    const code = grants.addCode({
      sub: user.sub,
      redirectUri: to,
      challenge: request.get('code_challenge') ?? '',
      nonce: request.get('nonce'),
      scope: request.get('scope') ?? defaultScope,
    });
    const url = new URL(to);
    url.searchParams.set('code', code);
    url.searchParams.set('state', request.get('state') ?? '');
    redirect(res, url.href);
  };

  const answerOf = async (user: LoginUser, scope: string, nonce: string | null, refreshToken: string | null): Promise<unknown> => ({
    access_token: await tokens.access(user, accessSeconds, scope),
    id_token: await tokens.identity(user, accessSeconds, nonce),
    ...(refreshToken === null ? {} : { refresh_token: refreshToken }),
    token_type: 'Bearer',
    expires_in: accessSeconds,
  });

  const redeem = async (body: URLSearchParams): Promise<unknown> => {
    if (body.get('client_id') !== clientId) throw bad('invalid_client', 'client_id is not known here', 401);
    const type = body.get('grant_type');
    if (type === 'refresh_token') {
      const grant = grants.findRefresh(body.get('refresh_token') ?? '');
      const user = grant === null ? null : users.bySub(grant.sub);
      if (grant === null || user === null) throw bad('invalid_grant', 'the refresh token is not known or has expired');
      return answerOf(user, grant.scope, null, null);
    }
    if (type !== 'authorization_code') throw bad('unsupported_grant_type', 'grant_type must be authorization_code or refresh_token');
    const grant = grants.takeCode(body.get('code') ?? '');
    const user = grant === null ? null : users.bySub(grant.sub);
    const challenge = createHash('sha256')
      .update(body.get('code_verifier') ?? '')
      .digest();
    const expected = Buffer.from(grant?.challenge ?? '', 'base64url');
    const proven = expected.length === challenge.length && timingSafeEqual(expected, challenge);
    if (grant === null || user === null || !proven || body.get('redirect_uri') !== grant.redirectUri)
      throw bad('invalid_grant', 'the code is not known, was used, has expired, or verifier or redirect_uri do not fit it');
    return answerOf(user, grant.scope, grant.nonce, await grants.addRefresh(user.sub, grant.scope));
  };

  const discovery = {
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    revocation_endpoint: `${issuer}/revoke`,
    end_session_endpoint: `${issuer}/logout`,
    jwks_uri: `${issuer}/.well-known/jwks.json`,
    response_types_supported: ['code'],
    response_modes_supported: ['query'],
    grant_types_supported: ['authorization_code', 'refresh_token'],
    code_challenge_methods_supported: ['S256'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['ES256'],
    scopes_supported: ['openid', 'email', 'profile'],
    token_endpoint_auth_methods_supported: ['none'],
  };

  const route = async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    const [path = '', search = ''] = (req.url ?? '').split('?', 2);
    const query = new URLSearchParams(search);
    const body = async (): Promise<URLSearchParams> => new URLSearchParams((await readBody(req, 65_536)).toString('utf8'));
    switch (`${req.method ?? ''} ${path.slice(base.length)}`) {
      case 'GET /.well-known/openid-configuration':
        return json(res, 200, discovery, 'public, max-age=300');
      case 'GET /.well-known/jwks.json':
        return json(res, 200, { keys: [key.publicJwk] }, 'public, max-age=300');
      case 'GET /authorize':
        checkRequest(query);
        return form(res, 200, query, '', null);
      case 'POST /authorize':
        return logIn(await body(), res);
      case 'POST /token':
        return json(res, 200, await redeem(await body()));
      case 'POST /revoke':
        await grants.revoke((await body()).get('token') ?? '');
        return json(res, 200, {});
      case 'GET /logout': {
        const to = query.get('post_logout_redirect_uri') ?? query.get('logout_uri') ?? `${webOrigin}/`;
        return redirect(res, registered('post_logout_redirect_uri', to, `${webOrigin}/`));
      }
      default:
        throw bad('not_found', `${req.method ?? ''} ${path} is not part of the log-in service`, 404);
    }
  };

  return {
    handle: async (req, res) => {
      try {
        await route(req, res);
      } catch (error) {
        if (!(error instanceof AwsError)) throw error;
        json(res, error.status, { error: error.code, error_description: error.message });
      }
    },
    seed: (wanted) => users.seed(wanted),
    issueToken: (sub, seconds) => {
      const user = users.bySub(sub);
      if (user === null) throw new Error(`nobody has the subject ${sub}`);
      return tokens.access(user, seconds, defaultScope);
    },
  };
};
