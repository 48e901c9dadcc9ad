const step = (hash: number, code: number, prime: number): number => Math.imul(hash ^ code, prime) >>> 0;

/** Short print of a text, for telling whether it changed: two 32-bit FNV-1a style sums and the length. Not for secrets. */
export const fingerprintOf = (text: string): string => {
  let a = 0x811c9dc5;
  let b = 0x9747b28c;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    a = step(a, code, 0x01000193);
    b = step(b, code, 0x5bd1e995);
  }
  return `${text.length.toString(36)}.${a.toString(36)}.${b.toString(36)}`;
};
