/** Readable, and unlike any other by its end: a board keeps its id when it is renamed. @example newBoardId('Front desk', 'k3f9x2') // 'front-desk-k3f9x2' */
export const newBoardId = (name: string, suffix: string): string => {
  const slug = name
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 30)
    .replace(/-+$/, '');
  return `${slug === '' ? 'board' : slug}-${suffix}`;
};
