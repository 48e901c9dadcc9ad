import { describe, expect, it } from 'vitest';
import { siteConfigSchema } from '../../domain/site-config.ts';
import { cleanDialled, e164Of, withDdiPrefix } from './dial-plan.ts';

const planOf = (dialPlan: object) => siteConfigSchema.parse({ devices: [], dialPlan }).dialPlan;

describe('dialled digits', () => {
  const plan = planOf({ outboundPrefixes: ['9', '8', '8141'] });
  it.each([
    ['902079460123', '02079460123'],
    ['99', '9'],
    ['814102079460123', '02079460123'],
    ['81402', '1402'],
    ['02079460123', '02079460123'],
    ['9', ''],
  ])('%s becomes %s: the longest prefix, once', (dialled, cleaned) => {
    expect(cleanDialled(dialled, plan)).toBe(cleaned);
  });

  it('stay as they are without prefixes, also with an empty one', () => {
    expect(cleanDialled('90207', planOf({}))).toBe('90207');
    expect(cleanDialled('90207', planOf({ outboundPrefixes: [''] }))).toBe('90207');
  });
});

describe('DDI digits', () => {
  it.each([
    ['0113', '4960456', '01134960456'],
    ['0113', '01134960456', '01134960456'],
    ['', '4960456', '4960456'],
  ])('with prefix %j %s is %s', (ddiPrefix, digits, expected) => {
    expect(withDdiPrefix(digits, planOf({ ddiPrefix }))).toBe(expected);
  });
});

describe('E.164', () => {
  it.each([
    ['02079460123', 'GB', '+442079460123'],
    ['020 7946 0123', 'GB', '+442079460123'],
    ['+442079460123', 'DE', '+442079460123'],
    ['030901820', 'DE', '+4930901820'],
    ['1001', 'GB', null],
    ['', 'GB', null],
    ['withheld', 'GB', null],
    ['02079460123', 'XX', null],
  ])('%j in %s is %s', (number, country, expected) => {
    expect(e164Of(number, country)).toBe(expected);
  });
});
