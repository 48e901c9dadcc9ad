import type { Segment } from '../../../functions/domain/segment.ts';
import { formatDuration, formatSpan } from '../time/core/format.ts';
import { deviceOf } from './core/call-row.ts';
import { type Bar, type BarKind, layTimeline } from './core/timeline.ts';

const kindWords: Readonly<Record<BarKind, string>> = {
  stay: 'announcement or menu, not ringing',
  queue: 'waiting in queue',
  ring: 'ringing',
  talk: 'talking',
  hold: 'on hold',
  failed: 'failed',
};

const percent = (share: number): string => `${(share * 100).toFixed(3)}%`;

const BarShape = ({ bar }: { readonly bar: Bar }) => {
  const place = { x: percent(bar.from), width: percent(bar.width), y: 3, height: 14 };
  return (
    <>
      <rect {...place} className={`tl-${bar.kind}`} />
      <rect {...place} className="tl-pattern" fill={`url(#tl-${bar.kind})`} />
    </>
  );
};

/** Patterns tell the kinds apart without colour. Defined once a page; referred to by name. */
export const TimelinePatterns = () => (
  <svg className="tl-defs" aria-hidden="true" focusable="false" width="0" height="0">
    <defs>
      <pattern id="tl-stay" width="8" height="14" patternUnits="userSpaceOnUse">
        <path d="M0 7h4" className="tl-line" />
      </pattern>
      <pattern id="tl-queue" width="6" height="6" patternUnits="userSpaceOnUse">
        <circle cx="3" cy="3" r="1.2" className="tl-ink" />
      </pattern>
      <pattern id="tl-ring" width="5" height="5" patternUnits="userSpaceOnUse">
        <path d="M0 5 5 0" className="tl-line" />
      </pattern>
      <pattern id="tl-talk" width="4" height="4" patternUnits="userSpaceOnUse" />
      <pattern id="tl-hold" width="5" height="5" patternUnits="userSpaceOnUse">
        <path d="M2 0v5" className="tl-line thick" />
      </pattern>
      <pattern id="tl-failed" width="6" height="6" patternUnits="userSpaceOnUse">
        <path d="M0 0 6 6M6 0 0 6" className="tl-line" />
      </pattern>
    </defs>
  </svg>
);

const Legend = ({ kinds }: { readonly kinds: readonly BarKind[] }) => (
  <ul className="tl-legend" aria-hidden="true">
    {kinds.map((kind) => (
      <li key={kind}>
        <svg width="18" height="12" aria-hidden="true" focusable="false">
          <rect width="18" height="12" className={`tl-${kind}`} />
          <rect width="18" height="12" fill={`url(#tl-${kind})`} />
        </svg>
        {kindWords[kind]}
      </li>
    ))}
    {kinds.includes('hold') ? (
      <li className="muted">Hold is drawn at the end of its segment: its length is known, its moment is not.</li>
    ) : null}
  </ul>
);

/** Lanes of a call, one a segment, all on one scale. The words of the table say the same. */
export const TimelinePicture = ({ segments, now }: { readonly segments: readonly Segment[]; readonly now: number }) => {
  const timeline = layTimeline(segments, now);
  if (timeline.lanes.length === 0) return null;
  const byId = new Map(segments.map((segment) => [segment.segmentId as string, segment]));
  const kinds = [...new Set(timeline.lanes.flatMap((lane) => lane.bars.map((bar) => bar.kind)))];
  const words = timeline.lanes.map((lane) => {
    const segment = byId.get(lane.segmentId);
    const name = segment === undefined ? '' : deviceOf(segment).main;
    return `${name}: ${lane.bars.map((bar) => `${kindWords[bar.kind]} ${formatSpan(bar.ms)}`).join(', ') || 'no time'}`;
  });
  return (
    <figure className="timeline">
      <div role="img" aria-label={`Timeline of the call. ${words.join('. ')}.`}>
        {timeline.lanes.map((lane) => {
          const segment = byId.get(lane.segmentId);
          return (
            <div className="tl-lane" key={lane.segmentId}>
              <span className="tl-name">{segment === undefined ? '' : deviceOf(segment).main}</span>
              <svg className="tl-track" aria-hidden="true" focusable="false">
                {timeline.ticks.map((tick) => (
                  <line key={tick.ms} x1={percent(tick.at)} x2={percent(tick.at)} y1="0" y2="20" className="tl-grid" />
                ))}
                {lane.bars.map((bar) => (
                  <BarShape key={bar.kind} bar={bar} />
                ))}
              </svg>
            </div>
          );
        })}
        <div className="tl-lane">
          <span className="tl-name" />
          <svg className="tl-axis" aria-hidden="true" focusable="false">
            {timeline.ticks.map((tick, i) => (
              <text
                key={tick.ms}
                x={percent(tick.at)}
                y="12"
                className={`tl-tick ${tick.at > 0.97 ? 'tl-end' : tick.at === 0 ? 'tl-start' : ''} ${i % 2 === 1 ? 'tl-odd' : ''}`}
              >
                {formatDuration(tick.ms)}
              </text>
            ))}
          </svg>
        </div>
      </div>
      <figcaption>
        <Legend kinds={kinds} />
      </figcaption>
    </figure>
  );
};
