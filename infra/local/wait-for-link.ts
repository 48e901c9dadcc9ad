import { isJson, listOf } from './aws-wire/json.ts';

const everyMs = 150;

/**
 * Waits until the live state of a site shows a PBX link that came up after `since`: then agent, stream, engine and projection all
 * work. A link that was up before says nothing: nobody may have lived to report its end.
 */
export const waitForLink = async (params: {
  readonly api: string;
  readonly site: string;
  readonly token: string;
  /** Epoch ms. */
  readonly since: number;
  readonly timeoutMs: number;
  readonly stopped: () => boolean;
}): Promise<boolean> => {
  const until = Date.now() + params.timeoutMs;
  while (Date.now() < until && !params.stopped()) {
    const answer = await fetch(`${params.api}/v1/sites/${params.site}/live`, { headers: { authorization: `Bearer ${params.token}` } });
    const live: unknown = answer.ok ? await answer.json() : null;
    if (!answer.ok) await answer.body?.cancel();
    if (
      isJson(live) &&
      listOf(live, 'links').some((link) => isJson(link) && link.state === 'up' && Date.parse(String(link.since)) >= params.since)
    )
      return true;
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
  return false;
};
