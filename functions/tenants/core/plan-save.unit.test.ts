import { describe, expect, test } from 'vitest';
import type { SiteConfigInput } from '../../domain/site-config.ts';
import { diffConfig } from './config-diff.ts';
import { findFaults } from './config-faults.ts';
import { describeChange } from './describe-change.ts';
import { computePastChanges } from './past-changes.ts';
import { applyChanges } from './testing/apply-changes.ts';
import { sampleConfig } from './testing/sample-config.ts';

const now = Date.parse('2026-03-10T12:00:00.000Z');
const faultsOf = (change: Partial<SiteConfigInput>) =>
  findFaults(sampleConfig(), sampleConfig(change)).faults.map(({ path, detail }) => [path.join('/'), detail]);

describe('what cannot stand is named with its place and what to do', () => {
  test.each<[string, Partial<SiteConfigInput>, (string | number)[][]]>([
    ['a sound configuration', {}, []],
    [
      'time zone',
      { timeZone: 'Europe/Leeds' },
      [['timeZone', '"Europe/Leeds" is no time zone: use an IANA name such as Europe/London or America/New_York.']],
    ],
    ['country', { country: 'gb' }, [['country', '"gb" is no country: use two capital letters such as GB or US.']]],
    [
      'ring categories',
      { settings: { ringCategories: [5, 15, 15, 60, 30, 240] } },
      [
        ['settings/ringCategories/2', 'Ring categories ascend: 15 s follows 15 s. Put them in order, each only once.'],
        ['settings/ringCategories/4', 'Ring categories ascend: 30 s follows 60 s. Put them in order, each only once.'],
      ],
    ],
    [
      'times nobody means',
      { settings: { returnWindowDays: 1e308, callRatePeriodMinutes: 1_441, ringCategories: [5, 15, 30, 60, 120, 86_401] } },
      [
        ['settings/callRatePeriodMinutes', 'callRatePeriodMinutes is longer than 1440 min: choose a shorter time.'],
        ['settings/returnWindowDays', 'returnWindowDays is longer than 366 days: choose a shorter time.'],
        ['settings/ringCategories/5', 'Ring category 6 is longer than 86400 s: choose a shorter time.'],
      ],
    ],
    [
      'account codes',
      { settings: { accountCodes: [{ code: '1' }, { code: '1' }, { code: '' }] } },
      [
        ['settings/accountCodes/2/code', 'An account code has digits: fill it in or remove the row.'],
        ['settings/accountCodes/1', 'Account code "1" stands there twice: remove one.'],
      ],
    ],
    [
      'the same device twice',
      {
        devices: [
          { number: '1', type: 'trunk', node: '1' },
          { number: '1', type: 'trunk', node: '2' },
          { number: '1', type: 'trunk', node: '1' },
        ],
      },
      [['devices/2', 'There is already a device trunk 1 at node 1: change that one instead.']],
    ],
    [
      'unknown units',
      { devices: [{ number: '1', type: 'trunk', businessUnit: 'x' }], users: [{ id: 'u', businessUnit: 'y' }] },
      [
        ['devices/0/businessUnit', 'There is no business unit "x": create it first, or choose another.'],
        ['users/0/businessUnit', 'There is no business unit "y": create it first, or choose another.'],
      ],
    ],
    [
      'a unit below itself',
      {
        devices: [],
        users: [],
        businessUnits: [
          { id: 'a', name: 'A', parent: 'b' },
          { id: 'b', name: 'B', parent: 'a' },
          { id: 'c', name: 'C', parent: 'a' },
          { id: 'd', name: 'D', parent: 'e' },
          { id: 'c', name: ' ' },
        ],
      },
      [
        ['businessUnits/4', 'Business unit "c" stands there twice: give one another id.'],
        ['businessUnits/0/parent', '"A" would lie below itself: choose a parent that is not below it.'],
        ['businessUnits/1/parent', '"B" would lie below itself: choose a parent that is not below it.'],
        ['businessUnits/3/parent', 'There is no business unit "e" to put "D" below: create it first.'],
        ['businessUnits/4/name', 'Business unit "c" has no name: give it one.'],
      ],
    ],
    [
      'one number of two users at one time',
      {
        users: [
          { id: 'u', name: 'Uma', extensions: [{ number: '1', from: '2026-01-01T00:00:00Z', to: '2026-01-03T00:00:00Z' }] },
          { id: 'v', name: 'Vic', extensions: [{ number: '1', from: '2026-01-02T00:00:00Z' }], agents: ['1'] },
        ],
      },
      [
        [
          'users/1/extensions/0',
          'extension 1 is Vic’s from 2026-01-02T00:00:00Z to ever, but Uma’s from 2026-01-01T00:00:00Z to 2026-01-03T00:00:00Z: end one before the other starts.',
        ],
      ],
    ],
    [
      'an end before its start, and numbers of who is gone',
      {
        users: [
          { id: 'u', extensions: [{ number: '1', from: '2026-01-02T00:00:00Z', to: '2026-01-02T00:00:00Z' }] },
          { id: 'v', extensions: ['2'], deletedAt: '2026-01-01T00:00:00Z' },
        ],
      },
      [
        ['users/0/extensions/0/to', 'extension 1 of "u" ends before it starts: from 2026-01-02T00:00:00Z to 2026-01-02T00:00:00Z.'],
        ['users/1/extensions/0', '"v" was deleted at 2026-01-01T00:00:00Z and holds no number later: end extension 2.'],
      ],
    ],
  ])('%s', (_name, change, expected) => {
    expect(faultsOf(change)).toEqual(expected);
  });

  test('what was wrong before does not stand in the way', () => {
    const broken = sampleConfig({ timeZone: 'Mars/Base' });
    const { faults, known } = findFaults(broken, { ...broken, name: 'New' });
    expect(faults).toEqual([]);
    expect(known.map(({ path }) => path)).toEqual([['timeZone']]);
  });

  test('a deleted user stays deleted', () => {
    const deleted = sampleConfig({ users: [{ id: 'u', deletedAt: '2026-01-01T00:00:00Z' }] });
    expect(findFaults(deleted, sampleConfig({ users: [{ id: 'u' }] })).faults.map(({ path }) => path)).toEqual([['users', 0, 'deletedAt']]);
  });
});

