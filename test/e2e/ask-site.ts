import { type ReadyLine, userOf } from './start-stack.ts';

/** Asks the API about a site as somebody of a role. @param path below the site's, with `/` in front */
export const askSite = (stack: ReadyLine, site: string, role: string, method: string, path: string, body?: unknown): Promise<Response> =>
  fetch(`${stack.api}/v1/sites/${site}${path}`, {
    method,
    headers: { authorization: `Bearer ${userOf(stack, role).token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
