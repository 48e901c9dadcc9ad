import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { CredentialBook, Session } from './credentials.ts';

/** What of a request is signed. `url` as on the request line; `payloadHash` is only asked for when no header states it. */
export interface SignedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly payloadHash: () => string;
}

export type Verdict =
  | { readonly ok: true; readonly session: Session | null }
  | { readonly ok: false; readonly reason: 'missing' | 'malformed' | 'unknownKey' | 'expiredToken' | 'skewed' | 'expiredUrl' | 'mismatch' };

export const sha256Hex = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex');

/** Clocks may differ by 15 minutes; a presigned address lives at most 7 days. */
const maxSkewMs = 15 * 60_000;
const maxPresignSeconds = 604_800;

const encode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

const decode = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** S3 signs the path once encoded, everything else signs the encoded path encoded again. */
const canonicalPath = (path: string, service: string): string =>
  path
    .split('/')
    .map((part) => (service === 's3' ? encode(decode(part)) : encode(part)))
    .join('/');

const canonicalQuery = (query: string): string =>
  query
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const at = pair.indexOf('=');
      const name = at < 0 ? pair : pair.slice(0, at);
      return [encode(decode(name.replace(/\+/g, ' '))), encode(decode((at < 0 ? '' : pair.slice(at + 1)).replace(/\+/g, ' ')))] as const;
    })
    .filter(([name]) => name !== 'X-Amz-Signature')
    .sort(([a, av], [b, bv]) => (a < b ? -1 : a > b ? 1 : av < bv ? -1 : av > bv ? 1 : 0))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');

const headerOf = (headers: IncomingHttpHeaders, name: string): string | undefined => {
  const value = headers[name];
  return Array.isArray(value) ? value.join(',') : value;
};

export const parseAmzDate = (text: string): number => {
  const m = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/.exec(text);
  return m === null ? Number.NaN : Date.UTC(Number(m[1]), Number(m[2]) - 1, Number(m[3]), Number(m[4]), Number(m[5]), Number(m[6]));
};

interface Claim {
  readonly credential: string;
  readonly signedHeaders: string;
  readonly signature: string;
  readonly date: string;
  readonly token: string | undefined;
  /** Seconds a presigned address is good for; null when signed by header. */
  readonly expires: number | null;
}

const claimOf = (request: SignedRequest, query: URLSearchParams): Claim | null => {
  if (query.has('X-Amz-Signature')) {
    return {
      credential: query.get('X-Amz-Credential') ?? '',
      signedHeaders: query.get('X-Amz-SignedHeaders') ?? '',
      signature: query.get('X-Amz-Signature') ?? '',
      date: query.get('X-Amz-Date') ?? '',
      token: query.get('X-Amz-Security-Token') ?? undefined,
      expires: Number(query.get('X-Amz-Expires') ?? 'NaN'),
    };
  }
  const authorization = headerOf(request.headers, 'authorization');
  if (authorization === undefined) return null;
  const part = (name: string): string => new RegExp(`${name}=([^,\\s]+)`).exec(authorization)?.[1] ?? '';
  return {
    credential: authorization.startsWith('AWS4-HMAC-SHA256 ') ? part('Credential') : '',
    signedHeaders: part('SignedHeaders'),
    signature: part('Signature'),
    date: headerOf(request.headers, 'x-amz-date') ?? '',
    token: headerOf(request.headers, 'x-amz-security-token'),
    expires: null,
  };
};

/** Checks signature version 4 of header or presigned address against the credential book. */
export const createSignatureVerifier = (book: CredentialBook, now: () => number) => {
  const keys = new Map<string, Buffer>();
  const signingKey = (secret: string, scope: string): Buffer => {
    const id = `${secret}/${scope}`;
    const cached = keys.get(id);
    if (cached !== undefined) return cached;
    const key = scope
      .split('/')
      .reduce<Buffer | string>((k, part) => createHmac('sha256', k).update(part).digest(), `AWS4${secret}`) as Buffer;
    if (keys.size > 1000) keys.clear();
    keys.set(id, key);
    return key;
  };

  return (request: SignedRequest): Verdict => {
    const at = request.url.indexOf('?');
    const path = at < 0 ? request.url : request.url.slice(0, at);
    const query = at < 0 ? '' : request.url.slice(at + 1);
    const claim = claimOf(request, new URLSearchParams(query));
    if (claim === null) return { ok: false, reason: 'missing' };
    const [keyId, ...scopeParts] = claim.credential.split('/');
    const service = scopeParts[2];
    const signedAt = parseAmzDate(claim.date);
    if (keyId === undefined || scopeParts.length !== 4 || service === undefined || Number.isNaN(signedAt) || claim.signature === '')
      return { ok: false, reason: 'malformed' };
    if (scopeParts[0] !== claim.date.slice(0, 8)) return { ok: false, reason: 'malformed' };
    const resolved = book.resolve(keyId, claim.token, now());
    if (resolved.kind === 'unknown') return { ok: false, reason: 'unknownKey' };
    if (resolved.kind === 'expired') return { ok: false, reason: 'expiredToken' };
    if (claim.expires === null) {
      if (Math.abs(now() - signedAt) > maxSkewMs) return { ok: false, reason: 'skewed' };
    } else {
      if (!(claim.expires >= 1 && claim.expires <= maxPresignSeconds)) return { ok: false, reason: 'malformed' };
      if (now() > signedAt + claim.expires * 1000 || signedAt - now() > maxSkewMs) return { ok: false, reason: 'expiredUrl' };
    }
    const names = claim.signedHeaders.split(';');
    if (!names.includes('host')) return { ok: false, reason: 'malformed' };
    const headerLines = names.map((n) => `${n}:${(headerOf(request.headers, n) ?? '').trim().replace(/ +/g, ' ')}\n`).join('');
    const payload =
      headerOf(request.headers, 'x-amz-content-sha256') ?? (claim.expires === null ? request.payloadHash() : 'UNSIGNED-PAYLOAD');
    const canonical = [request.method, canonicalPath(path, service), canonicalQuery(query), headerLines, claim.signedHeaders, payload].join(
      '\n',
    );
    const scope = scopeParts.join('/');
    const text = `AWS4-HMAC-SHA256\n${claim.date}\n${scope}\n${sha256Hex(canonical)}`;
    const expected = createHmac('sha256', signingKey(resolved.secret, scope)).update(text).digest('hex');
    const same = expected.length === claim.signature.length && timingSafeEqual(Buffer.from(expected), Buffer.from(claim.signature));
    return same ? { ok: true, session: resolved.session } : { ok: false, reason: 'mismatch' };
  };
};
export type VerifySignature = ReturnType<typeof createSignatureVerifier>;
