import { describe, expect, test } from 'vitest';
import { type CallEventOf, callEventSchema } from '../../domain/call-event.ts';
import { siteConfigSchema } from '../../domain/site-config.ts';
import { firstImportFlags } from './first-import-flags.ts';
import { importDirectory } from './import-directory.ts';

const device = (overrides: object) => ({
  number: '1',
  node: null,
  type: 'extension',
  name: '',
  description: '',
  pbxType: null,
  groupType: null,
  members: [],
  ...overrides,
});
const event = (devices: readonly object[], overrides: object = {}): CallEventOf<'directoryChanged'> => {
  const parsed = callEventSchema.parse({
    kind: 'directoryChanged',
    v: 1,
    link: 'link-1',
    seq: 1,
    at: 0,
    node: '1',
    resync: null,
    copyOf: null,
    complete: true,
    devices: devices.map(device),
    removed: [],
    dndMessages: [],
    change: null,
    ...overrides,
  });
  if (parsed.kind !== 'directoryChanged') throw new Error('fixture');
  return parsed;
};
const config = (devices: readonly object[]) => siteConfigSchema.parse({ id: 'harbour', devices });

describe('flags of the first import', () => {
  const flags = (overrides: object) => {
    const [first] = event([overrides]).devices;
    if (first === undefined) throw new Error('fixture');
    const { notAnswering, notRung, resetsTimers, personal } = firstImportFlags(first);
    return { notAnswering, notRung, resetsTimers, personal };
  };
  const none = { notAnswering: false, notRung: false, resetsTimers: false, personal: false };
  const both = { ...none, notAnswering: true, notRung: true };
  test.each([
    [{ type: 'application', description: 'CRA Sales' }, both],
    [{ type: 'application', description: 'Call Routing Announcement' }, both],
    [{ type: 'application', name: 'Main auto attendant' }, both],
    [{ type: 'application', description: 'AutoAttendant' }, both],
    [{ type: 'application', description: 'STAR weekend' }, both],
    [{ type: 'application', description: 'Starters' }, none],
    [{ type: 'application', description: 'Voice Mail' }, none],
    [{ type: 'application', description: 'Record-A-Call' }, none],
    [
      { type: 'huntGroup', name: 'Sales' },
      { ...none, resetsTimers: true },
    ],
    [
      { type: 'huntGroup', groupType: '3' },
      { ...none, resetsTimers: true, personal: true },
    ],
    [{ type: 'extension', description: 'CRA office' }, none],
    [{ type: 'trunk' }, none],
    [{ type: 'agent' }, none],
  ])('%j', (overrides, expected) => {
    expect(flags(overrides)).toEqual(expected);
  });
});

describe('importing a directory', () => {
  test('adds what is new with its flags, the description standing in for a missing name', () => {
    const result = importDirectory(
      config([]),
      event([
        { number: '2100', type: 'huntGroup', name: 'Sales', node: '1' },
        { number: '2523', type: 'application', description: 'CRA Sales' },
      ]),
    );
    expect(result.added).toEqual(['2100', '2523']);
    expect(result.config.devices).toEqual([
      {
        number: '2100',
        type: 'huntGroup',
        name: 'Sales',
        node: '1',
        notAnswering: false,
        notRung: false,
        resetsTimers: true,
        personal: false,
        businessUnit: null,
      },
      {
        number: '2523',
        type: 'application',
        name: 'CRA Sales',
        node: null,
        notAnswering: true,
        notRung: true,
        resetsTimers: false,
        personal: false,
        businessUnit: null,
      },
    ]);
  });

  test('renames, but keeps the flags that people set', () => {
    const before = config([{ number: '2100', type: 'huntGroup', name: 'Sale', resetsTimers: false, notRung: true }]);
    const result = importDirectory(before, event([{ number: '2100', type: 'huntGroup', name: 'Sales' }]));
    expect(result.renamed).toEqual(['2100']);
    expect(result.config.devices).toMatchObject([{ number: '2100', name: 'Sales', resetsTimers: false, notRung: true }]);
  });

  test('never deletes: what the PBX no longer names is reported', () => {
    const before = config([
      { number: '1001', type: 'extension', name: 'Anna' },
      { number: '0123', type: 'ddi' },
    ]);
    const result = importDirectory(before, event([{ number: '1002', name: 'Ben' }], { removed: ['1001'] }));
    expect(result.config.devices.map((one) => one.number)).toEqual(['1001', '0123', '1002']);
    expect(result.missing).toEqual(['1001']);
  });

  test('a partial list reports nothing as missing', () => {
    expect(importDirectory(config([{ number: '1001', type: 'extension' }]), event([], { complete: false })).missing).toEqual([]);
  });

  test('the same list again changes nothing, not even the object', () => {
    const list = event([
      { number: '1001', name: 'Anna' },
      { number: '1001', type: 'agent', name: 'Anna (agent)' },
    ]);
    const once = importDirectory(config([]), list).config;
    expect(once.devices).toHaveLength(2);
    expect(importDirectory(once, list).config).toBe(once);
  });

  test('an empty name of the PBX does not wipe a given one', () => {
    const before = config([{ number: '1001', type: 'extension', name: 'Anna' }]);
    expect(importDirectory(before, event([{ number: '1001' }])).config).toBe(before);
  });

  test('keeps devices of the same number at two nodes apart', () => {
    const before = config([
      { number: '1001', type: 'extension', name: 'Leeds', node: '1' },
      { number: '1001', type: 'extension', name: 'York', node: '2' },
    ]);
    const listed = (node: string | null, name: string) => ({ number: '1001', type: 'extension' as const, name, node });
    const result = importDirectory(before, event([listed('2', 'York 2'), listed('1', 'Leeds'), listed('3', 'Ripon')]));
    expect(result.config.devices.map(({ node, name }) => `${node} ${name}`)).toEqual(['1 Leeds', '2 York 2', '3 Ripon']);
  });

  test('a device entered without its node gets it, and is no second one', () => {
    const before = config([{ number: '1001', type: 'extension', name: 'Desk', notRung: true }]);
    const result = importDirectory(before, event([{ number: '1001', type: 'extension', name: 'Desk', node: '1' }]));
    expect(result.config.devices).toMatchObject([{ node: '1', notRung: true }]);
    expect(result.added).toEqual([]);
  });
});
