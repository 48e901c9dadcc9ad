import type { ApiClient } from '../api/client.ts';
import { callBacksQuery } from '../call-backs/call-backs-api.ts';

/** Statuses are of grids; lost calls have none. */
const withoutStatus = ({ agentStatus: _agent, deviceStatus: _device, ...filter }: Readonly<Record<string, unknown>>) => filter;

/** The call-backs of a tile: those of the site's list whose lost calls pass the filters of view and tile. */
export const worklistQuery = (api: ApiClient, site: string, filter: Readonly<Record<string, unknown>> | undefined) =>
  callBacksQuery(api, site, filter === undefined ? null : withoutStatus(filter));