describe('changes of the past', () => {
  const past = (users: SiteConfigInput['users']) => computePastChanges(sampleConfig(), sampleConfig({ users }), now);
  const march = '2026-03-01T00:00:00.000Z';
  const today = '2026-03-10T12:00:00.000Z';
  const ben = { id: 'ben', extensions: [{ number: '1001', to: march }, '1002'] };

  test('none when what is over stays as it was', () => {
    expect(past(sampleConfig().users)).toEqual([]);
    expect(
      past([
        { id: 'anna', extensions: [{ number: '1001', from: march, to: today }], agents: ['5001', { number: '5002', from: today }] },
        ben,
        { id: 'carl', extensions: [{ number: '1001', from: today }] },
      ]),
    ).toEqual([]);
  });
  test('one holding written as two is the same', () => {
    expect(
      past([
        {
          id: 'anna',
          extensions: [
            { number: '1001', from: '2026-03-04T00:00:00Z' },
            { number: '1001', from: march, to: '2026-03-04T00:00:00Z' },
          ],
          agents: ['5001'],
        },
        ben,
      ]),
    ).toEqual([]);
  });
  test('a start moved is one from the old to the new', () => {
    expect(past([{ id: 'anna', extensions: [{ number: '1001', from: '2026-03-05T00:00:00Z' }], agents: ['5001'] }, ben])).toEqual([
      { kind: 'extension', number: '1001', from: march, to: '2026-03-05T00:00:00.000Z' },
    ]);
  });
  test('a user left out, and a number since ever', () => {
    expect(past([{ ...ben, agents: ['5001'] }])).toEqual([
      { kind: 'extension', number: '1001', from: march, to: today },
      { kind: 'agent', number: '5001', from: null, to: today },
    ]);
  });
});

