/**
 * Letters whose lower case came into Unicode after the tables of the query engine (DuckDB 1.5): they stay as they are, so that a filter
 * finds the same rows in memory and in the lake. A test compares every code point; a newer engine or runtime changes this line only.
 */
const unknownToEngine = /[\u1c89\ua7cb\ua7cc\ua7ce\ua7d2\ua7d4\ua7da\ua7dc\u{10d50}-\u{10d65}\u{16ea0}-\u{16eb8}]/u;
const ascii = /^[\0-\x7f]*$/;

const foldOne = (character: string): string => {
  if (character === 'İ') return 'i';
  return unknownToEngine.test(character) ? character : character.toLowerCase();
};

/**
 * Lower case character by character: no character becomes two, none depends on its neighbours (`Σ` is `σ` at the end of a word too, `ß` is
 * not `SS`). Equal to `lower()` of the query engine.
 */
export const foldText = (text: string): string => (ascii.test(text) ? text.toLowerCase() : Array.from(text, foldOne).join(''));
