import type { CSSProperties } from 'react';
import { readableOn } from './core/colours.ts';

/** How many letters there are, for styles that let them fill their box. */
export const letters = (text: string): CSSProperties => ({ '--letters': String(Math.max(1, text.length)) });

/** Text in a colour of its own that can be read on its ground. */
export const inkOn = (background: string | null, foreground: string | null): CSSProperties => {
  if (foreground === null) return {};
  const { foreground: ink } = background === null ? { foreground } : readableOn(background, foreground);
  return { color: ink };
};

/** A figure as large as its box lets it be, and never cut. */
export const Figure = ({
  text,
  ink = {},
  className = '',
}: {
  readonly text: string;
  readonly ink?: CSSProperties;
  readonly className?: string;
}) => (
  <span className={`tile-figure num ${className}`} style={{ ...letters(text), ...ink }}>
    {text}
  </span>
);
