import type { GridKind } from '../../domain/board.ts';
import type { SiteConfig } from '../../domain/site-config.ts';
import { createTextMatcher, type Filter, parseFilter } from '../../statistics/filters.ts';
import { rowFields } from './figure-fault.ts';

const deviceTypes = { agents: 'agent', extensions: 'extension', trunks: 'trunk', calls: null } as const;
const nameFields = { agents: 'agentName', extensions: 'extensionName', trunks: null, calls: null } as const;

/**
 * Numbers of the agents, extensions or trunks a grid shows, in the order of the configuration: those that the filter's tests of their own
 * number and name let through. What a filter says of calls picks calls, not rows. Null for calls, which come and go.
 */
export const gridRows = (grid: GridKind, filter: Filter, config: Pick<SiteConfig, 'devices'>): readonly string[] | null => {
  const type = deviceTypes[grid];
  if (type === null) return null;
  const tests = filter.tests.flatMap((test) => {
    if (test.kind !== 'text') return [];
    const of = test.field === rowFields[grid] ? 'number' : test.field === nameFields[grid] ? 'name' : null;
    return of === null ? [] : [{ of, matches: createTextMatcher(test.items) } as const];
  });
  const devices = config.devices.filter((device) => device.type === type);
  return [...new Set(devices.filter((device) => tests.every(({ of, matches }) => matches(device[of]))).map(({ number }) => number))];
};

/** What `,` or `-` in a number would mean to the language of filters is taken from it. */
const literal = (number: string): string => number.replace(/[\\,%_!+-]/g, '\\$&');

/** The filter that picks exactly one row. */
export const rowFilter = (grid: GridKind, number: string): Filter | null => {
  const field = rowFields[grid];
  if (field === null) return null;
  const parsed = parseFilter({ [field]: literal(number) });
  return 'errors' in parsed ? null : parsed.filter;
};
