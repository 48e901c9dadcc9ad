const longest = 40;

/**
 * An id made of a name, so that a board means the same thing on another site: `Sales target` is `sales-target` there too.
 * @param taken ids that are in use
 * @param otherwise for names without a single letter or digit of the Latin alphabet
 */
export const newId = (name: string, taken: ReadonlySet<string>, otherwise: string): string => {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, longest - 4)
    .replace(/^-+|-+$/g, '');
  const base = plain === '' ? otherwise : plain;
  if (!taken.has(base)) return base;
  for (let n = 2; ; n += 1) if (!taken.has(`${base}-${n}`)) return `${base}-${n}`;
};
