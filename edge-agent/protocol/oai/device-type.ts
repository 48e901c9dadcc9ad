import type { CallEventOf } from '../../../functions/domain/call-event.ts';

export type DirectoryDevice = CallEventOf<'directoryChanged'>['devices'][number];
export type DirectoryType = DirectoryDevice['type'];

const trunks = new Set(['3', '4', '5', '6', '7', '8', '9', '26', '27', '28', '33']);

/** Our type of a PBX device type; phones of every kind are extensions. */
export const directoryTypeOf = (pbxType: string): DirectoryType => {
  if (pbxType === '2') return 'huntGroup';
  if (pbxType === '12') return 'application';
  if (pbxType === '23') return 'agent';
  return trunks.has(pbxType) ? 'trunk' : 'extension';
};
