import { z } from 'zod';
import {
  type Placed,
  type Result,
  readDocument,
  type TextFault,
  type TextFilter,
  textFilterSchema,
} from '../definitions-text/text-document.ts';
import { boardContentSchema, boardIdSchema } from '../domain/board.ts';
import { type TextBoard, type TextVariable, textVariableSchema } from './site-text.ts';

export interface ReadText {
  readonly boards: readonly Placed<TextBoard>[];
  readonly filters: readonly Placed<TextFilter>[];
  readonly variables: readonly Placed<TextVariable>[];
  readonly faults: readonly TextFault[];
}

/** What stands beside the content of a board. */
const boardFrame = z.looseObject({ id: boardIdSchema, shared: z.boolean().default(false) });
const readBoard = (value: unknown): Result<TextBoard> => {
  const frame = boardFrame.safeParse(value);
  if (!frame.success) return frame;
  const { id, shared, ...rest } = frame.data;
  const content = boardContentSchema.safeParse(rest);
  return content.success ? { success: true, data: { id, shared, content: content.data } } : content;
};

/** Reads what `printSiteText` writes, or people did; faults have the line they are in, and then nothing of it is to be taken. */
export const readSiteText = (text: string): ReadText => {
  const { found, faults } = readDocument(text, ['boards', 'filters', 'variables'], (read) => ({
    boards: read('boards', readBoard),
    filters: read('filters', (value) => textFilterSchema.safeParse(value)),
    variables: read('variables', (value) => textVariableSchema.safeParse(value)),
  }));
  return { ...(found ?? { boards: [], filters: [], variables: [] }), faults };
};
