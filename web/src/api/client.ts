import { LogInUnavailable, type Session, SessionEnded } from '../auth/session.ts';
import { asRecord, parseInstants } from './instants.ts';

/** A fault of a request, where it stands in it: `#/filter/extension`. */
export interface Fault {
  readonly pointer: string;
  readonly detail: string;
}

/** A refusal or failure of the API in words fit to show. `status` 0 = not reached at all. */
export class ApiError extends Error {
  override name = 'ApiError';
  readonly status: number;
  readonly faults: readonly Fault[];
  constructor(status: number, message: string, faults: readonly Fault[] = []) {
    super(message);
    this.status = status;
    this.faults = faults;
  }
}

export interface Page<T> {
  readonly items: readonly T[];
  readonly cursor: string | null;
}

type Query = Readonly<Record<string, string | number | null>>;

export interface ApiClient {
  readonly get: (path: string, query?: Query, signal?: AbortSignal) => Promise<unknown>;
  /** The answer as it is, for what is no JSON. */
  readonly text: (path: string, query?: Query, signal?: AbortSignal) => Promise<string>;
  /** Sends JSON and reads the answer, null where there is none. A body whose `content-type` is given is text and sent as it is. */
  readonly send: (
    method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    body: unknown,
    signal?: AbortSignal,
    headers?: Readonly<Record<string, string>>,
  ) => Promise<unknown>;
  /** All pages of a list. */
  readonly list: <T>(path: string, query: Query, signal?: AbortSignal) => Promise<readonly T[]>;
  /** Instant of the cloud's clock, without log-in; null when not to be had. */
  readonly serverTime: () => Promise<number | null>;
}

const faultOf = (value: unknown): readonly Fault[] => {
  const fault = asRecord(value);
  return typeof fault?.pointer === 'string' && typeof fault.detail === 'string' ? [{ pointer: fault.pointer, detail: fault.detail }] : [];
};

const errorOf = async (answer: Response): Promise<ApiError> => {
  const problem = asRecord(await answer.json().catch(() => null));
  const words = [problem?.title, problem?.detail].filter((part) => typeof part === 'string' && part !== '');
  const faults = Array.isArray(problem?.errors) ? problem.errors.flatMap(faultOf) : [];
  return new ApiError(answer.status, words.length > 0 ? words.join(': ') : `The service answered ${answer.status}.`, faults);
};

const parsePage = <T>(json: unknown): Page<T> => {
  const record = asRecord(json);
  const items = Array.isArray(json) ? json : record?.items;
  if (!Array.isArray(items)) throw new ApiError(502, 'The service answered with something that is no list.');
  return { items: items as readonly T[], cursor: typeof record?.cursor === 'string' ? record.cursor : null };
};

export const createApiClient = (origin: string, session: Session, fetcher: typeof fetch): ApiClient => {
  const call = async (url: URL, token: string, init: RequestInit): Promise<Response> => {
    try {
      return await fetcher(url, { ...init, headers: { ...init.headers, authorization: `Bearer ${token}`, accept: 'application/json' } });
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

  /** Once more with a renewed token when the first is refused. */
  const ask = async (url: URL, init: RequestInit): Promise<Response> => {
    let answer = await call(url, await tokenFor(), init);
    if (answer.status === 401) answer = await call(url, await tokenFor('always'), init);
    if (answer.status === 401) session.expire();
    if (!answer.ok) throw await errorOf(answer);
    return answer;
  };

  const aborted = (signal: AbortSignal | undefined): RequestInit => (signal === undefined ? {} : { signal });

  const read = (path: string, query: Query, signal: AbortSignal | undefined): Promise<Response> => {
    const url = new URL(`/v1${path}`, origin);
    for (const [name, value] of Object.entries(query)) if (value !== null) url.searchParams.set(name, String(value));
    return ask(url, aborted(signal));
  };
  const get: ApiClient['get'] = async (path, query = {}, signal = undefined) =>
    parseInstants(await (await read(path, query, signal)).json());

  return {
    get,
    text: async (path, query = {}, signal = undefined) => (await read(path, query, signal)).text(),
    send: async (method, path, body, signal, headers = {}) => {
      const text = headers['content-type'] === undefined ? JSON.stringify(body) : String(body);
      const init = { method, body: text, headers: { 'content-type': 'application/json', ...headers }, ...aborted(signal) };
      const answer = await (await ask(new URL(`/v1${path}`, origin), init)).text();
      return answer === '' ? null : parseInstants(JSON.parse(answer));
    },
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
