import type { AttributeValue } from 'aws-lambda';

/** A stream record's image as a plain object: texts, numbers, booleans and binaries; other types (we store none in streams) are left out. */
export const plainImage = (image: Readonly<Record<string, AttributeValue>>): Readonly<Record<string, unknown>> => {
  const plain: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(image)) {
    if (value.S !== undefined) plain[name] = value.S;
    else if (value.N !== undefined) plain[name] = Number(value.N);
    else if (value.BOOL !== undefined) plain[name] = value.BOOL;
    else if (value.B !== undefined) plain[name] = new Uint8Array(Buffer.from(value.B, 'base64'));
  }
  return plain;
};
