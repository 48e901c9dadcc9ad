import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useServices } from '../app/services.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { othersWords } from './core/others-schedule.ts';
import type { Schedule } from './core/types.ts';
import { deleteSchedule, schedulesKey, setupQuery } from './schedules-api.ts';

export const DeleteScheduleDialog = ({
  site,
  schedule,
  deleted,
  close,
}: {
  readonly site: string;
  readonly schedule: Schedule;
  readonly deleted: () => void;
  readonly close: () => void;
}) => {
  const { api } = useServices();
  const queries = useQueryClient();
  const { data: setup } = useQuery(setupQuery(api, site));
  const others = othersWords(schedule, setup?.limit ?? null);
  return (
    <ConfirmDialog
      title={`Delete ${schedule.name}?`}
      button="Delete"
      act={async () => {
        await deleteSchedule(api, site, schedule);
        deleted();
        await queries.invalidateQueries({ queryKey: schedulesKey(site) });
      }}
      close={close}
    >
      {others === null ? null : <p className="strong">{others}</p>}
      <p>It does not run any more. The history of its runs stays, with their files as long as those are kept.</p>
    </ConfirmDialog>
  );
};
