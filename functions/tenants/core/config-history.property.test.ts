import fc from 'fast-check';
import { expect, test } from 'vitest';
import { callEventSchema } from '../../domain/call-event.ts';
import { type SiteConfig, siteConfigSchema } from '../../domain/site-config.ts';
import { applyEdits } from './apply-edits.ts';
import { type ConfigEdit, configEditSchema } from './config-edits.ts';
import { importDirectory } from './import-directory.ts';
import { planSave } from './plan-save.ts';
import { applyChanges } from './testing/apply-changes.ts';
import { sampleConfig } from './testing/sample-config.ts';

const of = <T extends string>(...values: readonly T[]) => fc.constantFrom(...values);
const day = fc.integer({ min: 1, max: 28 }).map((d) => `2026-03-${String(d).padStart(2, '0')}T00:00:00.000Z`);
const instant = fc.option(day, { nil: null });
const user = of('anna', 'ben', 'carl', 'carl-2');
const unit = fc.option(of('company', 'sales', 'north', 'nowhere'), { nil: null });
const kind = of('extension', 'agent');
const number = of('1001', '1002', '5001');
const device = { type: of('extension', 'trunk', 'huntGroup'), number: of('1001', '2000', '9') };

const edit = fc
  .oneof(
    fc.record({ edit: of('addDevice'), ...device, businessUnit: unit }),
    fc.record({ edit: of('changeDevice'), ...device, set: fc.record({ name: of('a', 'b'), businessUnit: unit }, { requiredKeys: [] }) }),
    fc.record({ edit: of('removeDevice'), ...device }),
    fc.record({ edit: of('addUser'), name: of('Carl', 'Dora/~'), businessUnit: unit }),
    fc.record({ edit: of('changeUser'), id: user, set: fc.record({ businessUnit: unit }) }),
    fc.record({ edit: of('deleteUser'), id: user, at: day }),
    fc.record({ edit: of('assign'), user, kind, number, from: instant, to: instant, takeOver: fc.boolean() }),
    fc.record({ edit: of('endAssignment'), user, kind, number, at: day }),
    fc.record({ edit: of('removeAssignment'), user, kind, number, from: instant }),
    fc.record({ edit: of('addBusinessUnit'), name: of('North', 'South'), parent: unit }),
    fc.record({ edit: of('changeBusinessUnit'), id: of('company', 'sales', 'north'), set: fc.record({ parent: unit }) }),
    fc.record({ edit: of('deleteBusinessUnit'), id: of('company', 'sales', 'north') }),
    fc.record({ edit: of('changeSettings'), set: fc.record({ serviceLevelSeconds: fc.integer({ min: 1, max: 30 }) }) }),
  )
  .map((value): ConfigEdit => configEditSchema.parse(value));

const list = fc
  .array(fc.record({ number: of('1001', '1002', '7001', '7002'), type: of('extension', 'trunk'), name: of('', 'x', 'y') }), {
    maxLength: 4,
  })
  .map((devices) =>
    callEventSchema.parse({
      kind: 'directoryChanged',
      v: 1,
      link: 'link-1',
      seq: 1,
      at: 0,
      node: '1',
      resync: null,
      copyOf: null,
      complete: true,
      devices: devices.map((one) => ({ ...one, node: '1', description: '', pbxType: null, groupType: null, members: [] })),
      removed: [],
      dndMessages: [],
      change: null,
    }),
  );

const step = fc.oneof(
  { weight: 3, arbitrary: fc.array(edit, { minLength: 1, maxLength: 3 }).map((edits) => ({ edits })) },
  { weight: 1, arbitrary: list.map((event) => ({ event })) },
);

test('edits and imports in any order: each version is the one before it with its changes, sound if the first was', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
      const versions: SiteConfig[] = [sampleConfig()];
      const now = Date.parse('2026-03-15T12:00:00.000Z');
      for (const one of steps) {
        const before = versions.at(-1) ?? sampleConfig();
        const after =
          'edits' in one
            ? applyEdits(before, one.edits, new Date(now).toISOString()).config
            : one.event.kind === 'directoryChanged'
              ? importDirectory(before, one.event).config
              : before;
        const plan = planSave(before, after, now);
        if ('event' in one) expect(plan).toMatchObject({ faults: [], past: [] });
        if (plan.faults.length > 0) continue;
        expect(siteConfigSchema.parse(JSON.parse(JSON.stringify(after)))).toEqual(after);
        expect(applyChanges(before, plan.changes)).toEqual(after);
        expect(plan.changes.length === 0).toBe(JSON.stringify(before) === JSON.stringify(after));
        if (plan.changes.length > 0) versions.push(after);
      }
    }),
  );
});

test('any list of devices, also with the same names and in another order, is reached by its changes', () => {
  const devices = fc.array(fc.record({ number: of('1', '2', '3'), type: of('trunk'), name: of('', 'x') }), { maxLength: 6 });
  fc.assert(
    fc.property(devices, devices, (before, after) => {
      const [from, to] = [siteConfigSchema.parse({ devices: before }), siteConfigSchema.parse({ devices: after })];
      expect(applyChanges(from, planSave(from, to, 0).changes)).toEqual(to);
    }),
  );
});
