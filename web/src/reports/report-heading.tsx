import { Link } from '@tanstack/react-router';
import type { Site } from '../api/types.ts';
import type { PublicTemplate } from '../figures/core/public-types.ts';
import { countWords } from '../figures/core/template-words.ts';
import { formatDay, formatMinute } from '../time/core/format.ts';
import { Icon } from '../ui/icons.tsx';
import type { FullReport } from './core/types.ts';

/** What a report is, whose it is, and the way to change it. */
export const ReportHeading = ({
  site,
  report: { id, name, description, category, shared, builtIn, mayEdit, updatedAt, updatedBy },
  template,
}: {
  readonly site: Site;
  readonly report: FullReport;
  readonly template: PublicTemplate | undefined;
}) => (
  <header className="report-head">
    <div>
      <h2 className="report-name">{name}</h2>
      <p className="muted">
        {builtIn ? 'Everybody has it' : `${category} · ${shared ? 'shared' : 'yours alone'}`}
        {template === undefined ? '' : ` · ${template.name}: ${countWords(template)}`}
      </p>
      {shared && updatedBy !== null ? (
        <p className="muted">
          Last changed by {updatedBy.name}, {formatDay(site.timeZone, updatedAt)} {formatMinute(site.timeZone, updatedAt)}
        </p>
      ) : null}
      {description === '' ? null : <p>{description}</p>}
    </div>
    {mayEdit ? (
      <Link className="button" to="/sites/$site/reports/$report/edit" params={{ site: site.site, report: id }}>
        <Icon name="edit" /> Edit
      </Link>
    ) : null}
  </header>
);
