import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiError } from '../api/client.ts';
import { useServices } from '../app/services.ts';
import { callBacksKey, giveBack, takeCallBack } from './call-backs-api.ts';
import { formatWhen } from './core/call-back-words.ts';
import type { CallBack, CallBackList } from './core/types.ts';

export const callerOf = ({ name, number }: Pick<CallBack, 'name' | 'number'>): string => (name === null ? number : `${name}, ${number}`);

/** Taking and giving back: says what happened, and who was faster. */
export const useTaking = (site: string, zone: string, tell: (words: string) => void) => {
  const { api, clock } = useServices();
  const queries = useQueryClient();
  const [busy, setBusy] = useState<string | null>(null);

  const put = (changed: CallBack): void =>
    void queries.setQueriesData({ queryKey: callBacksKey(site) }, (list: CallBackList | undefined) =>
      list === undefined ? list : { ...list, items: list.items.map((item) => (item.id === changed.id ? changed : item)) },
    );
  /** Why it was refused, from what is on the list by now. */
  const explain = async (item: CallBack, reason: unknown): Promise<void> => {
    await queries.invalidateQueries({ queryKey: callBacksKey(site) });
    const now = queries
      .getQueriesData<CallBackList>({ queryKey: callBacksKey(site) })
      .flatMap(([, list]) => list?.items ?? [])
      .find(({ id }) => id === item.id);
    const caller = callerOf(item);
    if (reason instanceof ApiError && reason.status === 404) tell(`${caller} is off the list: somebody talked to them meanwhile.`);
    else if (reason instanceof ApiError && reason.status === 409 && now?.claimedBy != null && now.claimedAt !== null)
      tell(`Not taken: ${now.claimedBy.name} was faster and has ${caller} since ${formatWhen(zone, now.claimedAt, clock.now())}.`);
    else tell(`Not done: ${reason instanceof Error ? reason.message : String(reason)}`);
  };
  const run = async (item: CallBack, act: () => Promise<CallBack>, done: (changed: CallBack) => string): Promise<void> => {
    if (busy !== null) return;
    setBusy(item.id);
    try {
      const changed = await act();
      put(changed);
      tell(done(changed));
    } catch (reason) {
      await explain(item, reason);
    } finally {
      setBusy(null);
    }
  };
  return {
    /** Id of what is being changed. */
    busy,
    put,
    take: (item: CallBack): Promise<void> =>
      run(
        item,
        () => takeCallBack(api, site, item.id),
        ({ claimLapsesAt }) =>
          `You call ${callerOf(item)} back. Nobody else can take it${
            claimLapsesAt === null ? '' : ` until ${formatWhen(zone, claimLapsesAt, clock.now())}, or longer once you have tried`
          }.`,
      ),
    giveBack: (item: CallBack): Promise<void> =>
      run(
        item,
        () => giveBack(api, site, item.id),
        () => `${callerOf(item)} is free again: somebody else can take it.`,
      ),
  };
};
export type Taking = ReturnType<typeof useTaking>;
