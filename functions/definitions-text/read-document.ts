import { type Document, isAlias, isMap, isNode, isScalar, LineCounter, parseDocument, visit, type YAMLMap } from 'yaml';
import { z } from 'zod';
import { faultsAtMost, textBytes, textFormat } from './constants.ts';

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
export type Result<T> = { readonly success: true; readonly data: T } | { readonly success: false; readonly error: z.ZodError };
/** Reads the list of a kind, each with its schema. */
export type ReadList = <T extends { readonly id: string }>(kind: string, parse: (value: unknown) => Result<T>) => readonly Placed<T>[];

const tooDeep = 'the text is nested more deeply than anything kept is';

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

const parseYaml = (text: string): { readonly document: Document; readonly lines: LineCounter } | TextFault => {
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

/**
 * Reads what `printDocument` writes, or people did. `take` reads its lists; `found` is null when anything is wrong, and then nothing of the text is
 * to be taken. Faults have the line they are in; no more than 100 are looked for.
 */
export const readDocument = <R>(
  text: string,
  kinds: readonly string[],
  take: (read: ReadList) => R,
): { readonly found: R | null; readonly faults: readonly TextFault[] } => {
  const parsed = parseYaml(text);
  if ('detail' in parsed) return { found: null, faults: [parsed] };
  const { document, lines } = parsed;
  const broken = syntaxFaults(document, lines);
  if (broken.length > 0) return { found: null, faults: broken };
  const lineAt = (path: readonly PropertyKey[]): number => {
    for (let depth = path.length; depth >= 0; depth -= 1) {
      const node: unknown = depth === 0 ? document.contents : document.getIn(path.slice(0, depth), true);
      if (isNode(node) && node.range != null) return lines.linePos(node.range[0]).line;
    }
    return 1;
  };
  const faults: TextFault[] = [];
  const told = () => ({ found: null, faults: faults.slice(0, faultsAtMost) });
  const tell = (error: z.ZodError, below: readonly PropertyKey[]): void => {
    for (const { path, message } of error.issues)
      faults.push({ line: lineAt([...below, ...path]), detail: `${path.length === 0 ? '' : `${path.join('/')}: `}${message}` });
  };
  const lists = Object.fromEntries(kinds.map((kind) => [kind, z.array(z.unknown()).default([])]));
  const root = z
    .strictObject({ format: z.literal(textFormat, `must be ${textFormat}`), ...lists })
    .safeParse(document.toJS({ maxAliasCount: 0 }));
  if (!root.success) {
    tell(root.error, []);
    return told();
  }
  const items = z.record(z.string(), z.unknown()).parse(root.data);
  const found = take((kind, parse) => {
    const ids = new Set<string>();
    return z
      .array(z.unknown())
      .parse(items[kind])
      .flatMap((value, i) => {
        // More would not be told, and looking for their lines takes long.
        if (faults.length >= faultsAtMost) return [];
        const result = parse(value);
        if (!result.success) {
          tell(result.error, [kind, i]);
          return [];
        }
        const { id } = result.data;
        if (ids.has(id)) faults.push({ line: lineAt([kind, i, 'id']), detail: `the id "${id}" stands twice` });
        ids.add(id);
        return [{ value: result.data, lineOf: (path: readonly PropertyKey[]) => lineAt([kind, i, ...path]) }];
      });
  });
  return faults.length > 0 ? told() : { found, faults };
};
