import { callEventSchema, type UnnumberedEvent } from '../../../functions/domain/call-event.ts';
import type { OaiEventLine } from './line.ts';
import { type Parsed, reject } from './line-context.ts';

/** No id, number or node the event schema bounds may be longer; only names and texts are. */
const ordinaryChars = 32;

/** Damage can run fields together into what no call, device or node is called: such a line is unrecognised, not an event nobody takes. */
export const withinBounds = (line: OaiEventLine, event: UnnumberedEvent): Parsed<UnnumberedEvent> => {
  if (!line.f.some((field) => field.length > ordinaryChars)) return event;
  const checked = callEventSchema.safeParse({ ...event, link: 'any', seq: 1, copyOf: null });
  return checked.success ? event : reject(line, `${checked.error.issues[0]?.path.join('.') ?? 'a field'} is longer than it can be`);
};
