import type { PublicTemplate, TemplateDefault } from './public-types.ts';
import { maxColumns } from './question.ts';

/** Columns a question begins with: those of a new report; all of them where they are fixed. */
export const usualColumns = ({ id, fixed, columns }: PublicTemplate, defaults: readonly TemplateDefault[]): readonly string[] =>
  (fixed ? columns : (defaults.find(({ template }) => template === id)?.columns ?? columns)).slice(0, maxColumns);
