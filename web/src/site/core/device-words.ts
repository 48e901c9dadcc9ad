import type { DeviceType } from './types.ts';

export const deviceTypeWords: Readonly<Record<DeviceType, string>> = {
  extension: 'Extension',
  huntGroup: 'Hunt group',
  trunk: 'Trunk',
  agent: 'Agent',
  application: 'Application',
  ddi: 'DDI',
};
export const deviceTypes = Object.keys(deviceTypeWords) as readonly DeviceType[];
export const isDeviceType = (value: unknown): value is DeviceType => typeof value === 'string' && value in deviceTypeWords;

export const flagNames = ['notAnswering', 'notRung', 'resetsTimers', 'personal'] as const;
export type FlagName = (typeof flagNames)[number];

interface FlagWords {
  readonly name: string;
  readonly help: string;
  /** Types it can be set for; others show it only when it is set. */
  readonly types: readonly DeviceType[];
}

export const flagWords: Readonly<Record<FlagName, FlagWords>> = {
  notAnswering: {
    name: 'Not answering',
    help: 'When this device picks up, the call still counts as ringing. For announcements and routing applications.',
    types: ['extension', 'huntGroup', 'application', 'agent'],
  },
  notRung: {
    name: 'Not having rung',
    help: 'A call here never rang here: the time at this device is in no total.',
    types: ['extension', 'huntGroup', 'application', 'agent'],
  },
  resetsTimers: {
    name: 'Resets timers',
    help: 'Waiting time starts again at zero when a call rings this hunt group; what the caller heard before does not count.',
    types: ['huntGroup'],
  },
  personal: {
    name: 'Personal router',
    help: 'This hunt group rings one person at several phones. Unanswered, the call is lost once, not once for each phone.',
    types: ['huntGroup'],
  },
};

export const flagsOf = (device: Readonly<Record<FlagName, boolean>>): readonly string[] =>
  flagNames.filter((flag) => device[flag]).map((flag) => flagWords[flag].name);
