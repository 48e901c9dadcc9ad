import type { ApiClient } from '../api/client.ts';
import { asRecord } from '../api/instants.ts';
import { parseFiguresBody } from './core/server-message.ts';
import type { LiveSocketDeps } from './live-socket.ts';

/** Asks for the figures of a view. A refusal is no event: the socket says what is wrong, and the next silence asks again. */
export const createReadFigures =
  (api: Pick<ApiClient, 'get'>): LiveSocketDeps['readFigures'] =>
  async (site, { board, view }) => {
    const answer = await api.get(`/sites/${site}/boards/${board}/views/${view}/figures`).catch(() => null);
    const body = parseFiguresBody(answer);
    const seq = asRecord(answer)?.seq;
    return body !== null && typeof seq === 'number' ? { seq, body } : null;
  };
