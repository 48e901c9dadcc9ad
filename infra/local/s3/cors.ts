import type { IncomingMessage, ServerResponse } from 'node:http';

const methods = 'GET, HEAD, PUT';
const exposed = 'etag, content-length, content-range';

/**
 * What a bucket's CORS rules do: tells the browser that pages of one origin may use what they have a signed address for.
 * @returns true when the request was the browser's question, which is answered then
 */
export const createCors =
  (webOrigin: string | undefined) =>
  (req: IncomingMessage, res: ServerResponse): boolean => {
    const { origin } = req.headers;
    if (origin === undefined) return false;
    const isOurs = webOrigin !== undefined && origin === webOrigin;
    res.setHeader('vary', 'Origin');
    if (isOurs) {
      res.setHeader('access-control-allow-origin', origin);
      res.setHeader('access-control-expose-headers', exposed);
    }
    if (req.method !== 'OPTIONS') return false;
    if (!isOurs) {
      res.writeHead(403).end();
      return true;
    }
    res
      .writeHead(200, {
        'access-control-allow-methods': methods,
        'access-control-allow-headers': 'content-type, if-none-match, x-amz-tagging, range',
        'access-control-max-age': '3600',
      })
      .end();
    return true;
  };
