import type { CallEventOf } from '../../domain/call-event.ts';
import type { FoldContext } from './fold-context.ts';

/** What the PBX lists of its devices: names and types where the site configuration has none, members of groups, DND messages. */
export const onDirectoryChanged = (fold: FoldContext, event: CallEventOf<'directoryChanged'>): void => {
  const directory = event.complete ? {} : { ...fold.state.directory };
  for (const device of event.devices) directory[device.number] = device;
  for (const number of event.removed) delete directory[number];
  fold.state.directory = directory;
  if (event.dndMessages.length > 0) fold.state.dndMessages = Object.fromEntries(event.dndMessages.map((m) => [m.text, m.number]));
  fold.out.push({ type: 'directory', event });
};
