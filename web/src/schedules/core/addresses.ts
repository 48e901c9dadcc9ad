/** Good enough to catch slips of the hand; the service reads them properly. */
const likely = /^[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;]{2,}$/;

export const isLikelyAddress = (text: string): boolean => likely.test(text);

/** Addresses of what was typed or pasted, without the names mail programs put around them: `Ann <ann@example.com>; …`. */
export const splitAddresses = (text: string): readonly string[] =>
  text
    .split(/[,;\n\t]/)
    .map((part) => (/<([^<>]*)>/.exec(part)?.[1] ?? part).trim())
    .flatMap((part) => (part.includes('"') ? [part] : part.split(/\s+/)))
    .filter((part) => part !== '');

/** With what came added; nobody is written to twice. */
export const addAddresses = (before: readonly string[], added: readonly string[]): readonly string[] => {
  const known = new Set(before.map((each) => each.toLowerCase()));
  const out = [...before];
  for (const address of added) {
    if (known.has(address.toLowerCase())) continue;
    known.add(address.toLowerCase());
    out.push(address);
  }
  return out;
};
