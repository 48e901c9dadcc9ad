import type { Fault } from '../../api/client.ts';

/** A template as people edit it. */
export const printContent = (content: unknown): string => JSON.stringify(content, null, 2);

export interface TextFault {
  /** From 1; null = the text as a whole. */
  readonly line: number | null;
  readonly detail: string;
}
export type ReadContent = { readonly content: unknown } | { readonly fault: TextFault };

const lineAt = (text: string, at: number): number => text.slice(0, at).split('\n').length;

/** Reads what was edited; what is wrong with it as a board is for the service to say. */
export const readContent = (text: string): ReadContent => {
  try {
    const content: unknown = JSON.parse(text);
    if (typeof content !== 'object' || content === null || Array.isArray(content))
      return { fault: { line: null, detail: 'A board begins with { and ends with }.' } };
    return { content };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const [, line] = /line (\d+)/.exec(message) ?? [];
    const [, position] = /position (\d+)/.exec(message) ?? [];
    const at = line !== undefined ? Number(line) : position !== undefined ? lineAt(text, Number(position)) : lineAt(text, text.length);
    return { fault: { line: at, detail: 'This is no JSON here: a comma, a quote or a bracket is missing or too many.' } };
  }
};

/**
 * The line where the part of a JSON text stands that a pointer names; the nearest part that is there. The text is one that `printContent`
 * could have written: an element a line.
 */
export const lineOfPointer = (text: string, pointer: string): number | null => {
  const steps = pointer.replace(/^#/, '').split('/').slice(1);
  const lines = text.split('\n');
  let line = 0;
  let depth = 1;
  let found: number | null = null;
  for (const step of steps) {
    const indent = '  '.repeat(depth);
    let count = -1;
    let at: number | null = null;
    for (let i = line + 1; i < lines.length; i += 1) {
      const each = lines[i] ?? '';
      const own = each.length - each.trimStart().length;
      if (own < indent.length) break;
      if (own > indent.length) continue;
      if (/^\s*[}\]]/.test(each)) continue;
      count += 1;
      if (
        each.trimStart().startsWith(`${JSON.stringify(step)}:`) ||
        (/^\d+$/.test(step) && !each.trimStart().startsWith('"') && count === Number(step))
      ) {
        at = i;
        break;
      }
    }
    if (at === null) return found;
    line = at;
    found = at + 1;
    depth += 1;
  }
  return found;
};

/** Faults of the service, each with the line it means. `prefix` = how its pointers begin, such as `#/content`. */
export const placeContentFaults = (text: string, faults: readonly Fault[], prefix: string): readonly TextFault[] =>
  faults.map(({ pointer, detail }) => ({
    line: pointer.startsWith(prefix) ? lineOfPointer(text, `#${pointer.slice(prefix.length)}`) : null,
    detail,
  }));
