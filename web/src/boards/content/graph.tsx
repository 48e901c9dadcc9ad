import { useEffect, useRef, useState } from 'react';
import { figureText } from '../core/figure-text.ts';
import { graphPoints, graphSummary } from '../core/graph.ts';
import { tileTitle } from '../core/tile-words.ts';
import { useSize } from '../use-size.ts';
import type { ContentProps, KindOf } from './parts.ts';

type Drawing = typeof import('./graph-picture.ts');

/** The day so far as a picture, its course in a sentence and a table for those who do not see it, and the figure as it is now. */
export const Graph = ({ site, tile, shown, feed, desk }: ContentProps<KindOf<'graph'>>) => {
  const box = useRef<HTMLDivElement>(null);
  const size = useSize(box);
  const [drawing, setDrawing] = useState<Drawing | 'failed' | null>(null);
  const series = feed.series[tile.id];
  const type = shown.fields[`${tile.id}/0`]?.type ?? 'count';
  const points = series === undefined ? [] : graphPoints(series, type, site.timeZone);
  const known = points.some(({ value }) => value !== null);
  useEffect(() => {
    let wanted = true;
    import('./graph-picture.ts').then(
      (module) => wanted && setDrawing(module),
      () => wanted && setDrawing('failed'),
    );
    return () => {
      wanted = false;
    };
  }, []);
  useEffect(() => {
    const place = box.current;
    if (place === null || drawing === null || drawing === 'failed' || series === undefined || size.width === 0) return;
    return drawing.drawGraph(place, series, { type, zone: site.timeZone, bars: tile.appearance === 'bars', ...size });
  }, [drawing, series, size, tile.appearance, type, site.timeZone]);
  const title = tileTitle(tile, shown);
  const fault = feed.seriesFaults?.[tile.id];
  const now = figureText(tile.id, 0, tile.field, shown, feed, site.timeZone);
  return (
    <figure className="tile-graph">
      <figcaption className="tile-graph-now num">{now.text}</figcaption>
      <div ref={box} className="graph-room" aria-hidden="true" />
      {known ? (
        <p className="sr-only">{graphSummary(points)}</p>
      ) : (
        <p className="tile-note">
          {fault ??
            (feed.past === true
              ? 'The course of a day cannot be shown for the past.'
              : series === undefined
                ? 'Loading the day so far…'
                : 'Nothing has been counted today yet.')}
        </p>
      )}
      {known && drawing === 'failed' ? <p className="tile-note">The picture could not be loaded; reload the page.</p> : null}
      {known ? (
        <details className={desk ? 'graph-table' : 'sr-only'} open={!desk}>
          <summary>Numbers</summary>
          <table className="strips">
            <caption className="sr-only">{title}</caption>
            <thead>
              <tr>
                <th scope="col">From</th>
                <th scope="col">{now.title}</th>
              </tr>
            </thead>
            <tbody>
              {points.map(({ at, from, text }) => (
                <tr key={at}>
                  <th scope="row" className="num">
                    {from}
                  </th>
                  <td className="num">{text}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      ) : null}
    </figure>
  );
};
