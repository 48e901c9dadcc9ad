/**
 * Readable, and unlike any other by its end: what is renamed keeps its id. `kind` = where the name has no letters.
 * @example readableId('Front desk', 'k3f9x2', 'board') // 'front-desk-k3f9x2'
 */
export const readableId = (name: string, suffix: string, kind: string): string => {
  const slug = name
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 30)
    .replace(/-+$/, '');
  return `${slug === '' ? kind : slug}-${suffix}`;
};
