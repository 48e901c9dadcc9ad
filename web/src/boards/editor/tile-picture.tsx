import type { ReactNode } from 'react';
import type { TileChoice } from './core/tile-kinds.ts';

const lines = (ys: readonly number[], x = 8, w = 44): ReactNode => ys.map((y) => <rect key={y} x={x} y={y} width={w} height="4" rx="1" />);
const rows = (
  <>
    <rect x="4" y="5" width="52" height="5" rx="1" opacity="0.45" />
    {[14, 22, 30].map((y) => (
      <g key={y}>
        <circle cx="8" cy={y + 2} r="2.2" />
        <rect x="14" y={y} width="18" height="4" rx="1" />
        <rect x="36" y={y} width="8" height="4" rx="1" opacity="0.6" />
        <rect x="48" y={y} width="8" height="4" rx="1" opacity="0.6" />
      </g>
    ))}
  </>
);

/** What a kind of tile looks like, 60 x 40; the words beside it say it to those who hear the page. */
const pictures: Readonly<Record<TileChoice, ReactNode>> = {
  single: (
    <>
      <rect x="8" y="6" width="22" height="4" rx="1" opacity="0.5" />
      <path d="M22 34V18l-4 2.5v-4L23.5 13H27v21Zm12 0v-4l6-6.5c1.5-1.7 2-2.6 2-3.7a2.3 2.3 0 0 0-2.4-2.3c-1.5 0-2.4 1-2.5 2.7h-4C33.4 16 36 13.5 39.8 13.5c3.7 0 6.3 2.4 6.3 6 0 2-.8 3.7-3 6l-4 4.3h7V34Z" />
    </>
  ),
  gauge: (
    <>
      <circle cx="30" cy="20" r="14" fill="none" stroke="currentColor" strokeWidth="5" opacity="0.25" />
      <path d="M30 6a14 14 0 1 1-13.3 18.3" fill="none" stroke="currentColor" strokeWidth="5" />
    </>
  ),
  multi: (
    <>
      {lines([8, 18, 28], 8, 26)}
      {lines([8, 18, 28], 42, 10)}
    </>
  ),
  graph: <path d="M6 33 16 22l9 5 10-15 8 7 11-12" fill="none" stroke="currentColor" strokeWidth="3.5" strokeLinejoin="round" />,
  serviceLevel: (
    <>
      <rect x="6" y="22" width="48" height="8" rx="2" opacity="0.25" />
      <rect x="6" y="22" width="36" height="8" rx="2" />
      <path d="M46 17h2v18h-2Z" />
      {lines([8], 8, 22)}
    </>
  ),
  queues: (
    <>
      {[6, 24, 42].map((x) => (
        <g key={x}>
          <rect x={x} y="8" width="14" height="24" rx="2" opacity="0.25" />
          <rect x={x + 3} y="12" width="8" height="4" rx="1" />
          <rect x={x + 3} y="20" width="8" height="7" rx="1" />
        </g>
      ))}
    </>
  ),
  ticker: (
    <>
      <rect x="2" y="26" width="56" height="10" rx="1" opacity="0.25" />
      <path d="M6 29h12v4H6Zm16 0h8v4h-8Zm12 0h14v4H34Z" />
      <rect x="2" y="4" width="56" height="19" rx="1" fill="none" stroke="currentColor" strokeWidth="1.5" opacity="0.4" />
    </>
  ),
  media: (
    <>
      <rect x="6" y="6" width="48" height="28" rx="2" fill="none" stroke="currentColor" strokeWidth="2.5" />
      <path d="m25 13 12 7-12 7Z" />
    </>
  ),
  'grid:agents': rows,
  'grid:calls': rows,
  'grid:extensions': rows,
  'grid:trunks': rows,
  worklist: (
    <>
      {[8, 18, 28].map((y) => (
        <g key={y}>
          <path d={`m6 ${y + 2} 2 2 4-4.5`} fill="none" stroke="currentColor" strokeWidth="1.8" />
          <rect x="18" y={y} width="30" height="4" rx="1" />
        </g>
      ))}
    </>
  ),
};

export const TilePicture = ({ choice }: { readonly choice: TileChoice }) => (
  <svg className="tile-picture" viewBox="0 0 60 40" fill="currentColor" aria-hidden="true" focusable="false">
    {pictures[choice]}
  </svg>
);
