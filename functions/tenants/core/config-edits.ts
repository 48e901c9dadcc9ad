import { z } from 'zod';
import { deviceTypes, siteConfigSchema } from '../../domain/site-config.ts';
import { assignmentKinds } from './past-changes.ts';

const instant = z.iso.datetime();
const id = z.string().min(1).max(100);
const name = z.string().max(200);
const number = z.string().min(1).max(64);
const unit = id.nullable();
const kind = z.enum(assignmentKinds);
const device = {
  type: z.enum(deviceTypes),
  number,
  /** Only where two nodes have the same number. */
  node: z.string().nullable().optional(),
};
const flags = {
  notAnswering: z.boolean().optional(),
  notRung: z.boolean().optional(),
  resetsTimers: z.boolean().optional(),
  personal: z.boolean().optional(),
};
const { dialPlan, settings, nodes } = siteConfigSchema.shape;
/** The fields of a section without their defaults: what is not named stays. */
const partOf = <T extends z.ZodRawShape>(section: z.ZodPrefault<z.ZodObject<T>>) => {
  const fields = Object.entries(section.unwrap().shape).map(([field, schema]) => [
    field,
    (schema instanceof z.ZodDefault ? schema.unwrap() : schema) as z.ZodType,
  ]);
  return z.strictObject(Object.fromEntries(fields) as Record<string, z.ZodType>).partial();
};

/** Every change that can be asked for by itself; each is checked against the configuration as the ones before it leave it. */
export const configEditSchema = z.discriminatedUnion('edit', [
  z.strictObject({
    edit: z.literal('addDevice'),
    ...device,
    name: name.default(''),
    ...flags,
    businessUnit: unit.default(null),
  }),
  z.strictObject({
    edit: z.literal('changeDevice'),
    ...device,
    set: z.strictObject({ name: name.optional(), ...flags, businessUnit: unit.optional() }),
  }),
  z.strictObject({ edit: z.literal('removeDevice'), ...device }),
  /** `id` is made from the name when absent. */
  z.strictObject({ edit: z.literal('addUser'), id: id.optional(), name: name.min(1), businessUnit: unit.default(null) }),
  z.strictObject({
    edit: z.literal('changeUser'),
    id,
    set: z.strictObject({ name: name.min(1).optional(), businessUnit: unit.optional() }),
  }),
  /** Ends the user's assignments at `at` (now when absent); the user stays for history. */
  z.strictObject({ edit: z.literal('deleteUser'), id, at: instant.optional() }),
  /** From now when `from` is absent. `takeOver`: whoever has the number loses it for that time. */
  z.strictObject({
    edit: z.literal('assign'),
    user: id,
    kind,
    number,
    from: instant.nullable().optional(),
    to: instant.nullable().default(null),
    takeOver: z.boolean().default(false),
  }),
  /** At `at`, or now. */
  z.strictObject({ edit: z.literal('endAssignment'), user: id, kind, number, at: instant.optional() }),
  /** `from` names the assignment by its present start. */
  z.strictObject({
    edit: z.literal('changeAssignment'),
    user: id,
    kind,
    number,
    from: instant.nullable(),
    set: z.strictObject({ from: instant.nullable().optional(), to: instant.nullable().optional() }),
  }),
  z.strictObject({ edit: z.literal('removeAssignment'), user: id, kind, number, from: instant.nullable() }),
  z.strictObject({ edit: z.literal('addBusinessUnit'), id: id.optional(), name: name.min(1), parent: unit.default(null) }),
  z.strictObject({
    edit: z.literal('changeBusinessUnit'),
    id,
    set: z.strictObject({ name: name.min(1).optional(), parent: unit.optional() }),
  }),
  /** Only when no user, device or other unit is in it. */
  z.strictObject({ edit: z.literal('deleteBusinessUnit'), id }),
  z.strictObject({
    edit: z.literal('changeSite'),
    set: z.strictObject({
      name: name.min(1).optional(),
      timeZone: z.string().optional(),
      country: z.string().optional(),
      resetTime: siteConfigSchema.shape.resetTime.unwrap().optional(),
      nodes: nodes.unwrap().optional(),
    }),
  }),
  z.strictObject({ edit: z.literal('changeDialPlan'), set: partOf(dialPlan) }),
  z.strictObject({ edit: z.literal('changeSettings'), set: partOf(settings) }),
]);
export type ConfigEdit = z.output<typeof configEditSchema>;
export type ConfigEditOf<K extends ConfigEdit['edit']> = Extract<ConfigEdit, { edit: K }>;
