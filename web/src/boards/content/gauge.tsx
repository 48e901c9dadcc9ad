import type { CSSProperties } from 'react';
import { formatFigure } from '../../figures/core/format-figure.ts';
import { isFigureType } from '../../figures/core/public-types.ts';
import { gaugeArcs, gaugeShare, shareText } from '../core/gauge.ts';

const radius = 42;
const round = 2 * Math.PI * radius;

const Arc = ({ share, className }: { readonly share: number; readonly className: string }) =>
  share <= 0 ? null : (
    <circle cx="50" cy="50" r={radius} className={className} strokeDasharray={`${share * round} ${round}`} transform="rotate(-90 50 50)" />
  );

/** A circle that closes when the target is reached (L2585), with the figure and its share in it. */
export const Gauge = ({
  title,
  text,
  number,
  target,
  type,
  ink,
}: {
  readonly title: string;
  readonly text: string;
  readonly number: number | null;
  readonly target: number;
  readonly type: string;
  readonly ink: CSSProperties;
}) => {
  const share = gaugeShare(number, target);
  const { first, second } = gaugeArcs(share ?? 0);
  const targetText = formatFigure(isFigureType(type) ? type : 'count', target, 'UTC');
  const words = share === null ? `not known, target ${targetText}` : `${text}, ${shareText(share)} of ${targetText}`;
  const size = Math.min(24, 104 / Math.max(3, text.length));
  return (
    // biome-ignore lint/a11y/useSemanticElements: a meter element holds no picture
    <div
      className="gauge"
      role="meter"
      aria-label={title}
      aria-valuemin={0}
      aria-valuemax={Math.max(target, number ?? 0)}
      aria-valuenow={Math.max(0, number ?? 0)}
      aria-valuetext={words}
    >
      <svg viewBox="0 0 100 100" aria-hidden="true" focusable="false" style={ink}>
        <circle cx="50" cy="50" r={radius} className="gauge-ground" />
        <Arc share={first} className="gauge-arc" />
        <Arc share={second} className="gauge-beyond" />
        <text x="50" y="52" className="num gauge-figure" fontSize={size} textAnchor="middle" dominantBaseline="middle">
          {text}
        </text>
        <text x="50" y="70" className="num" fontSize="7.5" textAnchor="middle">
          {share === null ? `of ${targetText}` : `${shareText(share)} of ${targetText}`}
        </text>
      </svg>
    </div>
  );
};
