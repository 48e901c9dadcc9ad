import type { Configuration } from './types.ts';

const flags = { notAnswering: false, notRung: false, resetsTimers: false, personal: false };

/** A small site to test with. */
export const sampleConfiguration: Configuration = {
  id: 'harbour',
  name: 'Harbour',
  timeZone: 'Europe/London',
  country: 'GB',
  resetTime: '02:00',
  nodes: [],
  devices: [{ number: '1001', type: 'extension', name: 'Alice', node: null, ...flags, businessUnit: 'desk' }],
  users: [
    {
      id: 'alice',
      name: 'Alice Marsh',
      extensions: [{ number: '1001', from: null, to: null }],
      agents: [],
      businessUnit: 'desk',
      deletedAt: null,
    },
    { id: 'bob', name: 'Bob', extensions: [], agents: [], businessUnit: 'desk', deletedAt: 0 },
  ],
  businessUnits: [
    { id: 'desk', name: 'Front desk', parent: 'house' },
    { id: 'house', name: 'House', parent: null },
  ],
  speedDials: [],
  contacts: [],
  dialPlan: { ddiPrefix: '', outboundPrefixes: ['9'], outsideLine: '9', maxExtensionLength: 4, localAreaCodes: [], serviceCodes: [] },
  settings: {
    shortCallSeconds: 20,
    resetTimersOncePerCall: true,
    ignoreAbandoned: false,
    abandonedSeconds: 5,
    serviceLevelSeconds: 10,
    callRatePeriodMinutes: 30,
    ringCategories: [5, 15, 30, 60, 120, 240],
    returnWindowDays: 7,
    serviceLevelFormula: 'F3',
    serviceLevelChanges: [],
    callBackDueMinutes: 60,
    tagFieldNames: [],
    accountCodes: [{ code: '4711', description: 'Weddings' }],
  },
};
