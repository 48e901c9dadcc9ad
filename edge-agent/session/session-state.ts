import type { CallEventOf } from '../../functions/domain/call-event.ts';

export type OaiSessionState = Extract<
  CallEventOf<'linkState'>['state'],
  'connecting' | 'loggingIn' | 'startingUp' | 'up' | 'wrongPasswordOrNotLicensed' | 'portsFull' | 'eventsNotLicensed' | 'lost' | 'stopped'
>;

export interface OaiSessionStatus {
  readonly state: OaiSessionState;
  /** Instant of the change. */
  readonly since: number;
  readonly detail: string | null;
}

/** RS tells what is licensed: 1 events, 2 call control, 3 both. Null = a system too old to say. */
export const callControlLicensed = (premium: number | null): boolean | null => (premium === null ? null : premium === 2 || premium === 3);

/** Systems too old to say have both. */
export const eventsLicensed = (premium: number | null): boolean => premium === null || premium === 1 || premium === 3;
