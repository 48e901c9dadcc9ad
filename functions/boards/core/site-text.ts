import { z } from 'zod';
import { type BoardContent, boardContentSchema, boardIdSchema } from '../../domain/board.ts';
import { withoutDefaults } from './without-defaults.ts';

/** A board in the text of a site: what people edit, under the id it keeps. Owner and versions are not part of it. */
export interface TextBoard {
  readonly id: string;
  readonly shared: boolean;
  readonly content: BoardContent;
}
export const textFilterSchema = z.strictObject({
  id: boardIdSchema,
  name: z.string().trim().min(1).max(80),
  description: z.string().trim().max(500).default(''),
  shared: z.boolean().default(false),
  spec: z.record(z.string(), z.unknown()),
});
export type TextFilter = z.infer<typeof textFilterSchema>;
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
/** Number of this way of writing. */
export const textFormat = 1;

const byId = <T extends { readonly id: string }>(items: readonly T[]): readonly T[] =>
  items.toSorted((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));

export const writtenBoard = ({ id, shared, content }: TextBoard): object => {
  const { kind, name, ...rest } = Object(withoutDefaults(boardContentSchema, content)) as Record<string, unknown>;
  return { id, kind, name, ...(shared ? { shared } : {}), ...rest };
};
export const writtenFilter = (filter: TextFilter): object => Object(withoutDefaults(textFilterSchema, filter)) as object;
export const writtenVariable = ({ id, name, value }: TextVariable): object => ({ id, name, value });

/** The whole as data, ready for printing: fixed order, nothing that reading would put there by itself. */
export const writtenSite = ({ boards, filters, variables }: SiteText): object => ({
  format: textFormat,
  ...(boards.length === 0 ? {} : { boards: byId(boards).map(writtenBoard) }),
  ...(filters.length === 0 ? {} : { filters: byId(filters).map(writtenFilter) }),
  ...(variables.length === 0 ? {} : { variables: byId(variables).map(writtenVariable) }),
});
