import { formatDayMinute, plural } from '../time/core/format.ts';
import { Icon } from '../ui/icons.tsx';
import { gapText } from './core/gap-text.ts';
import type { FigureGap } from './core/public-types.ts';

/** Gaps told one by one; of more, how many there are. */
const told = 3;

/** What must be said beside figures: what could not be known, what has changed since, what was inferred. */
export const HonestyNotes = ({
  gaps,
  restatedAt,
  inferredEnds,
  zone,
}: {
  readonly gaps: readonly FigureGap[];
  readonly restatedAt: number | null;
  readonly inferredEnds: number;
  readonly zone: string;
}) => (
  <>
    {gaps.length === 0 ? null : (
      <div className="banner warn">
        <p className="strong">
          <Icon name="warning" /> Incomplete: {gaps.length === 1 ? 'a gap' : plural(gaps.length, 'gap')} in this range
        </p>
        <ul className="gap-list">
          {gaps.slice(0, told).map((gap) => (
            <li key={`${gap.cause} ${gap.startedAt}`}>{gapText(gap, zone)}</li>
          ))}
        </ul>
        {gaps.length > told ? (
          <details>
            <summary>{plural(gaps.length - told, 'more gap')}</summary>
            <ul className="gap-list">
              {gaps.slice(told).map((gap) => (
                <li key={`${gap.cause} ${gap.startedAt}`}>{gapText(gap, zone)}</li>
              ))}
            </ul>
          </details>
        ) : null}
      </div>
    )}
    {restatedAt === null ? null : (
      <p className="banner quiet">
        Restated at {formatDayMinute(zone, restatedAt)}: data for this range came after its figures were final, and they were counted anew.
      </p>
    )}
    {inferredEnds === 0 ? null : (
      <p className="banner quiet">
        The phone system did not tell the end of {plural(inferredEnds, 'row')}; the last certain moment was taken. They count as ended.
      </p>
    )}
  </>
);
