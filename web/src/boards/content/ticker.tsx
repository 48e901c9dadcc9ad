import { type CSSProperties, useRef } from 'react';
import { type FigureText, figureText } from '../core/figure-text.ts';
import { tickerCopies, tickerSeconds } from '../core/ticker.ts';
import { letters } from '../figure.tsx';
import { useStill } from '../use-media-query.ts';
import { useSize } from '../use-size.ts';
import { useTurn } from '../use-turn.ts';
import type { ContentProps, KindOf } from './parts.ts';

/** Where nothing may move, one item after the other stands still for so long. */
const stillSeconds = 6;

const Items = ({ figures, inkOf }: { readonly figures: readonly FigureText[]; readonly inkOf: (index: number) => CSSProperties }) => (
  <>
    {figures.map((figure, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: fields of a tile have no other name, and may repeat
      <span key={index} className="ticker-item">
        <span className="ticker-name">{figure.title}</span>{' '}
        <span className="num ticker-value" style={inkOf(index)}>
          {figure.text}
        </span>
      </span>
    ))}
  </>
);

/** Runs from right to left in the order of the fields (L2640), and stands while somebody points at it or has stopped it. */
export const TickerLine = ({ site, tile, shown, feed, paused, inkOf }: ContentProps<KindOf<'ticker'>>) => {
  const box = useRef<HTMLDivElement>(null);
  const text = useRef<HTMLSpanElement>(null);
  const room = useSize(box);
  const { width } = useSize(text);
  const still = useStill();
  const turn = useTurn(stillSeconds, paused || !still);
  const figures = tile.fields.map((field, index) => figureText(tile.id, index, field, shown, feed, site.timeZone));
  const at = turn % Math.max(1, figures.length);
  const copies = still ? 1 : tickerCopies(width, room.width);
  const style: CSSProperties = { '--ticker-seconds': `${tickerSeconds(tile.speed, width, room.height)}s` };
  return (
    <div ref={box} className="ticker-room" data-still={still || undefined} data-paused={paused || undefined}>
      {still ? (
        <span className="ticker-text" style={letters(`${figures[at]?.title ?? ''} ${figures[at]?.text ?? ''}    `)}>
          <Items figures={figures.slice(at, at + 1)} inkOf={() => inkOf(at)} />
        </span>
      ) : (
        <div className="ticker-run" style={style}>
          {Array.from({ length: copies }, (_, copy) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: copies of one text
            <span key={copy} ref={copy === 0 ? text : undefined} className="ticker-text" aria-hidden={copy > 0 || undefined}>
              <Items figures={figures} inkOf={inkOf} />
            </span>
          ))}
        </div>
      )}
    </div>
  );
};
