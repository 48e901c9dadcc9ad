import type { TestSite } from './world.ts';

const picture = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

/** Ids of what boards of a site show from outside the telephone system. */
export interface BoardThings {
  readonly variable: string;
  readonly source: string;
  readonly media: string;
}

/** A global variable, an external data source and a picture, all of which name their site. */
export const addBoardThings = async (api: string, token: string, site: TestSite): Promise<BoardThings> => {
  const send = async (path: string, body: unknown): Promise<Record<string, unknown>> => {
    const answer = await fetch(`${api}/v1/sites/${site}/${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`POST ${path} of ${site} answers ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as Record<string, unknown>;
  };
  const variable = await send('variables', { name: `variable of ${site}`, value: `value of ${site}` });
  const source = await send('external-data', {
    name: `source of ${site}`,
    // Not asked, as it is not public: nothing leaves this machine.
    url: 'https://127.0.0.1/',
    format: 'json',
    everySeconds: 86_400,
    header: { name: 'x-key', value: `secret of ${site}` },
    fields: [{ name: 'field', selector: '$.n' }],
  });
  const file = { name: `picture of ${site}`, contentType: 'image/png', bytes: picture.length };
  const { media, upload } = (await send('media', file)) as { media: string; upload: { url: string; headers: Record<string, string> } };
  const sent = await fetch(upload.url, { method: 'PUT', headers: upload.headers, body: picture });
  if (!sent.ok) throw new Error(`the upload of ${site} answers ${sent.status}`);
  await send(`media/${media}/uploaded`, {});
  return { variable: String(variable.id), source: String(source.id), media };
};
