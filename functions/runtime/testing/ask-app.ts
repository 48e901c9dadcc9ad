import type { createApi } from '../create-api.ts';

export interface AppAnswer<Body> {
  readonly status: number;
  readonly etag: string | null;
  readonly text: string;
  readonly body: Body;
}

/** Asks an application as a person by token. A path without `/` in front is one below `/v1/sites/`; a text is sent as YAML, all else as JSON. */
export const createAskApp =
  <Body>(app: ReturnType<typeof createApi>) =>
  async (who: string, method: string, path: string, body?: unknown, ifMatch?: string): Promise<AppAnswer<Body>> => {
    const answer = await app.request(path.startsWith('/') ? path : `/v1/sites/${path}`, {
      method,
      headers: {
        authorization: `Bearer ${who}`,
        ...(body === undefined ? {} : { 'content-type': typeof body === 'string' ? 'text/yaml' : 'application/json' }),
        ...(ifMatch === undefined ? {} : { 'if-match': ifMatch }),
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await answer.text();
    const isJson = answer.headers.get('content-type')?.includes('json') === true;
    return { status: answer.status, etag: answer.headers.get('etag'), text, body: (isJson ? JSON.parse(text) : {}) as Body };
  };
