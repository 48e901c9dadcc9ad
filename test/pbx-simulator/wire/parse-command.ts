export interface Command {
  readonly name: string;
  /** Text of the InvokeID as sent; empty when missing. */
  readonly invokeId: string;
  readonly args: readonly string[];
}

/** Splits on commas outside bars; spaces around a field are tolerated, bars are kept off text. */
export const splitFields = (text: string): string[] => {
  const fields: string[] = [];
  let field = '';
  let inBars = false;
  for (const ch of text) {
    if (ch === '|') inBars = !inBars;
    else if (ch === ',' && !inBars) {
      fields.push(field.trim());
      field = '';
    } else field += ch;
  }
  fields.push(field.trim());
  return fields;
};

/** `RR` and `RT` are the old forms without InvokeID. */
export const parseCommand = (line: string): Command => {
  const [name = '', ...rest] = splitFields(line);
  if (!name.startsWith('_')) return { name, invokeId: '', args: rest };
  return { name, invokeId: rest[0] ?? '', args: rest.slice(1) };
};

export const isInvokeId = (text: string): boolean => /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65_535;
