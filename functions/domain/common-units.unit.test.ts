import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { propertySeed } from '../../test/property-seed.ts';
import { commonUnits, isWithin, limitOfScope } from './common-units.ts';
import { unitsBelow } from './unit-members.ts';

const businessUnits = [
  { id: 'sales', name: 'Sales', parent: null },
  { id: 'north', name: 'Sales North', parent: 'sales' },
  { id: 'leeds', name: 'Leeds', parent: 'north' },
  { id: 'desk', name: 'Front desk', parent: null },
];
const config = { businessUnits };

describe('limits to business units', () => {
  it('keeps what a scope says, and that it says nothing', () => {
    expect([limitOfScope({}), limitOfScope({ units: [] }), limitOfScope({ units: ['desk'] })]).toEqual([null, [], ['desk']]);
  });

  it('have in common what lies in both', () => {
    expect(commonUnits(config, null, null)).toBeNull();
    expect([commonUnits(config, null, ['desk']), commonUnits(config, ['desk'], null)]).toEqual([['desk'], ['desk']]);
    expect([commonUnits(config, ['sales'], ['leeds']), commonUnits(config, ['leeds'], ['sales'])]).toEqual([['leeds'], ['leeds']]);
    expect(commonUnits(config, ['north', 'desk'], ['sales', 'desk'])).toEqual(['north', 'desk']);
  });

  it('that have nothing in common leave nothing, not everything', () => {
    expect([commonUnits(config, ['sales'], ['desk']), commonUnits(config, ['gone'], ['gone']), commonUnits(config, [], null)]).toEqual([
      [],
      [],
      [],
    ]);
  });

  it('lie within each other, or not', () => {
    expect([isWithin(config, ['leeds'], ['sales']), isWithin(config, ['leeds'], null), isWithin(config, [], ['desk'])]).toEqual([
      true,
      true,
      true,
    ]);
    expect([isWithin(config, null, ['sales']), isWithin(config, ['sales'], ['leeds']), isWithin(config, ['desk'], [])]).toEqual([
      false,
      false,
      false,
    ]);
    expect(isWithin(config, ['gone'], ['gone'])).toBe(true);
  });

  it('have in common the units that are below both, in any tree', () => {
    const trees = fc.array(fc.nat(), { minLength: 1, maxLength: 12 }).map((parents) =>
      parents.map((parent, i) => ({
        id: `u${i}`,
        name: '',
        // Of an earlier one, or none.
        parent: parent % (i + 1) === i ? null : `u${parent % (i + 1)}`,
      })),
    );
    const someUnits = fc.uniqueArray(
      fc.nat(13).map((n) => `u${n}`),
      { maxLength: 4 },
    );
    fc.assert(
      fc.property(trees, someUnits, someUnits, (units, a, b) => {
        const tree = { businessUnits: units };
        const both = [...unitsBelow(tree, a)].filter((unit) => unitsBelow(tree, b).has(unit)).sort();
        const common = commonUnits(tree, a, b) ?? ['everything'];
        expect([...unitsBelow(tree, common)].sort()).toEqual(both);
        expect([isWithin(tree, common, a), isWithin(tree, common, b)]).toEqual([true, true]);
        expect([...unitsBelow(tree, commonUnits(tree, b, a) ?? ['everything'])].sort()).toEqual(both);
      }),
      { seed: propertySeed, numRuns: 300 },
    );
  });
});
