import {
  type ListPage,
  parseDeviceInfo,
  parseHuntGroupMembers,
  parseListPage,
  parseMonitorStarted,
  parseMonitorsPage,
  parseOldListPage,
} from './confirmations.ts';
import type { Directory, DirectoryChange } from './directory.ts';
import type { OaiConfirmation } from './line.ts';
import type { SentCommands } from './sent-commands.ts';

export type Absorbed =
  | { readonly type: 'directory'; readonly change: DirectoryChange | null }
  | { readonly type: 'resync'; readonly scope: string | null }
  | { readonly type: 'damaged' };

/** Affected node of a list command: `2:`; 0, blank or an extension mean none. */
const nodeAsked = (affected: string | undefined): string | null => {
  const node = /^(\d+):$/.exec(affected ?? '')?.[1];
  return node === undefined || Number(node) === 0 ? null : String(Number(node));
};

/** Takes over what an answer of the PBX says; null when it says nothing that is kept. */
export const absorbConfirmation = (
  line: OaiConfirmation,
  sent: SentCommands,
  directory: Directory,
  monitors: Map<string, string>,
): Absorbed | null => {
  if (line.outcome !== 0) return null;
  const asked = sent.fieldsOf(line.command, line.invokeId);
  const listed = (page: ListPage | null): Absorbed =>
    page === null ? { type: 'damaged' } : { type: 'directory', change: directory.page(page, nodeAsked(asked[0])) };
  switch (line.command) {
    case '_MS': {
      for (const { xref, device } of parseMonitorStarted(line.fields, asked[0] ?? '').monitors) monitors.set(xref, device);
      // Types 5 and 6 bring a resync with the monitor.
      const scope = asked[0] ?? '';
      return asked[1] === '5' || asked[1] === '6' ? { type: 'resync', scope: scope === '' ? null : scope } : null;
    }
    case '_MA':
      for (const { xref, device } of parseMonitorsPage(line.fields).monitors) monitors.set(xref, device);
      return null;
    case '_MP':
      if ((asked[0] ?? '') === '') monitors.clear();
      else monitors.delete(asked[0] ?? '');
      return null;
    case '_QX':
      return listed(parseListPage(line.fields));
    case '_QL':
      return listed(parseOldListPage(line.fields));
    case '_QH':
      return asked[0] === undefined ? null : { type: 'directory', change: directory.members(asked[0], parseHuntGroupMembers(line.fields)) };
    case '_QI': {
      const info = parseDeviceInfo(line.fields);
      return info === null ? { type: 'damaged' } : { type: 'directory', change: directory.info(info) };
    }
    case '_RR': {
      const said = line.fields[0] ?? '';
      const scope = said === '' ? (asked[0] ?? '') : said;
      return { type: 'resync', scope: scope === '' ? null : scope };
    }
    default:
      return null;
  }
};
