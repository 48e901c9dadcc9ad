import { expect, test } from 'vitest';
import { sitesPk } from '../call-history/constants.ts';
import { agentKeyPk, agentStatusPk, enrolmentPk } from '../edge-agents/constants.ts';
import { connectionPk, topicsPk } from '../live/constants.ts';
import { loginLookupKey, lookupPrefixes, siteLookupKey } from './lookups.ts';

test('every look-up that finds the tenant is on the list, and nothing else is without its prefix', () => {
  const lookups = [siteLookupKey('leeds').pk, loginLookupKey('ines').pk, agentKeyPk('a1'), enrolmentPk('5e'), connectionPk('c1'), sitesPk];
  expect(lookups).toEqual(['SITE#leeds', 'LOGIN#ines', 'AGENT#a1', 'ENROL#5e', 'CONN#c1', 'SITES']);
  expect([...lookupPrefixes]).toEqual(['SITE#', 'LOGIN#', 'AGENT#', 'ENROL#', 'CONN#', 'SITES']);
  for (const pk of [agentStatusPk('bakery'), topicsPk('bakery', 'leeds')]) expect(pk.startsWith('T#bakery')).toBe(true);
});