describe('differences', () => {
  test('stand by name, also when a name holds a slash, and in words', () => {
    const before = sampleConfig({ contacts: [{ name: 'A/B ~ Ltd', numbers: ['1'] }] });
    const after = sampleConfig({
      contacts: [{ name: 'A/B ~ Ltd', numbers: ['2'] }],
      devices: [...before.devices.slice(1), { number: '1003', type: 'extension', name: 'New' }],
      users: [before.users[0] as never, { id: 'ben', extensions: [] }],
    });
    const changes = diffConfig(before, after);
    expect(changes.map(({ path }) => path)).toEqual([
      '/devices/extension 1001',
      '/devices/extension 1003',
      '/users/ben/name',
      '/users/ben/extensions',
      '/contacts/A~1B ~0 Ltd/numbers',
    ]);
    expect(applyChanges(before, changes)).toEqual(after);
    expect(changes.map(describeChange)).toEqual([
      'device extension 1001 removed',
      'device extension 1003 added',
      'user ben: name “Ben” → none',
      'user ben: extensions 1001 to 2026-03-01T00:00:00.000Z, 1002 → none',
      'contact A/B ~ Ltd: numbers “1” → “2”',
    ]);
  });
  test('of order are the whole list', () => {
    const before = sampleConfig();
    const after = { ...before, businessUnits: before.businessUnits.toReversed() };
    const changes = diffConfig(before, after);
    expect(changes).toEqual([{ path: '/businessUnits', before: before.businessUnits, after: after.businessUnits }]);
    expect(changes.map(describeChange)).toEqual(['businessUnits replaced']);
  });
  test('from nothing are the whole', () => {
    const changes = diffConfig(null, sampleConfig());
    expect(changes).toEqual([{ path: '', before: null, after: sampleConfig() }]);
    expect(changes.map(describeChange)).toEqual(['configuration created']);
    expect(diffConfig(sampleConfig(), sampleConfig())).toEqual([]);
  });
  test('of settings in words', () => {
    const after = sampleConfig({ settings: { ignoreAbandoned: true, accountCodes: [{ code: '7' }], tagFieldNames: ['Room'] } });
    expect(diffConfig(sampleConfig(), after).map(describeChange)).toEqual([
      'settings ignoreAbandoned no → yes',
      'settings tagFieldNames none → “Room”',
      'account code 7 added',
    ]);
  });
});

test('a long chain of business units is checked at once, and one that bites its tail is found whole', () => {
  const chain = (last: string | null) =>
    Array.from({ length: 20_000 }, (_, i) => ({ id: `u${i}`, name: 'Unit', parent: i === 0 ? last : `u${i - 1}` }));
  expect(faultsOf({ businessUnits: chain(null) })).not.toContainEqual(['businessUnits/0/parent', expect.stringContaining('below itself')]);
  const inRing = faultsOf({ businessUnits: chain('u19990') }).filter(([, detail]) => detail?.includes('below itself'));
  expect([inRing.length, inRing.at(-1)?.[0]]).toEqual([19_991, 'businessUnits/19990/parent']);
}, 20_000);

test('names that look numbered are told apart from the second of a name', () => {
  const contacts = (second: string, third: string) => [
    { name: 'Ann', numbers: ['1'] },
    { name: 'Ann', numbers: [second] },
    { name: 'Ann (2)', numbers: [third] },
  ];
  const [before, after] = [sampleConfig({ contacts: contacts('2', '3') }), sampleConfig({ contacts: contacts('3', '3') })];
  expect(diffConfig(before, after)).toEqual([{ path: '/contacts/Ann (2)/numbers', before: ['2'], after: ['3'] }]);
});
