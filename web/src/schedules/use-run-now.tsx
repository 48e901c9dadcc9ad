import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useServices } from '../app/services.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { othersWords, receiverWords } from './core/others-schedule.ts';
import type { Schedule } from './core/types.ts';
import { setupQuery } from './schedules-api.ts';

/**
 * Runs a schedule now. Who is limited to business units is asked before one of somebody else goes out: it brings calls that this person does not see, and
 * its mail leaves at once. @returns what to call, and the dialog to show
 */
export const useRunNow = (
  site: string,
  run: (schedule: Schedule) => Promise<void>,
): { readonly ask: (schedule: Schedule) => void; readonly dialog: ReactNode } => {
  const { api } = useServices();
  const { data: setup } = useQuery(setupQuery(api, site));
  const [asking, setAsking] = useState<Schedule | null>(null);
  // While it is not known who looks, it is asked.
  const ask = (schedule: Schedule): void => {
    if (schedule.mine || setup?.limit === null) void run(schedule);
    else setAsking(schedule);
  };
  const dialog =
    asking === null ? null : (
      <ConfirmDialog title={`Run ${asking.name} now?`} button="Run now" act={() => run(asking)} close={() => setAsking(null)}>
        <p>
          {othersWords(asking, setup?.limit ?? null)} What comes of it goes out at once: {receiverWords(asking)}.
        </p>
      </ConfirmDialog>
    );
  return { ask, dialog };
};
