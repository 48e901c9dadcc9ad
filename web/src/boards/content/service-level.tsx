import { formatPercent } from '../../figures/core/format-figure.ts';
import { Icon } from '../../ui/icons.tsx';
import { figureText } from '../core/figure-text.ts';
import { Figure } from '../figure.tsx';
import type { ContentProps, KindOf } from './parts.ts';

/** The figure, whether it meets its target, and how it is counted: two formulas give two figures, and people compare them. */
export const ServiceLevel = ({ site, tile, shown, feed, inkOf }: ContentProps<KindOf<'serviceLevel'>>) => {
  const figure = figureText(tile.id, 0, null, shown, feed, site.timeZone);
  const met = figure.number === null ? null : figure.number >= tile.target;
  return (
    <div className="tile-level">
      <p className="tile-one">
        <Figure text={figure.text} ink={inkOf(0)} />
      </p>
      <p className="tile-target">
        {met === null ? null : <Icon name={met ? 'answered' : 'warning'} />}
        {met === null ? 'Target' : met ? 'Met: target' : 'Missed: target'} {formatPercent(tile.target)}
      </p>
      <p className="tile-formula">
        {tile.formula === 'site' ? '' : `${tile.formula}: `}
        {figure.words}
      </p>
    </div>
  );
};
