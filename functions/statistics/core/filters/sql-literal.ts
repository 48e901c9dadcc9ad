/**
 * A text as a literal of the query engine; the only way a value gets into a query. Standard strings: nothing but the quote means anything.
 * A NUL would end the query text; no parsed filter holds one, but a site's configuration may.
 */
export const sqlLiteral = (text: string): string => `'${text.replaceAll('\0', '\uFFFD').replaceAll("'", "''")}'`;
