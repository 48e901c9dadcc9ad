import { expect, test } from 'vitest';
import { ownPrefix, useSk } from './constants.ts';
import { reportListParams } from './report-params.ts';

const place = { tenant: 'bakery', site: 'harbour' } as never;

test('a list of one person reads below that person alone, whatever a subject is made of', () => {
  const { ExpressionAttributeValues: asked } = reportListParams('reports', place, 'sue', null);
  expect(asked).toEqual({ ':pk': 'T#bakery#S#harbour#REPORTS', ':prefix': 'OWN#sue#' });
  expect(ownPrefix('sue#omar')).toBe('OWN#sue%23omar#');
  expect(reportListParams('reports', place, null, null).ExpressionAttributeValues?.[':prefix']).toBe('REPORT#');
  expect(useSk('front', 'sue', 'desk')).toBe('USE#front#OWN#sue#desk');
  expect(useSk('front', null, 'desk')).toBe('USE#front#REPORT#desk');
});
