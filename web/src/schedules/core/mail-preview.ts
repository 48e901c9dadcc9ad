/** What can stand in braces in subject and body, and what it becomes. */
export const placeholders = [
  ['schedule', 'name of the schedule'],
  ['site', 'name of the site'],
  ['customer', 'name of the customer'],
  ['range', 'days of the reports'],
  ['reports', 'names of the reports'],
  ['date', 'day of the run'],
] as const;
export type PlaceholderName = (typeof placeholders)[number][0];

/** A subject or body as a reader will see it. What stands for nothing stays as it is, and is refused when it is saved. */
export const previewMail = (template: string, words: Readonly<Record<PlaceholderName, string>>): string =>
  template.replace(/\{([^{}\n]*)\}/g, (whole, name: string) => {
    const found = placeholders.find(([known]) => known === name)?.[0];
    return found === undefined ? whole : words[found];
  });

/** The text with a placeholder put where the cursor is. */
export const putPlaceholder = (text: string, at: number, name: PlaceholderName): string => `${text.slice(0, at)}{${name}}${text.slice(at)}`;
