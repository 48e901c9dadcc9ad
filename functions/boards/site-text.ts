import { z } from 'zod';
import { filterSection, type Section, type TextFilter } from '../definitions-text/text-document.ts';
import { type BoardContent, boardContentSchema, boardIdSchema } from '../domain/board.ts';
import { withoutDefaults } from '../domain/without-defaults.ts';

/** A board in the text of a site: what people edit, under the id it keeps. Owner and versions are not part of it. */
export interface TextBoard {
  readonly id: string;
  readonly shared: boolean;
  readonly content: BoardContent;
}
export const textVariableSchema = z.strictObject({
  id: boardIdSchema,
  name: z.string().trim().min(1).max(80),
  value: z
    .string()
    .max(500)
    .refine((value) => value.trim() !== '', 'must not be empty'),
});
export type TextVariable = z.infer<typeof textVariableSchema>;

/** What a site has that can be written out; each list by id. */
export interface SiteText {
  readonly boards: readonly TextBoard[];
  readonly filters: readonly TextFilter[];
  readonly variables: readonly TextVariable[];
}
export const writtenBoard = ({ id, shared, content }: TextBoard): object => {
  const { kind, name, ...rest } = Object(withoutDefaults(boardContentSchema, content)) as Record<string, unknown>;
  return { id, kind, name, ...(shared ? { shared } : {}), ...rest };
};
export const writtenVariable = ({ id, name, value }: TextVariable): object => ({ id, name, value });

/** The whole as sections, ready for printing: fixed order, nothing that reading would put there by itself. */
export const siteSections = ({ boards, filters, variables }: SiteText): readonly Section[] => [
  { kind: 'boards', items: boards.map((board) => ({ id: board.id, written: writtenBoard(board) })) },
  filterSection(filters),
  { kind: 'variables', items: variables.map((variable) => ({ id: variable.id, written: writtenVariable(variable) })) },
];
