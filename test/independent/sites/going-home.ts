import { epochMs } from '../../../functions/domain/ids.ts';
import type { StatusRow } from '../../../functions/domain/segment.ts';

/** An hour after the last row everybody logs off and do not disturb ends, so that what comes later in the same site begins anew. */
export const goingHome = (status: readonly StatusRow[]): StatusRow[] => {
  const open = new Map<string, StatusRow>();
  const end = epochMs(Math.max(0, ...status.map((row) => row.at)) + 3_600_000);
  for (const row of status) {
    if (row.status === 'loggedOn' || row.status === 'loggedOut') {
      const id = `${row.agent} ${row.huntGroup}`;
      if (row.status === 'loggedOn') open.set(id, { ...row, status: 'loggedOut' });
      else open.delete(id);
    } else if (row.kind === 'dnd') {
      const id = `dnd ${row.extension}`;
      if (row.status === 'dndOn') open.set(id, { ...row, status: 'dndOff', dndNumber: null, dndMessage: null, dndText: null });
      else open.delete(id);
    }
  }
  return [...open.values()].map((row) => ({ ...row, statusId: `home-${row.statusId}`, at: end, carriedOver: false }));
};
