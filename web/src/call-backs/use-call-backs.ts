import { type UseQueryResult, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useServices } from '../app/services.ts';
import { callBacksKey, callBacksQuery } from './call-backs-api.ts';
import type { CallBackList } from './core/types.ts';

/** The list, asked for again when somebody changes it and every quarter of a minute. Notices must be wanted by the page. */
export const useCallBacks = (site: string, enabled: boolean): UseQueryResult<CallBackList> => {
  const { api, socket } = useServices();
  const queries = useQueryClient();
  useEffect(
    () =>
      socket.onNotice((notice) => {
        if (notice === null || notice.kind === 'callBacks') void queries.invalidateQueries({ queryKey: callBacksKey(site) });
      }),
    [socket, queries, site],
  );
  return useQuery({ ...callBacksQuery(api, site), enabled });
};
