import { describe, expect, test } from 'vitest';
import { siteConfigSchema } from '../../domain/site-config.ts';
import { applyEdits } from './apply-edits.ts';
import { diffConfig } from './config-diff.ts';
import { configEditSchema } from './config-edits.ts';
import { sampleConfig } from './testing/sample-config.ts';

const now = '2026-03-10T12:00:00.000Z';
const edit = (...edits: readonly object[]) => applyEdits(sampleConfig(), configEditSchema.array().parse(edits), now);
const changed = (...edits: readonly object[]) => {
  const { config, faults } = edit(...edits);
  expect(faults).toEqual([]);
  expect(siteConfigSchema.parse(config)).toEqual(config);
  return diffConfig(sampleConfig(), config);
};
const refused = (...edits: readonly object[]) => edit(...edits).faults.map(({ index, detail }) => `${index}: ${detail}`);

describe('devices', () => {
  test('get flags, names and units one by one', () => {
    expect(changed({ edit: 'changeDevice', type: 'huntGroup', number: '2000', set: { resetsTimers: false, businessUnit: null } })).toEqual([
      { path: '/devices/huntGroup 2000/resetsTimers', before: true, after: false },
      { path: '/devices/huntGroup 2000/businessUnit', before: 'sales', after: null },
    ]);
  });
  test('are added by hand, as DDI numbers must be, and removed', () => {
    const ddi = { number: '01632960100', type: 'ddi', name: 'Main number' };
    expect(changed({ edit: 'addDevice', ...ddi })).toMatchObject([{ path: '/devices/ddi 01632960100', before: null, after: ddi }]);
    expect(changed({ edit: 'removeDevice', type: 'extension', number: '1002' })).toMatchObject([
      { path: '/devices/extension 1002', after: null },
    ]);
  });
  test('that are not there cannot be changed', () => {
    expect(refused({ edit: 'changeDevice', type: 'trunk', number: '1001', set: {} })).toEqual(['0: There is no device trunk 1001.']);
  });
  test('of several nodes must be named with the node', () => {
    const two = sampleConfig({
      devices: [
        { number: '1', type: 'trunk', node: '1' },
        { number: '1', type: 'trunk', node: '2' },
      ],
    });
    const rename = (node?: string) =>
      applyEdits(two, [{ edit: 'changeDevice', type: 'trunk', number: '1', node, set: { name: 'x' } }], now);
    expect(rename().faults).toEqual([{ index: 0, detail: 'Several nodes have a device trunk 1: name the node.' }]);
    expect(rename('2').config.devices.map(({ name }) => name)).toEqual(['', 'x']);
  });
});

