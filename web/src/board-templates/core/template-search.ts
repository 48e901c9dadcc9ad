/** Which template is open. */
export interface TemplateSearch {
  readonly template?: string;
}

export const parseTemplateSearch = (search: Readonly<Record<string, unknown>>): TemplateSearch =>
  typeof search.template === 'string' && search.template !== '' ? { template: search.template } : {};
