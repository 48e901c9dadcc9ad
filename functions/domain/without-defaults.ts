import { z } from 'zod';

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

const defaultOf = (schema: unknown): { readonly value: unknown } | null => {
  if (schema instanceof z.ZodDefault) return { value: schema.def.defaultValue };
  return schema instanceof z.ZodPrefault ? { value: schema.parse(undefined) } : null;
};

/** The first alternative of a union without a name for each that takes the value. */
const taking = (union: z.ZodUnion, value: unknown): unknown =>
  union.options.find((option) => option instanceof z.ZodType && option.safeParse(value).success) ?? null;

/** The alternative of a union that the value is of, by its discriminator. */
const chosen = (union: z.ZodDiscriminatedUnion, value: unknown): unknown => {
  if (!isRecord(value)) return null;
  const said = value[union.def.discriminator];
  return union.options.find((option) => {
    if (!(option instanceof z.ZodObject)) return false;
    const literal: unknown = option.shape[union.def.discriminator];
    return literal instanceof z.ZodLiteral && literal.value === said;
  });
};

/**
 * A parsed value as people would write it: keys in the order of the schema, and nothing that the schema would put there by itself. Reading it
 * with the schema gives the value again.
 */
export const withoutDefaults = (schema: unknown, value: unknown): unknown => {
  if (schema instanceof z.ZodDefault) return withoutDefaults(schema.def.innerType, value);
  if (schema instanceof z.ZodNullable) return value === null ? null : withoutDefaults(schema.def.innerType, value);
  if (schema instanceof z.ZodOptional) return value === undefined ? undefined : withoutDefaults(schema.def.innerType, value);
  if (schema instanceof z.ZodPrefault) return withoutDefaults(schema.def.innerType, value);
  if (schema instanceof z.ZodDiscriminatedUnion) return withoutDefaults(chosen(schema, value), value);
  if (schema instanceof z.ZodUnion) return withoutDefaults(taking(schema, value), value);
  if (schema instanceof z.ZodArray) return Array.isArray(value) ? value.map((item) => withoutDefaults(schema.def.element, item)) : value;
  if (!(schema instanceof z.ZodObject) || !isRecord(value)) return value;
  const written: Record<string, unknown> = {};
  for (const [key, part] of Object.entries(schema.shape)) {
    const given = value[key];
    const preset = defaultOf(part);
    if (given === undefined || (preset !== null && same(preset.value, given))) continue;
    written[key] = withoutDefaults(part, given);
  }
  return written;
};
