import type { AttributeValue } from 'aws-lambda';

const plainValue = (value: AttributeValue): unknown => {
  if (value.S !== undefined) return value.S;
  if (value.N !== undefined) return Number(value.N);
  if (value.BOOL !== undefined) return value.BOOL;
  if (value.NULL !== undefined) return null;
  if (value.B !== undefined) return new Uint8Array(Buffer.from(value.B, 'base64'));
  if (value.M !== undefined) return plainImage(value.M);
  return value.L?.map(plainValue);
};

/** A stream record's image as a plain object; sets, of which we store none in tables with streams, are left out. */
export const plainImage = (image: Readonly<Record<string, AttributeValue>>): Readonly<Record<string, unknown>> => {
  const plain: Record<string, unknown> = {};
  for (const [name, attribute] of Object.entries(image)) {
    const value = plainValue(attribute);
    if (value !== undefined) plain[name] = value;
  }
  return plain;
};
