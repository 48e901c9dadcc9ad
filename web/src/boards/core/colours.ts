/** sRGB, each 0 to 255. */
type Rgb = readonly [number, number, number];

const parse = (colour: string): Rgb => {
  const value = Number.parseInt(colour.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
};
const print = (rgb: Rgb): string => `#${rgb.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`;

const luminance = (rgb: Rgb): number => {
  const [r = 0, g = 0, b = 0] = rgb.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};

/** WCAG 2.2: from 1 (the same) to 21. */
export const contrast = (a: string, b: string): number => {
  const [light = 0, dark = 0] = [luminance(parse(a)), luminance(parse(b))].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
};

const black = '#000000';
const white = '#ffffff';

/** The colour that far on the way to another: its hue stays, as far as there is one. */
const mixed = (from: Rgb, to: Rgb, share: number): Rgb => [
  from[0] + (to[0] - from[0]) * share,
  from[1] + (to[1] - from[1]) * share,
  from[2] + (to[2] - from[2]) * share,
];

const steps = 20;
const firstReadable = (foreground: string, background: string, towards: string, ratio: number): number | null => {
  for (let i = 1; i <= steps; i += 1)
    if (contrast(print(mixed(parse(foreground), parse(towards), i / steps)), background) >= ratio) return i / steps;
  return null;
};

export interface Readable {
  readonly foreground: string;
  /** The pair asked for was poor: the text is another shade of it, and gets an outline. */
  readonly helped: boolean;
}

/**
 * A foreground that can be read on a background: the one asked for, or its nearest shade that reaches the ratio. Between black and white
 * there is none on a middle grey for 7, but always one for 4.5.
 */
export const readableOn = (background: string, foreground: string, ratio = 4.5): Readable => {
  if (contrast(foreground, background) >= ratio) return { foreground, helped: false };
  const ways = [white, black].flatMap((towards) => {
    const share = firstReadable(foreground, background, towards, ratio);
    return share === null ? [] : [{ towards, share }];
  });
  const [way] = ways.sort((a, b) => a.share - b.share);
  if (way === undefined) return { foreground: contrast(white, background) >= contrast(black, background) ? white : black, helped: true };
  return { foreground: print(mixed(parse(foreground), parse(way.towards), way.share)), helped: true };
};
