import type { Colours, View } from '../../../../../functions/domain/board.ts';

/** Strong colours that read well against white either way round, far enough apart to tell tiles from each other. */
const strong = [
  '#17703d',
  '#1557b0',
  '#6240b8',
  '#9a2a6b',
  '#b3211a',
  '#8a4b00',
  '#0c6a75',
  '#3f5a14',
  '#34495e',
  '#7a3b8f',
  '#a0372f',
  '#005f8a',
] as const;
const white = '#ffffff';
const black = '#000000';

/**
 * Colours of a new tile (L2107-2115): white text on a random colour, a random colour on white, or black on white. One that no tile of the
 * view has yet, while there is one. `random` lies in [0, 1).
 */
export const pickColours = (mode: View['colourMode'], used: readonly (Colours | null)[], random: number): Colours => {
  if (mode === 'none') return { background: white, foreground: black };
  const taken = new Set(used.map((colours) => (mode === 'background' ? colours?.background : colours?.foreground)));
  const free = strong.filter((colour) => !taken.has(colour));
  const from = free.length > 0 ? free : strong;
  const colour = from[Math.min(from.length - 1, Math.floor(random * from.length))] ?? strong[0];
  return mode === 'background' ? { background: colour, foreground: white } : { background: white, foreground: colour };
};
