/** A value as a literal: quotes doubled. NUL, which would end the text of a query, is spelled out. */
export const sqlLiteral = (value: string): string => {
  const quoted = value.split('\0').map((part) => `'${part.replaceAll("'", "''")}'`);
  return quoted.length === 1 ? (quoted[0] ?? "''") : `(${quoted.join(' || chr(0) || ')})`;
};

/** A name of a column or relation; quoted always, as some of ours (`extension`) are words of the language. */
export const sqlName = (name: string): string => `"${name.replaceAll('"', '""')}"`;
