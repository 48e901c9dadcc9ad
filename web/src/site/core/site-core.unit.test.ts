import { describe, expect, it } from 'vitest';
import { changeWords, noteWords } from './change-words.ts';
import { sampleConfiguration } from './configuration-fixture.ts';
import { placeFaults } from './faults.ts';
import { pictureSpan } from './picture-span.ts';
import { changedFields, editsOfDraft, standingText } from './setting-draft.ts';
import { fieldOf } from './setting-fields.ts';
import type { Change } from './types.ts';
import { unitChoices, unitTree } from './unit-tree.ts';

const config = sampleConfiguration;
const words = (change: Change) => changeWords(change, { config, zone: 'Europe/London' });

describe('changes in words', () => {
  it('names settings as the page does, with their unit', () => {
    expect(words({ path: '/settings/shortCallSeconds', before: 20, after: 15 })).toEqual(['Short call: from 20 s to 15 s']);
    expect(words({ path: '/settings/ringCategories', before: [5, 15], after: [5, 20] })).toEqual([
      'Ring categories: from 5 s, 15 s to 5 s, 20 s',
    ]);
    expect(words({ path: '/settings/ignoreAbandoned', before: false, after: true })).toEqual(['Ignore abandoned calls: from no to yes']);
    expect(words({ path: '/settings/accountCodes/12', before: null, after: { code: '12', description: 'Weddings' } })).toEqual([
      'Account code 12 added: “Weddings”',
    ]);
    expect(words({ path: '/timeZone', before: 'UTC', after: 'Europe/London' })).toEqual(['Time zone: from “UTC” to “Europe/London”']);
  });

  it('names devices, users and units', () => {
    expect(words({ path: '/devices/huntGroup 2001/notRung', before: false, after: true })).toEqual([
      'Hunt group 2001, not having rung: from no to yes',
    ]);
    expect(words({ path: '/devices/extension 1001/businessUnit', before: null, after: 'desk' })).toEqual([
      'Extension 1001, business unit: from none to “Front desk”',
    ]);
    expect(words({ path: '/users/alice', before: null, after: { id: 'alice', name: 'Alice' } })).toEqual(['User Alice Marsh added']);
    expect(words({ path: '/businessUnits/desk/parent', before: null, after: 'house' })).toEqual([
      'Business unit Front desk, below: from none to “House”',
    ]);
  });

  it('tells what a user gains, keeps for another time, and loses', () => {
    const before = [
      { number: '1001', from: null, to: null },
      { number: '1003', from: null, to: null },
    ];
    const after = [
      { number: '1001', from: null, to: '2026-03-02T14:03:00.000Z' },
      { number: '1002', from: '2026-03-02T14:03:00.000Z', to: null },
    ];
    expect(words({ path: '/users/alice/extensions', before, after })).toEqual([
      'Alice Marsh: extension 1001 now ends Mon 2 Mar 14:03, before: never',
      'Alice Marsh: extension 1002 from Mon 2 Mar 14:03',
      'Alice Marsh: no longer extension 1003 from ever',
    ]);
  });

  it('leaves to the API what it has no words for', () => {
    expect(words({ path: '/contacts/Cab', before: null, after: {} })).toBeNull();
    expect(noteWords('settings shortCallSeconds 20 → 15')).toBe('Short call: 20 → 15');
    expect(noteWords('device extension 1001: name “A” → “B”')).toBe('device extension 1001: name “A” → “B”');
  });
});

describe('a draft of the settings', () => {
  it('sends only what differs from what stands, by part', () => {
    const draft = {
      'settings.shortCallSeconds': '15',
      'settings.abandonedSeconds': '5',
      'site.resetTime': '04:00',
      'dialPlan.outboundPrefixes': '9, 99',
    };
    expect(changedFields(config, draft).map(({ key }) => key)).toEqual(['resetTime', 'shortCallSeconds', 'outboundPrefixes']);
    expect(editsOfDraft(config, draft)).toEqual({
      edits: [
        { edit: 'changeSite', set: { resetTime: '04:00' } },
        { edit: 'changeSettings', set: { shortCallSeconds: 15 } },
        { edit: 'changeDialPlan', set: { outboundPrefixes: ['9', '99'] } },
      ],
      faults: [],
    });
  });

  it('keeps lists of inputs: limits, names, codes', () => {
    const codes = fieldOf('settings', 'accountCodes');
    expect(codes === undefined ? '' : standingText(config, codes)).toBe('4711\tWeddings');
    const draft = {
      'settings.accountCodes': '4711\tWeddings\n\n12\tTax, and more',
      'settings.tagFieldNames': 'Room\n\nGuest\n\n',
      'settings.ringCategories': '5\n15\n30\n60\n120\n300',
    };
    expect(editsOfDraft(config, draft).edits).toEqual([
      {
        edit: 'changeSettings',
        set: {
          accountCodes: [
            { code: '4711', description: 'Weddings' },
            { code: '12', description: 'Tax, and more' },
          ],
          tagFieldNames: ['Room', '', 'Guest'],
          ringCategories: [5, 15, 30, 60, 120, 300],
        },
      },
    ]);
  });

  it('says at the field what is no number', () => {
    expect(editsOfDraft(config, { 'settings.shortCallSeconds': 'soon' })).toEqual({
      edits: [],
      faults: [{ field: 'settings.shortCallSeconds', detail: 'Short call is a number: “soon” is none.' }],
    });
  });
});

it('puts faults at the fields their pointers name, the rest beside', () => {
  const { byField, rest } = placeFaults(
    [
      { pointer: '#/edits/0/set/name', detail: 'Too long.' },
      { pointer: '#/settings/ringCategories/3', detail: 'Out of order.' },
      { pointer: '#/edits/1', detail: 'No such user.' },
    ],
    ['name', 'ringCategories'],
  );
  expect([...byField]).toEqual([
    ['name', 'Too long.'],
    ['ringCategories', 'Out of order.'],
  ]);
  expect(rest).toEqual(['No such user.']);
});

describe('the tree of business units', () => {
  it('counts who and what is in each, and offers a unit no place below itself', () => {
    expect(unitTree(config)).toMatchObject([
      { unit: { id: 'house' }, users: 0, devices: 0, children: [{ unit: { id: 'desk' }, users: 1, devices: 1 }] },
    ]);
    expect(unitChoices(config)).toEqual([
      { id: 'house', label: 'House' },
      { id: 'desk', label: 'House › Front desk' },
    ]);
    expect(unitChoices(config, 'house')).toEqual([]);
  });

  it('shows units that lie below one another in a circle all the same', () => {
    const circle = {
      ...config,
      businessUnits: [
        { id: 'a', name: 'A', parent: 'b' },
        { id: 'b', name: 'B', parent: 'a' },
      ],
    };
    expect(unitChoices(circle)).toEqual([
      { id: 'a', label: 'A' },
      { id: 'b', label: 'A › B' },
    ]);
  });
});

it('draws assignments with room on both sides, without bounds too', () => {
  const day = 86_400_000;
  expect(pictureSpan([{ kind: 'extension', assignment: { number: '1', from: null, to: null } }], 10 * day)).toEqual({
    from: 9 * day,
    to: 11 * day,
  });
  const since = { number: '1', from: '1970-01-01T00:00:00.000Z', to: null };
  expect(pictureSpan([{ kind: 'agent', assignment: since }], 20 * day)).toEqual({ from: -3 * day, to: 23 * day });
});
