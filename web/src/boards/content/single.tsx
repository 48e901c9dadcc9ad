import { figureText } from '../core/figure-text.ts';
import { Figure } from '../figure.tsx';
import { Gauge } from './gauge.tsx';
import type { ContentProps, KindOf } from './parts.ts';

export const Single = ({ site, tile, shown, feed, inkOf }: ContentProps<KindOf<'single'>>) => {
  const figure = figureText(tile.id, 0, tile.field, shown, feed, site.timeZone);
  if (tile.appearance === 'gauge' && tile.target !== null)
    return (
      <Gauge
        title={figure.title}
        text={figure.text}
        number={figure.number}
        target={tile.target}
        type={shown.fields[`${tile.id}/0`]?.type ?? 'count'}
        ink={inkOf(0)}
      />
    );
  return (
    <p className="tile-one">
      <Figure text={figure.text} ink={inkOf(0)} />
    </p>
  );
};
