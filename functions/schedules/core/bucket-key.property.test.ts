import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { propertySeed } from '../../../test/property-seed.ts';
import { siteIdSchema, tenantIdSchema } from '../../domain/ids.ts';
import { bucketKey } from './bucket-key.ts';
import { bucketFaults } from './content-faults.ts';

const place = (tenant: string, site: string) => ({ tenant: tenantIdSchema.parse(tenant), site: siteIdSchema.parse(site) });
const florist = place('florist', 'station');
const isTaken = (prefix: string): boolean => bucketFaults({ bucket: 'drop', prefix }, []).length === 0;

describe('the key of a file in a bucket of a customer', () => {
  test('begins with customer and site, then the folder', () => {
    expect(bucketKey(place('bakery', 'harbour'), 'calls/daily/', ['run-1', 'Calls.csv'])).toBe(
      'bakery/harbour/calls/daily/run-1/Calls.csv',
    );
    expect(bucketKey(place('bakery', 'harbour'), '', ['run-1', 'Calls.csv'])).toBe('bakery/harbour/run-1/Calls.csv');
    expect(bucketKey(florist, 'bakery/harbour', ['x'])).toBe('florist/station/bakery/harbour/x');
  });

  test('never lies below the folder of somebody else, whatever folder is written', () => {
    const part = fc.oneof(fc.constantFrom('bakery', 'harbour', 'florist', '..', '.', '', '*', '/'), fc.string({ maxLength: 6 }));
    const prefixes = fc.oneof(
      fc.array(part, { maxLength: 5 }).map((parts) => parts.join('/')),
      fc.string({ maxLength: 20 }),
    );
    fc.assert(
      fc.property(prefixes, (prefix) => {
        const key = bucketKey(florist, prefix, ['run', 'file']);
        expect(key.startsWith('florist/station/')).toBe(true);
        if (isTaken(prefix)) expect(key).toMatch(/^florist\/station\/([A-Za-z0-9!_.'()-]+\/)*run\/file$/);
      }),
      { seed: propertySeed, numRuns: 300 },
    );
  });

  test.each(['', 'calls', 'calls/daily/', "It's_(new)-2.0!/x"])('takes the folder "%s"', (prefix) => {
    expect(isTaken(prefix)).toBe(true);
  });
  test.each(['/', '/calls', 'a//b', 'a//', '.', 'a/..', '../b', 'a/./b', 'a*', 'a?', '$aws', 'a b', 'é', 'a\n', 'a\\b', 'a:b'])(
    'refuses the folder "%s"',
    (prefix) => {
      expect(isTaken(prefix)).toBe(false);
    },
  );
});
