import type { Field } from '../pbx/model.ts';
import { type ProtocolVersion, versionNumber } from './version.ts';

/** Shape of QU: the printed syntax has 18 tokens, both printed examples have 20. */
export type QueuedForm = 18 | 20;

/** Cuts an event's fields down to (or turns them into) what the protocol version sends. */
export const shapeFields = (code: string, fields: readonly Field[], version: ProtocolVersion, queued: QueuedForm): readonly Field[] => {
  const v = versionNumber(version);
  if (code === 'DE') return v < 700 ? fields.slice(0, 15) : fields;
  if (code === 'QU') return queued === 20 ? [...fields.slice(0, 2), '', 'I', ...fields.slice(2)] : fields;
  if (code === 'SI') return v < 810 ? fields.slice(0, 4) : fields;
  if (code === 'CI') return v < 1020 ? fields.slice(0, 3) : fields;
  return fields;
};
