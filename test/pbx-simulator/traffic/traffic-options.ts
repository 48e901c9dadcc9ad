export interface TrafficOptions {
  /** All calls: inbound, outbound and internal, averaged over the working day. */
  readonly callsPerHour: number;
  /** `office` follows a working day (08:00-18:00 local); `flat` is the same at any hour, for demonstrations. */
  readonly day: 'office' | 'flat';
  /** Calls that begin within the first seconds. */
  readonly warmStart: number;
  /** Stop making calls after so many; null = never. */
  readonly maxCalls: number | null;
}

export const defaultTraffic: TrafficOptions = { callsPerHour: 300, day: 'flat', warmStart: 0, maxCalls: null };

/** How likely people do what. Shares of one. */
export const habits = {
  inbound: 0.7,
  outbound: 0.19,
  agentMissesCall: 0.04,
  otherMissesCall: 0.16,
  pickup: 0.02,
  hold: 0.12,
  announcedTransfer: 0.07,
  blindTransfer: 0.03,
  conference: 0.008,
  accountCode: 0.05,
  outsideAnswers: 0.78,
  outsideBusy: 0.06,
  stationEndsCall: 0.4,
  choosesExtension: 0.5,
} as const;

/** Share of the working day's average, by local hour. */
const officeHours = [0, 0, 0, 0, 0, 0, 0.05, 0.25, 0.9, 1.4, 1.5, 1.2, 0.8, 0.75, 1.1, 1.25, 1.1, 0.7, 0.3, 0.15, 0.05, 0, 0, 0];
export const peakOfficeFactor = 1.5;

const hourFormat = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', hour: '2-digit', hourCycle: 'h23' });

/** Local hour, remembered for the hour asked last. */
export const createLocalHour = (): ((at: number) => number) => {
  let known = -1;
  let hour = 0;
  return (at) => {
    const slot = Math.floor(at / 3_600_000);
    if (slot !== known) {
      known = slot;
      hour = Number(hourFormat.format(at));
    }
    return hour;
  };
};

export const officeFactor = (hour: number): number => officeHours[hour] ?? 0;
