import { expect, test } from 'vitest';
import { epochMs } from '../../domain/ids.ts';
import type { StayPopulation } from '../../statistics/formulas.ts';
import type { Stay } from '../../statistics/stays.ts';
import { explainStays } from './explain-stays.ts';

const lunch: Stay = {
  stayId: 'harbour/agent/5001/dnd/3/a',
  siteId: 'harbour',
  subject: 'agent',
  number: '5001',
  name: 'Jo Lane',
  userId: null,
  userName: null,
  state: 'dnd',
  dndNumber: 3,
  startedAt: epochMs(1_000),
  endedAt: epochMs(2_000),
  entry: true,
  messageOnly: false,
  exit: true,
};
const meeting: Stay = { ...lunch, dndNumber: 5, startedAt: epochMs(2_000), endedAt: epochMs(5_000), messageOnly: true };

const told = (population: StayPopulation, takes: 'time' | 'entry') =>
  explainStays({
    stays: [lunch, meeting],
    intervals: [{ startsAt: 0, endsAt: 10_000 }],
    now: 10_000,
    rows: 'agent',
    key: null,
    picks: () => true,
    population,
    takes,
  }).map(({ reason, contribution }) => reason ?? contribution);

test('another message of do not disturb: time of the state and an entry of the message, but no entry of the state', () => {
  const busyNa: StayPopulation = { state: 'dnd', dndNumber: null, subject: 'agent' };
  expect(told(busyNa, 'entry')).toEqual([1, 'another message of the same do not disturb: no new state']);
  expect(told(busyNa, 'time')).toEqual([1_000, 3_000]);
  expect(told({ ...busyNa, subject: 'row' }, 'entry')).toEqual([1, 1]);
});
