import type { Alarm } from '../../../../functions/domain/board.ts';

/** Changes with one `merge`, one after the other, are one step to undo; null = a step of its own. */
export type ChangeAlarm = (alarm: Alarm, merge: string | null) => void;
