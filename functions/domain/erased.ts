/**
 * What stands where the number or name of an erased person stood: as many of this character as the text had, so that rules that look at
 * a text's length or compare two texts go on as before. No phone dials it, no dial plan reads it, no PBX sends it.
 */
export const erasedCharacter = '█';

export const erasedText = (text: string): string => erasedCharacter.repeat(text.length);

const whole = new RegExp(`^${erasedCharacter}+$`);
export const isErasedText = (value: unknown): boolean => typeof value === 'string' && whole.test(value);

/** The row as history keeps it after an erasure: where nothing but an erased text stands, nothing stands. */
export const withoutErasedTexts = (row: unknown): unknown => {
  if (typeof row !== 'object' || row === null) return row;
  let blank: Record<string, unknown> | null = null;
  for (const [name, value] of Object.entries(row)) {
    if (isErasedText(value)) blank = { ...(blank ?? row), [name]: null };
    else if (Array.isArray(value) && value.some(isErasedText))
      blank = { ...(blank ?? row), [name]: value.map((one: unknown) => (isErasedText(one) ? null : one)) };
  }
  return blank ?? row;
};
