import { JSONPathEnvironment, type JSONPathQuery, type JSONValue } from 'json-p3';
import type { Reading } from './reading.ts';

const environment = new JSONPathEnvironment({ maxRecursionDepth: 200 });

/** @returns null when the text is no JSONPath */
export const parseJsonPath = (text: string): JSONPathQuery | null => {
  try {
    return environment.compile(text);
  } catch {
    return null;
  }
};

const textOf = (value: unknown): Reading => {
  if (typeof value === 'string') return { value };
  if (typeof value === 'number' || typeof value === 'boolean') return { value: String(value) };
  if (value === null || value === undefined) return { failing: 'What the selector finds is empty.' };
  return { failing: 'The selector finds a list or an object instead of a single value.' };
};

/**
 * The first match of each selector as text. The cost is not bounded here (a path can ask for far more than the document is long).
 * @throws SyntaxError when the text is not JSON
 */
export const readJson = (text: string, selectors: readonly string[]): readonly Reading[] => {
  const data = JSON.parse(text.replace(/^\uFEFF/, '')) as JSONValue;
  return selectors.map((selector) => {
    const path = parseJsonPath(selector);
    if (path === null) return { failing: 'The selector is not a JSONPath.' };
    const [first] = path.lazyQuery(data);
    return first === undefined ? { failing: 'The selector finds nothing in what the server sent.' } : textOf(first.value);
  });
};
