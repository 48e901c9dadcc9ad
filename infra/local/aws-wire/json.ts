/** What JSON.parse may give, and narrow readers that name the field that is wrong. */
export type Json = Readonly<Record<string, unknown>>;

export const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

export const textOf = (input: Json, name: string): string | undefined => {
  const value = input[name];
  return typeof value === 'string' ? value : undefined;
};

export const numberOf = (input: Json, name: string): number | undefined => {
  const value = input[name];
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
};

export const listOf = (input: Json, name: string): readonly unknown[] => {
  const value = input[name];
  return Array.isArray(value) ? value : [];
};
