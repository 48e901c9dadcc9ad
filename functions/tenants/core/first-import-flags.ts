import type { CallEventOf } from '../../domain/call-event.ts';
import type { ConfiguredDevice } from '../../domain/site-config.ts';

export type PbxDevice = CallEventOf<'directoryChanged'>['devices'][number];
type Flags = Pick<ConfiguredDevice, 'notAnswering' | 'notRung' | 'resetsTimers' | 'personal'>;

const none: Flags = { notAnswering: false, notRung: false, resetsTimers: false, personal: false };
/**
 * The PBX lists call routing announcements, STAR and auto attendant applications without saying which is which; their descriptions do.
 * An inference, and only of the first import: what people set later is kept.
 */
const announcement = /\b(?:cra|star)\b|call[ -]?routing|auto[ -]?attendant/i;
const voicemail = /voice[ -]?mail|\bvm\b/i;
const personalRouter = /^(?:3|personal)/i;

/** Flags a device gets when it is first imported (L13167 announcements, L13185 hunt groups; voicemail gets none). */
export const firstImportFlags = (device: PbxDevice): Flags => {
  const words = `${device.description} ${device.name} ${device.pbxType ?? ''}`;
  switch (device.type) {
    case 'huntGroup':
      return { ...none, resetsTimers: true, personal: personalRouter.test(device.groupType ?? '') };
    case 'application':
      return announcement.test(words) && !(voicemail.test(words) && !/attendant/i.test(words))
        ? { ...none, notAnswering: true, notRung: true }
        : none;
    case 'extension':
    case 'trunk':
    case 'agent':
      return none;
  }
};
