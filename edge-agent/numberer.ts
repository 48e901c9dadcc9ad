import type { UnnumberedEvent } from '../functions/domain/call-event.ts';
import type { SequenceNo } from '../functions/domain/ids.ts';
import type { Spool } from './spool/spool.ts';

/** An event of a session; `copyOfIndex` counts the events of that session from 0. */
export interface SessionEvent {
  readonly event: UnnumberedEvent;
  readonly copyOfIndex: number | null;
}

/** Far more events than come within the 2 s in which a copy can follow its first one. */
const remembered = 16_384;

/**
 * Gives the events of one session their numbers in the spool. A copy whose first one was refused goes on as an event in its own right,
 * as nothing else tells what it says.
 */
export const createNumberer = (spool: Pick<Spool, 'append'>): ((event: SessionEvent) => void) => {
  const numbers = new Map<number, SequenceNo | null>();
  let index = 0;
  return ({ event, copyOfIndex }) => {
    const copyOf = copyOfIndex === null ? null : (numbers.get(copyOfIndex) ?? null);
    numbers.set(index, spool.append(event, copyOf));
    numbers.delete(index - remembered);
    index += 1;
  };
};
