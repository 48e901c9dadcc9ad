import type { CSSProperties, ReactNode } from 'react';
import { fieldsOf, type ShownView, type Tile } from '../../../functions/domain/board.ts';
import type { Site } from '../api/types.ts';
import { formatDayMinute, formatSpan } from '../time/core/format.ts';
import { Icon } from '../ui/icons.tsx';
import './boards.css';
import { Graph } from './content/graph.tsx';
import { Grid } from './content/grid.tsx';
import { Media } from './content/media.tsx';
import { Multi } from './content/multi.tsx';
import type { ContentProps } from './content/parts.ts';
import { Queues } from './content/queues.tsx';
import { ServiceLevel } from './content/service-level.tsx';
import { Single } from './content/single.tsx';
import { TickerLine } from './content/ticker.tsx';
import { Worklist } from './content/worklist.tsx';
import { quietSignal, type TileSignal } from './core/alarms.ts';
import { readableOn } from './core/colours.ts';
import type { BoardFeed, GridRow } from './core/feed.ts';
import { filterLine, tileTitle } from './core/tile-words.ts';
import { ExplainLink } from './explain-link.tsx';
import { inkOn, letters } from './figure.tsx';

/** What is needed of a site; a paired screen knows no more. */
export type BoardSite = Pick<Site, 'site' | 'name' | 'timeZone' | 'resetTime'>;
export type RowActions = (row: GridRow) => ReactNode;

export interface TileFaceProps {
  readonly site: BoardSite;
  readonly tile: Tile;
  readonly shown: ShownView;
  readonly feed: BoardFeed;
  /** Menu for a row of a grid. */
  readonly actions?: RowActions;
  /** What its alarms make of it; default none. */
  readonly signal?: TileSignal;
  /** Nothing moves by itself: no cycling, no ticker, no flashing. */
  readonly paused?: boolean;
  /** Somebody can reach it: links, sorting, scrolling. On walls lists page by themselves. */
  readonly desk?: boolean;
  /** The reader sees no outside numbers and no calls of others, as a paired screen. */
  readonly hidesNumbers?: boolean;
  /** Figures lead to how they came about. */
  readonly explains?: boolean;
  /** Right end of the head: a menu, a link. */
  readonly corner?: ReactNode;
}

const Content = (props: ContentProps<Tile>) => {
  const { tile, ...rest } = props;
  switch (tile.kind) {
    case 'single':
      return <Single {...rest} tile={tile} />;
    case 'multi':
      return <Multi {...rest} tile={tile} />;
    case 'ticker':
      return <TickerLine {...rest} tile={tile} />;
    case 'media':
      return <Media {...rest} tile={tile} />;
    case 'grid':
      return <Grid {...rest} tile={tile} />;
    case 'graph':
      return <Graph {...rest} tile={tile} />;
    case 'serviceLevel':
      return <ServiceLevel {...rest} tile={tile} />;
    case 'worklist':
      return <Worklist {...rest} tile={tile} />;
    case 'queues':
      return <Queues {...rest} tile={tile} />;
  }
};

/** Values from outside that could not be fetched, with the age of what stands there. */
const failingWords = (tile: Tile, feed: BoardFeed, zone: string): readonly string[] =>
  fieldsOf(tile).flatMap((field) => {
    const value = field.source === 'value' ? feed.values.get(field.value) : undefined;
    if (value === undefined || value.failing === null) return [];
    const at = Date.parse(value.at);
    return [`From ${formatDayMinute(zone, at)}, ${formatSpan(feed.now() - at)} old: ${value.failing}`];
  });

const Notes = ({
  tile,
  shown,
  feed,
  zone,
}: {
  readonly tile: Tile;
  readonly shown: ShownView;
  readonly feed: BoardFeed;
  readonly zone: string;
}) => {
  const notes = [
    ...shown.faults.filter((fault) => fault.tile === tile.id).map(({ detail }) => detail),
    ...(shown.tileFilters[tile.id]?.conflicts ?? []),
    ...(feed.past === true && fieldsOf(tile).some(({ source }) => source === 'value')
      ? ['Variables and external data cannot be shown for the past.']
      : []),
    ...failingWords(tile, feed, zone),
  ];
  return notes.length === 0 ? null : (
    <ul className="tile-notes">
      {notes.map((note) => (
        <li key={note}>
          <Icon name="warning" /> {note}
        </li>
      ))}
    </ul>
  );
};

