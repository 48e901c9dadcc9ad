import { isJson, listOf } from './aws-wire/json.ts';

const everyMs = 150;

/** Waits until the live state of a site shows a PBX link that is up: then agent, stream, engine and projection all work. */
export const waitForLink = async (params: {
  readonly api: string;
  readonly site: string;
  readonly token: string;
  readonly timeoutMs: number;
  readonly stopped: () => boolean;
}): Promise<boolean> => {
  const until = Date.now() + params.timeoutMs;
  while (Date.now() < until && !params.stopped()) {
    const answer = await fetch(`${params.api}/v1/sites/${params.site}/live`, { headers: { authorization: `Bearer ${params.token}` } });
    const live: unknown = answer.ok ? await answer.json() : null;
    if (!answer.ok) await answer.body?.cancel();
    if (isJson(live) && listOf(live, 'links').some((link) => isJson(link) && link.state === 'up')) return true;
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
  return false;
};
