import type { CSSProperties } from 'react';
import { readableOn } from './core/colours.ts';

/** How many letters there are, for styles that let them fill their box. */
export const letters = (text: string): CSSProperties => ({ '--letters': String(Math.max(1, text.length)) });

/** Text in a colour of its own that can be read on its ground. */
export const inkOn = (background: string | null, foreground: string | null): CSSProperties => {
  if (foreground === null) return {};
  const { foreground: ink } = background === null ? { foreground } : readableOn(background, foreground);
  return { '--figure-ink': ink };
};

/** More than a figure: a message, which may take several lines. */
const longFrom = 24;
const lineLetters = 20;

/** Styles that let a message fill its box: how many lines it is set in, and how long the longest may become. */
const messageLines = (text: string): CSSProperties => {
  const lines = Math.ceil(text.length / lineLetters);
  const longestWord = Math.max(...text.split(/\s+/).map((word) => word.length));
  return { '--lines': String(lines), '--letters': String(Math.max(longestWord, Math.ceil(text.length / lines) + 5)) };
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
}) => {
  const long = text.length > longFrom;
  return (
    <span
      className={`tile-figure num ${long ? 'is-long' : ''} ${className}`}
      style={{ ...(long ? messageLines(text) : letters(text)), ...ink }}
    >
      {text}
    </span>
  );
};
