import { describe, expect, test } from 'vitest';
import { makeCall, makeLiveCall, makeSegment } from '../call-history/testing/rows.ts';
import { epochMs } from './ids.ts';
import { publicCall, publicSegment, publicStatus } from './public-rows.ts';
import type { Segment } from './segment.ts';
import { siteConfigSchema } from './site-config.ts';
import { deviceVisible, membersOf, membersOfUnits } from './unit-members.ts';
import { viewCall, viewLiveCall, viewSegments, viewStatus } from './unit-view.ts';

const config = siteConfigSchema.parse({
  businessUnits: [
    { id: 'company', name: 'Company' },
    { id: 'sales', name: 'Sales', parent: 'company' },
    { id: 'desk', name: 'Desk', parent: 'sales' },
    { id: 'loop', name: 'Loop', parent: 'loop' },
  ],
  devices: [
    { number: '1001', type: 'extension', businessUnit: 'desk' },
    { number: '1002', type: 'extension', businessUnit: 'company' },
    { number: '1003', type: 'extension' },
    { number: '2000', type: 'huntGroup', businessUnit: 'sales' },
    { number: '1500', type: 'extension', node: '1', businessUnit: 'sales' },
    { number: '1500', type: 'application', node: '2' },
    { number: '01134960456', type: 'ddi', businessUnit: 'sales' },
  ],
  users: [
    {
      id: 'ann',
      businessUnit: 'desk',
      deletedAt: '2026-03-05T00:00:00Z',
      extensions: [{ number: '1003', from: '2026-03-02T00:00:00Z', to: '2026-03-03T00:00:00Z' }],
    },
  ],
});
const sales = membersOfUnits(config, ['sales']);
const segment = (over: Partial<Segment>, no = 1) => publicSegment(makeSegment({}, no, { extensionName: 'Name', ...over }));
const seen = (over: Partial<Segment>): number => viewSegments(sales, [segment(over)]).length;

describe('who belongs', () => {
  test('the unit and all below it, not what is above or beside', () => {
    expect([...sales.extensions]).toEqual(['1001']);
    expect([[...sales.huntGroups], [...sales.users], [...sales.ddis]]).toEqual([['2000'], ['ann'], ['01134960456']]);
    expect([...membersOfUnits(config, ['company']).extensions].sort()).toEqual(['1001', '1002']);
  });
  test('a number that another node has too, for others, belongs to nobody here', () => {
    expect(sales.extensions.has('1500')).toBe(false);
  });
  test('a unit that is gone, a circle of units or no unit at all shows nothing; no limit shows everything', () => {
    for (const units of [['gone'], ['loop'], []]) {
      const members = membersOfUnits(config, units);
      expect([members.extensions.size, members.users.size, viewSegments(members, [segment({})]).length]).toEqual([0, 0, 0]);
    }
    expect(membersOf(config, {})).toBeNull();
  });
  test('a phone belongs by its own unit, and to a user for as long as it is held', () => {
    const at = (text: string) => deviceVisible(sales, { type: 'extension', number: '1003' }, Date.parse(text));
    expect([at('2026-03-01T23:59:59Z'), at('2026-03-02T00:00:00Z'), at('2026-03-03T00:00:00Z')]).toEqual([false, true, false]);
  });
});

describe('rows of calls', () => {
  test('are seen by who was there, who called, the user of then, or the hunt group', () => {
    expect(seen({ extension: '1001' })).toBe(1);
    expect(seen({ extension: '1003', userId: 'ann' })).toBe(1);
    expect(seen({ extension: '1002', callingExtension: '1001' })).toBe(1);
    expect(seen({ extension: '1002', huntGroup: '2000' })).toBe(1);
    expect(seen({ extension: '1002', huntGroup: '2001', agent: '5001' })).toBe(0);
    expect(seen({ extension: '1003' })).toBe(0);
  });
  test('a call is seen by any of them, and what is not of the units is blank', () => {
    const segments = [
      segment({ extension: '1002', extensionName: 'Boss', transferredTo: '1001' }, 1),
      segment({ extension: '1001', extensionName: 'Anna', transferredFrom: '1002' }, 2),
    ];
    const call = publicCall(
      makeCall(
        {},
        { extension: '1002', extensionName: 'Boss', answeringExtension: '1002', answeringExtensionName: 'Boss', lastExtension: '1001' },
      ),
    );
    expect(viewCall(sales, call, segments)).toMatchObject({
      extension: null,
      extensionName: null,
      answeringExtension: null,
      answeringExtensionName: null,
      lastExtension: '1001',
      outsideNumber: '02079460000',
      trunk: '94001',
    });
    expect(viewSegments(sales, segments)).toMatchObject([
      { segmentNo: 2, extension: '1001', extensionName: 'Anna', transferredFrom: null },
    ]);
    expect(viewCall(sales, call, segments.slice(0, 1))).toBeNull();
  });
  test('a call in progress by who has it now, seen with its own ends only', () => {
    const call = makeLiveCall({}, { extension: '1002', extensionName: 'Boss', huntGroup: '2000' });
    expect(viewLiveCall(sales, call, 0)).toMatchObject({ extension: null, extensionName: null, huntGroup: '2000' });
    expect(viewLiveCall(sales, { ...call, huntGroup: null }, 0)).toBeNull();
  });
  test('a change of status by its agent or phone, held at that instant', () => {
    const row = (extension: string, at: string) =>
      publicStatus({
        statusId: 's',
        siteId: 'harbour',
        kind: 'dnd',
        status: 'dndOn',
        at: epochMs(Date.parse(at)),
        agent: null,
        agentName: null,
        extension,
        extensionName: null,
        huntGroup: '2001',
        huntGroupName: 'Support',
        dndNumber: 3,
        dndMessage: null,
        dndText: null,
        carriedOver: false,
      });
    expect(viewStatus(sales, row('1003', '2026-03-02T10:00:00Z'))).toMatchObject({
      extension: '1003',
      huntGroup: null,
      huntGroupName: null,
    });
    expect(viewStatus(sales, row('1003', '2026-03-04T10:00:00Z'))).toBeNull();
  });
});
