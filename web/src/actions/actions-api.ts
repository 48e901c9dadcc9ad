import { queryOptions } from '@tanstack/react-query';
import { type ApiClient, ApiError } from '../api/client.ts';
import type { ActionAnswer, ActionsOffered, SupervisorAction } from './core/types.ts';

export const offeredQuery = (api: ApiClient, site: string) =>
  queryOptions({
    queryKey: ['actions offered', site],
    queryFn: async ({ signal }) => (await api.get(`/sites/${site}/actions/offered`, {}, signal)) as ActionsOffered,
    staleTime: 5_000,
    retry: false,
  });

const retriesMs = [500, 1_500, 3_000];
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Refusals before the PBX was asked: nothing has happened. Anything else may have reached it. */
const isRefusal = (error: unknown): error is ApiError =>
  error instanceof ApiError && error.status >= 400 && error.status < 500 && error.status !== 408 && error.status !== 429;

/**
 * Sends an action and waits for its answer. The id makes it safe to send again when the answer got lost: the PBX is asked once. What stays
 * unanswered after that is `unknown`.
 * @throws ApiError where it was refused before the PBX was asked.
 */
export const sendAction = async (api: ApiClient, site: string, id: string, action: SupervisorAction): Promise<ActionAnswer> => {
  for (const wait of [...retriesMs, null]) {
    try {
      return (await api.send('POST', `/sites/${site}/actions`, { id, action })) as ActionAnswer;
    } catch (error) {
      if (isRefusal(error)) throw error;
      if (wait === null) break;
      await pause(wait);
    }
  }
  return { id, state: 'unknown', words: 'Trunkline did not answer.', outcome: null, answeredAt: null };
};
