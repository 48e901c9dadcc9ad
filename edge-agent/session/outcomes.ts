/** What the PBX's outcome codes mean; only those a session of ours meets are worded. */
const meanings: Readonly<Record<number, string>> = {
  0: 'success',
  1: 'generic error',
  3: 'incompatible with the object',
  7: 'bad called device',
  8: 'bad call id',
  9: 'bad device',
  11: 'bad destination',
  12: 'bad cross-reference',
  14: 'bad state, or the device is not monitored',
  15: 'incompatible state',
  22: 'system resource exhausted',
  24: 'resource busy',
  28: 'monitor limit reached',
  31: 'value out of range',
  33: 'bad agent',
  39: 'bad password',
  41: 'bad invoke id',
  44: 'bad message length',
  45: 'invalid command',
  48: 'controlled by other applications',
  49: 'not the owner',
  50: 'no device monitor',
  51: 'call id has changed',
};

export const outcome = { ok: 0, systemResource: 22, resourceBusy: 24, monitorLimit: 28, invalidCommand: 45 } as const;

export const outcomeText = (code: number | null): string =>
  code === null ? 'no outcome' : `outcome ${code}${meanings[code] === undefined ? '' : ` (${meanings[code]})`}`;
