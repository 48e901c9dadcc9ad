/** Words in braces that stand for something in subject and body of a schedule's mails. */
export const placeholders = ['schedule', 'site', 'customer', 'range', 'reports', 'date'] as const;
export type Placeholder = (typeof placeholders)[number];

const braced = /\{([^{}\n]*)\}/g;

/** Names in braces that stand for nothing. */
export const unknownPlaceholders = (template: string): readonly string[] =>
  [...template.matchAll(braced)].map(([, name = '']) => name).filter((name) => !placeholders.some((known) => known === name));

/** The template with what its placeholders stand for, in one pass: braces within a value stay as they are. */
export const fillWords = (template: string, words: Readonly<Record<Placeholder, string>>): string =>
  template.replace(braced, (whole, name: string) => {
    const found = placeholders.find((known) => known === name);
    return found === undefined ? whole : words[found];
  });
