import { LogInUnavailable, type Session, SessionEnded } from '../auth/session.ts';
import { asRecord, parseInstants } from './instants.ts';

/** A refusal or failure of the API in words fit to show. `status` 0 = not reached at all. */
export class ApiError extends Error {
  override name = 'ApiError';
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

export interface Page<T> {
  readonly items: readonly T[];
  readonly cursor: string | null;
}

type Query = Readonly<Record<string, string | number | null>>;

export interface ApiClient {
  readonly get: (path: string, query?: Query, signal?: AbortSignal) => Promise<unknown>;
  /** All pages of a list. */
  readonly list: <T>(path: string, query: Query, signal?: AbortSignal) => Promise<readonly T[]>;
  /** Instant of the cloud's clock, without log-in; null when not to be had. */
  readonly serverTime: () => Promise<number | null>;
}

const textOf = async (answer: Response): Promise<string> => {
  const problem = asRecord(await answer.json().catch(() => null));
  const words = [problem?.title, problem?.detail].filter((part) => typeof part === 'string' && part !== '');
  return words.length > 0 ? words.join(': ') : `The service answered ${answer.status}.`;
};

const parsePage = <T>(json: unknown): Page<T> => {
  const record = asRecord(json);
  const items = Array.isArray(json) ? json : record?.items;
  if (!Array.isArray(items)) throw new ApiError(502, 'The service answered with something that is no list.');
  return { items: items as readonly T[], cursor: typeof record?.cursor === 'string' ? record.cursor : null };
};

export const createApiClient = (origin: string, session: Session, fetcher: typeof fetch): ApiClient => {
  const call = async (url: URL, token: string, signal: AbortSignal | undefined): Promise<Response> => {
    try {
      const headers = { authorization: `Bearer ${token}`, accept: 'application/json' };
      return await fetcher(url, { headers, ...(signal === undefined ? {} : { signal }) });
    } catch (error) {
      if (error instanceof DOMException && error.name === 'AbortError') throw error;
      throw new ApiError(0, 'Trunkline cannot be reached. Check the network connection.');
    }
  };

  const tokenFor = async (renew?: 'always'): Promise<string> => {
    try {
      return await session.accessToken(renew);
    } catch (error) {
      if (error instanceof SessionEnded) throw new ApiError(401, error.message);
      if (error instanceof LogInUnavailable) throw new ApiError(0, error.message);
      throw error;
    }
  };

  const get: ApiClient['get'] = async (path, query = {}, signal = undefined) => {
    const url = new URL(`/v1${path}`, origin);
    for (const [name, value] of Object.entries(query)) if (value !== null) url.searchParams.set(name, String(value));
    let answer = await call(url, await tokenFor(), signal);
    if (answer.status === 401) answer = await call(url, await tokenFor('always'), signal);
    if (answer.status === 401) session.expire();
    if (!answer.ok) throw new ApiError(answer.status, await textOf(answer));
    return parseInstants(await answer.json());
  };

  return {
    get,
    list: async <T>(path: string, query: Query, signal?: AbortSignal) => {
      const rows: T[] = [];
      let cursor: string | null = null;
      do {
        const page: Page<T> = parsePage<T>(await get(path, { limit: 1000, ...query, cursor }, signal));
        rows.push(...page.items);
        cursor = page.cursor;
      } while (cursor !== null);
      return rows;
    },
    serverTime: async () => {
      try {
        const answer = await fetcher(new URL('/v1/agent/time', origin), { cache: 'no-store' });
        const now = asRecord(await answer.json())?.now;
        const at = typeof now === 'number' ? now : Date.parse(String(now));
        return answer.ok && !Number.isNaN(at) ? at : null;
      } catch {
        return null;
      }
    },
  };
};
