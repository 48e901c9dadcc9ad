/** Shorter ones would blank out parts of ordinary words and numbers. */
const leastCharacters = 6;
const blank = '••••••';

const jsonForm = (text: string): string => JSON.stringify(text).slice(1, -1);

/**
 * Blanks a secret out of what a server sent: some servers send back what they were asked with, and nobody is to read there what they were
 * never told.
 * @param secret value of a header; the part after `Bearer ` and the like counts as well
 */
export const hideSecret = (body: string, secret: string): string => {
  const parts = [secret, secret.slice(secret.indexOf(' ') + 1), ...secret.split(' ')].filter(({ length }) => length >= leastCharacters);
  const forms = new Set(parts.flatMap((part) => [part, jsonForm(part), encodeURIComponent(part)]));
  return [...forms].sort((a, b) => b.length - a.length).reduce((text, form) => text.replaceAll(form, blank), body);
};
