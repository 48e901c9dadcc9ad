import type { Template } from '../types/template.ts';
import { groupedTemplates } from './grouped-templates.ts';
import { listTemplates } from './list-templates.ts';

/** The manual's templates (L3863-3985), Calls by User (L16810), and ours for the whole site. */
export const templates: readonly Template[] = [...listTemplates, ...groupedTemplates];

const byId: ReadonlyMap<string, Template> = new Map(templates.map((template) => [template.id, template]));
export const findTemplate = (id: string): Template | null => byId.get(id) ?? null;