describe('users', () => {
  test('get a readable id', () => {
    expect(changed({ edit: 'addUser', name: 'Zoë Ångström' }, { edit: 'addUser', name: 'Anna' })).toMatchObject([
      { path: '/users/zoe-angstrom' },
      { path: '/users/anna-2' },
    ]);
    expect(refused({ edit: 'addUser', id: 'anna', name: 'A' })).toEqual(['0: There is already a user "anna": choose another id.']);
  });
  test('hold a number from now on', () => {
    expect(changed({ edit: 'assign', user: 'anna', kind: 'agent', number: '5009' })).toEqual([
      {
        path: '/users/anna/agents',
        before: [{ number: '5001', from: null, to: null }],
        after: [
          { number: '5001', from: null, to: null },
          { number: '5009', from: now, to: null },
        ],
      },
    ]);
  });
  test('take a number over for a time; the other has it again afterwards', () => {
    const [from, to] = ['2026-04-01T00:00:00.000Z', '2026-04-08T00:00:00.000Z'];
    expect(changed({ edit: 'assign', user: 'ben', kind: 'extension', number: '1001', from, to, takeOver: true })).toMatchObject([
      {
        path: '/users/anna/extensions',
        after: [
          { number: '1001', from: '2026-03-01T00:00:00.000Z', to: from },
          { number: '1001', from: to, to: null },
        ],
      },
      { path: '/users/ben/extensions', after: [{ number: '1001', from: null }, { number: '1002' }, { number: '1001', from, to }] },
    ]);
  });
  test('take a number over for good', () => {
    expect(changed({ edit: 'assign', user: 'ben', kind: 'extension', number: '1001', takeOver: true })).toMatchObject([
      { path: '/users/anna/extensions', after: [{ number: '1001', from: '2026-03-01T00:00:00.000Z', to: now }] },
      { path: '/users/ben/extensions' },
    ]);
  });
  test('lose a number now or at an instant, but only one they hold then', () => {
    expect(changed({ edit: 'endAssignment', user: 'ben', kind: 'extension', number: '1002' })).toMatchObject([
      { after: [{ number: '1001' }, { number: '1002', from: null, to: now }] },
    ]);
    expect(refused({ edit: 'endAssignment', user: 'ben', kind: 'extension', number: '1001' })).toEqual([
      '0: extension 1001 of "ben" is not assigned at 2026-03-10T12:00:00.000Z: nothing ends then.',
    ]);
  });
  test('an assignment is found by its start, changed or taken away', () => {
    const of = { user: 'anna', kind: 'extension', number: '1001', from: '2026-03-01T00:00:00.000Z' };
    expect(changed({ edit: 'changeAssignment', ...of, set: { from: '2026-03-02T00:00:00Z' } })).toMatchObject([
      { after: [{ from: '2026-03-02T00:00:00.000Z', to: null }] },
    ]);
    expect(changed({ edit: 'removeAssignment', ...of })).toMatchObject([{ after: [] }]);
    expect(refused({ edit: 'removeAssignment', ...of, from: null })).toEqual([
      '0: No assignment of extension 1001 of "anna" starts at ever.',
    ]);
  });
  test('that are deleted stay for history, hold nothing any more and cannot come back', () => {
    const later = { edit: 'assign', user: 'ben', kind: 'agent', number: '5002', from: '2026-05-01T00:00:00Z' };
    const { config, faults } = edit(later, { edit: 'deleteUser', id: 'ben' }, { edit: 'assign', user: 'ben', kind: 'agent', number: '7' });
    expect(config.users[1]).toEqual({
      id: 'ben',
      name: 'Ben',
      businessUnit: null,
      extensions: [
        { number: '1001', from: null, to: '2026-03-01T00:00:00.000Z' },
        { number: '1002', from: null, to: now },
      ],
      agents: [],
      deletedAt: now,
    });
    expect(faults).toEqual([{ index: 2, detail: '"ben" was deleted at 2026-03-10T12:00:00.000Z and stays so: add a new user.' }]);
  });
});

describe('business units', () => {
  test('are created, renamed, moved', () => {
    expect(
      changed(
        { edit: 'addBusinessUnit', name: 'North', parent: 'company' },
        { edit: 'changeBusinessUnit', id: 'sales', set: { name: 'Sales UK', parent: 'north' } },
      ),
    ).toEqual([
      { path: '/businessUnits/sales/name', before: 'Sales', after: 'Sales UK' },
      { path: '/businessUnits/sales/parent', before: 'company', after: 'north' },
      { path: '/businessUnits/north', before: null, after: { id: 'north', name: 'North', parent: 'company' } },
    ]);
  });
  test('are deleted only when empty (L14047)', () => {
    expect(refused({ edit: 'deleteBusinessUnit', id: 'company' }, { edit: 'deleteBusinessUnit', id: 'sales' })).toEqual([
      '0: Only an empty business unit can be deleted; in it are business unit "Sales": move them first.',
      '1: Only an empty business unit can be deleted; in it are user "Anna", huntGroup 2000: move them first.',
    ]);
    expect(
      changed(
        { edit: 'deleteUser', id: 'anna' },
        { edit: 'changeDevice', type: 'huntGroup', number: '2000', set: { businessUnit: 'company' } },
        { edit: 'deleteBusinessUnit', id: 'sales' },
      ).map(({ path }) => path),
    ).toContain('/businessUnits/sales');
  });
});

test('settings and dial plan change by the fields that are named', () => {
  expect(
    changed(
      { edit: 'changeSettings', set: { serviceLevelSeconds: 20 } },
      { edit: 'changeDialPlan', set: { outboundPrefixes: ['9'] } },
      { edit: 'changeSite', set: { timeZone: 'Europe/Paris' } },
    ),
  ).toEqual([
    { path: '/timeZone', before: 'UTC', after: 'Europe/Paris' },
    { path: '/dialPlan/outboundPrefixes', before: [], after: ['9'] },
    { path: '/settings/serviceLevelSeconds', before: 10, after: 20 },
  ]);
  expect(configEditSchema.safeParse({ edit: 'changeSettings', set: { serviceLevelSecond: 20 } }).success).toBe(false);
  expect(configEditSchema.safeParse({ edit: 'changeSettings', set: { ringCategories: [1] } }).success).toBe(false);
});