/** Counts of today that do not cover all of it: statistics of a site that was not heard for a while. */
const hasGap = (tile: Tile, { gaps }: BoardFeed): boolean =>
  gaps.length > 0 && (tile.kind === 'serviceLevel' || tile.kind === 'graph' || fieldsOf(tile).some(({ source }) => source === 'statistic'));

/** What a tile's one figure is explained by; tiles of several have a link in each line. */
const explainedField = (tile: Tile): { readonly statistic: string; readonly template?: string | undefined } | null => {
  if (tile.kind === 'serviceLevel') return { statistic: tile.formula === 'site' ? 'serviceLevel' : `serviceLevel${tile.formula}` };
  const [field] = tile.kind === 'single' || tile.kind === 'graph' ? fieldsOf(tile) : [];
  return field?.source === 'statistic' ? field : null;
};

const Explain = ({
  site,
  tile,
  shown,
  title,
}: {
  readonly site: string;
  readonly tile: Tile;
  readonly shown: ShownView;
  readonly title: string;
}) => {
  const field = explainedField(tile);
  return field === null ? null : <ExplainLink site={site} shown={shown} tile={tile.id} field={field} title={title} />;
};

/** The content of one tile in whatever box it is put into: it takes the whole of it. */
export const TileFace = ({
  site,
  tile,
  shown,
  feed,
  actions,
  signal = quietSignal,
  paused = false,
  desk = shown.kind === 'dashboard',
  hidesNumbers = false,
  explains = false,
  corner,
}: TileFaceProps) => {
  const title = tileTitle(tile, shown);
  const filter = filterLine(tile, shown);
  const background = signal.background ?? tile.colours?.background ?? null;
  const wanted = tile.colours?.foreground ?? (background === null ? null : '#ffffff');
  const ink = background === null || wanted === null ? null : readableOn(background, wanted);
  const style: CSSProperties = {
    ...(background === null ? {} : { '--tile-ground': background }),
    ...(ink === null ? {} : { '--tile-ink': ink.foreground }),
  };
  const fields = fieldsOf(tile);
  const inkOf = (index: number): CSSProperties => inkOn(background, signal.foreground.get(index) ?? fields[index]?.foreground ?? null);
  const content = (
    <Content
      site={site}
      tile={tile}
      shown={shown}
      feed={feed}
      signal={signal}
      paused={paused}
      desk={desk}
      hidesNumbers={hidesNumbers}
      actions={actions ?? null}
      explains={explains}
      inkOf={inkOf}
    />
  );
  return (
    <article
      className="tile-face"
      data-kind={tile.kind}
      data-helped={ink?.helped || undefined}
      data-alarm={signal.state === 'quiet' ? undefined : signal.state}
      data-flash={signal.flash || undefined}
      style={style}
      aria-label={title}
    >
      {tile.kind === 'ticker' ? null : (
        <header className="tile-head">
          <h2 className="tile-title" style={letters(title)}>
            {title}
          </h2>
          {filter === null ? null : (
            <p className="tile-filter" title={shown.tileFilters[tile.id]?.words}>
              {filter}
            </p>
          )}
          {hasGap(tile, feed) ? (
            <span className="tile-gap" title="Part of today was not seen: the figure may be too low">
              gap
            </span>
          ) : null}
          {explains ? <Explain site={site.site} tile={tile} shown={shown} title={title} /> : null}
          {corner}
        </header>
      )}
      {signal.state === 'quiet' ? null : (
        <p className="tile-alarm">
          <Icon name="warning" /> {signal.word ?? 'Alarm'}
          {signal.state === 'unknown' ? ', now unknown' : ''}
        </p>
      )}
      <div className="tile-body">{content}</div>
      <Notes tile={tile} shown={shown} feed={feed} zone={site.timeZone} />
    </article>
  );
};
