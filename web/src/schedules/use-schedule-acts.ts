import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiError } from '../api/client.ts';
import { useServices } from '../app/services.ts';
import type { Schedule } from './core/types.ts';
import { contentOfSchedule, runSchedule, saveSchedule, schedulesKey } from './schedules-api.ts';

/** What is done to a schedule as a whole: run it now, switch it on or off. Says what happened. */
export const useScheduleActs = (site: string, tell: (words: string) => void) => {
  const { api } = useServices();
  const queries = useQueryClient();
  const [busy, setBusy] = useState<string | null>(null);
  const act = async (schedule: Schedule, work: () => Promise<string>): Promise<void> => {
    if (busy !== null) return;
    setBusy(schedule.id);
    try {
      tell(await work());
    } catch (reason) {
      tell(
        reason instanceof ApiError && reason.status === 412
          ? `${schedule.name} was changed by somebody else meanwhile: look at it again.`
          : `Not done: ${reason instanceof Error ? reason.message : String(reason)}`,
      );
    } finally {
      await queries.invalidateQueries({ queryKey: schedulesKey(site) });
      setBusy(null);
    }
  };
  return {
    /** Id of the one that something is done to. */
    busy,
    runNow: (schedule: Schedule): Promise<void> =>
      act(schedule, async () => {
        await runSchedule(api, site, schedule.id, crypto.randomUUID());
        return `${schedule.name} runs now; its history says how far it is.`;
      }),
    switchTo: (schedule: Schedule, enabled: boolean): Promise<void> =>
      act(schedule, async () => {
        await saveSchedule(api, site, { ...contentOfSchedule(schedule), enabled }, schedule);
        return `${schedule.name} is switched ${enabled ? 'on' : 'off'}.`;
      }),
  };
};
