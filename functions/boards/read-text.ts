import { type Document, isAlias, isMap, isNode, isScalar, LineCounter, parseDocument, visit, type YAMLMap } from 'yaml';
import { z } from 'zod';
import { boardContentSchema, boardIdSchema } from '../domain/board.ts';
import { textBytes } from './constants.ts';
import { type TextBoard, type TextFilter, type TextVariable, textFilterSchema, textFormat, textVariableSchema } from './core/site-text.ts';

/** Line from 1. */
export interface TextFault {
  readonly line: number;
  readonly detail: string;
}
/** Something of the text, with where its parts stand. */
export interface Placed<T> {
  readonly value: T;
  readonly lineOf: (path: readonly PropertyKey[]) => number;
}
export interface ReadText {
  readonly boards: readonly Placed<TextBoard>[];
  readonly filters: readonly Placed<TextFilter>[];
  readonly variables: readonly Placed<TextVariable>[];
  readonly faults: readonly TextFault[];
}

const rootSchema = z.strictObject({
  format: z.literal(textFormat, `must be ${textFormat}`),
  boards: z.array(z.unknown()).default([]),
  filters: z.array(z.unknown()).default([]),
  variables: z.array(z.unknown()).default([]),
});
/** What stands beside the content of a board. */
const boardFrame = z.looseObject({ id: boardIdSchema, shared: z.boolean().default(false) });
const faultsAtMost = 100;
type Result<T> = { readonly success: true; readonly data: T } | { readonly success: false; readonly error: z.ZodError };
const tooDeep = 'the text is nested more deeply than any board is';

/** Keys that stand twice in a map. The reader would look for them too, but by comparing each with each: minutes for a hostile text. */
const doubleKeys = ({ items }: YAMLMap): readonly { readonly at: number; readonly key: string }[] => {
  const seen = new Set<string>();
  return items.flatMap(({ key }) => {
    if (!isScalar(key)) return [];
    const text = String(key.value);
    const isDouble = seen.has(text);
    seen.add(text);
    return isDouble ? [{ at: key.range?.[0] ?? 0, key: text }] : [];
  });
};

const syntaxFaults = (document: Document, lines: LineCounter): TextFault[] => {
  const faults = document.errors.map(({ message, pos }) => ({
    line: lines.linePos(pos[0]).line,
    // The reader goes down into what is nested by recursion, and reports it when the stack ends.
    detail: message.startsWith('Maximum call stack') ? tooDeep : message,
  }));
  visit(document, {
    Node: (_key, node) => {
      const refuse = (detail: string): void => {
        faults.push({ line: lines.linePos(node.range?.[0] ?? 0).line, detail });
      };
      if (isAlias(node) || ('anchor' in node && node.anchor !== undefined)) refuse('anchors and aliases are not read: write it out');
      else if (node.tag !== undefined) refuse('tags are not read: leave it out');
      else if (isMap(node))
        for (const { at, key } of doubleKeys(node).slice(0, faultsAtMost))
          faults.push({ line: lines.linePos(at).line, detail: `"${key.slice(0, 60)}" stands twice` });
      return faults.length >= faultsAtMost ? visit.BREAK : undefined;
    },
  });
  return faults;
};

const parse = (text: string): { readonly document: Document; readonly lines: LineCounter } | TextFault => {
  if (Buffer.byteLength(text) > textBytes) return { line: 1, detail: `the text has more than ${textBytes} bytes: import it in parts` };
  const lines = new LineCounter();
  try {
    return {
      document: parseDocument(text, { lineCounter: lines, schema: 'core', uniqueKeys: false, logLevel: 'error', prettyErrors: false }),
      lines,
    };
  } catch (error) {
    if (error instanceof RangeError) return { line: 1, detail: tooDeep };
    throw error;
  }
};

/** Reads what `printSiteText` writes, or people did; faults have the line they are in, and then nothing of it is to be taken. */
export const readSiteText = (text: string): ReadText => {
  const none = { boards: [], filters: [], variables: [] };
  const parsed = parse(text);
  if ('detail' in parsed) return { ...none, faults: [parsed] };
  const { document, lines } = parsed;
  const broken = syntaxFaults(document, lines);
  if (broken.length > 0) return { ...none, faults: broken };
  const lineAt = (path: readonly PropertyKey[]): number => {
    for (let depth = path.length; depth >= 0; depth -= 1) {
      const node: unknown = depth === 0 ? document.contents : document.getIn(path.slice(0, depth), true);
      if (isNode(node) && node.range != null) return lines.linePos(node.range[0]).line;
    }
    return 1;
  };
  const faults: TextFault[] = [];
  const take = (error: z.ZodError, below: readonly PropertyKey[]): void => {
    for (const { path, message } of error.issues)
      faults.push({ line: lineAt([...below, ...path]), detail: `${path.length === 0 ? '' : `${path.join('/')}: `}${message}` });
  };
  const root = rootSchema.safeParse(document.toJS({ maxAliasCount: 0 }));
  if (!root.success) {
    take(root.error, []);
    return { ...none, faults: faults.slice(0, faultsAtMost) };
  }
  const read = <T>(kind: 'boards' | 'filters' | 'variables', schema: (value: unknown) => Result<T>): Placed<T>[] =>
    root.data[kind].flatMap((value, i) => {
      // More would not be told, and looking for their lines takes long.
      if (faults.length >= faultsAtMost) return [];
      const result = schema(value);
      if (!result.success) {
        take(result.error, [kind, i]);
        return [];
      }
      return [{ value: result.data, lineOf: (path) => lineAt([kind, i, ...path]) }];
    });
  const found = {
    boards: read('boards', readBoard),
    filters: read('filters', (value) => textFilterSchema.safeParse(value)),
    variables: read('variables', (value) => textVariableSchema.safeParse(value)),
  };
  for (const placed of [found.boards, found.filters, found.variables]) {
    const ids = new Set<string>();
    for (const { value, lineOf } of placed) {
      if (ids.has(value.id)) faults.push({ line: lineOf(['id']), detail: `the id "${value.id}" stands twice` });
      ids.add(value.id);
    }
  }
  return faults.length > 0 ? { ...none, faults: faults.slice(0, faultsAtMost) } : { ...found, faults };
};

const readBoard = (value: unknown): Result<TextBoard> => {
  const frame = boardFrame.safeParse(value);
  if (!frame.success) return frame;
  const { id, shared, ...rest } = frame.data;
  const content = boardContentSchema.safeParse(rest);
  return content.success ? { success: true, data: { id, shared, content: content.data } } : content;
};
