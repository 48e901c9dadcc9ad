import type { CallEventOf } from '../../domain/call-event.ts';
import type { FoldContext } from './fold-context.ts';
import { publishBeforeNamesChange } from './publish.ts';
import type { ListedDevice } from './state.ts';

const kept = ({ number, node, type, name, members }: ListedDevice): ListedDevice => ({ number, node, type, name, members });

/** A complete list replaces what was known of its own nodes only: other agents of the site list theirs. */
const othersOf = (
  directory: Readonly<Record<string, ListedDevice>>,
  event: CallEventOf<'directoryChanged'>,
): Record<string, ListedDevice> => {
  const nodes = new Set(event.devices.map((device) => device.node ?? event.node).concat(event.node));
  return Object.fromEntries(Object.entries(directory).filter(([, device]) => device.node !== null && !nodes.has(device.node)));
};

/** What the PBX lists of its devices: names and types where the site configuration has none, members of groups, DND messages. */
export const onDirectoryChanged = (fold: FoldContext, event: CallEventOf<'directoryChanged'>): void => {
  publishBeforeNamesChange(fold);
  const directory = event.complete ? othersOf(fold.state.directory, event) : { ...fold.state.directory };
  for (const device of event.devices) directory[device.number] = kept(device);
  for (const number of event.removed) delete directory[number];
  fold.state.directory = directory;
  if (event.dndMessages.length > 0) fold.state.dndMessages = Object.fromEntries(event.dndMessages.map((m) => [m.text, m.number]));
  fold.out.push({ type: 'directory', event });
};
