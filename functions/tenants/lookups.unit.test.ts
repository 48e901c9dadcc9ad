import { expect, test } from 'vitest';
import { fetchesPk, valuesPk } from '../board-values/constants.ts';
import { sitesPk } from '../call-history/constants.ts';
import { agentKeyPk, agentStatusPk, enrolmentPk } from '../edge-agents/constants.ts';
import { connectionPk, rightsPk, subjectPk, topicsPk } from '../live/constants.ts';
import { duePk, schedulesPk } from '../schedules/constants.ts';
import { guessesKey, pairingKey, pairingSourceKey, screenLookupKey, screensPk } from '../screens/constants.ts';
import { loginLookupKey, lookupPrefixes, siteLookupKey } from './lookups.ts';

test('every look-up that finds the tenant is on the list, and nothing else is without its prefix', () => {
  const lookups = [
    siteLookupKey('leeds').pk,
    loginLookupKey('ines').pk,
    agentKeyPk('a1'),
    enrolmentPk('5e'),
    connectionPk('c1'),
    subjectPk('ines'),
    sitesPk,
    screenLookupKey('5c').pk,
    pairingKey('c0').pk,
    pairingSourceKey('ad', 7).pk,
    fetchesPk,
    duePk,
  ];
  expect(lookups).toEqual([
    'SITE#leeds',
    'LOGIN#ines',
    'AGENT#a1',
    'ENROL#5e',
    'CONN#c1',
    'SUBJECT#ines',
    'SITES',
    'SCREEN#5c',
    'PAIR#c0',
    'PAIRFROM#ad',
    'FETCHES',
    'SCHEDULES',
  ]);
  expect([...lookupPrefixes]).toEqual([
    'SITE#',
    'LOGIN#',
    'AGENT#',
    'ENROL#',
    'CONN#',
    'SUBJECT#',
    'SITES',
    'SCREEN#',
    'PAIR#',
    'PAIRFROM#',
    'FETCHES',
    'SCHEDULES',
  ]);
  for (const pk of [
    agentStatusPk('bakery'),
    topicsPk('bakery', 'leeds'),
    rightsPk('bakery', 'leeds'),
    valuesPk('bakery', 'leeds'),
    schedulesPk('bakery', 'leeds'),
    screensPk('bakery', 'leeds'),
    guessesKey({ reseller: 'north', tenant: 'bakery' }, 'ines', 7).pk,
  ])
    expect(pk.startsWith('T#bakery')).toBe(true);
});
