import { Link } from '@tanstack/react-router';
import type { PublicTemplate } from '../figures/core/public-types.ts';
import { Icon } from '../ui/icons.tsx';
import type { FullReport } from './core/types.ts';

/** What a report is, whose it is, and the way to change it. */
export const ReportHeading = ({
  site,
  report: { id, name, description, category, shared, builtIn, mayEdit },
  template,
}: {
  readonly site: string;
  readonly report: FullReport;
  readonly template: PublicTemplate | undefined;
}) => (
  <header className="report-head">
    <div>
      <h2 className="report-name">{name}</h2>
      <p className="muted">
        {builtIn ? 'Everybody has it' : `${category} · ${shared ? 'shared' : 'yours alone'}`}
        {template === undefined ? '' : ` · ${template.name}: counts ${template.counts}`}
      </p>
      {description === '' ? null : <p>{description}</p>}
    </div>
    {mayEdit ? (
      <Link className="button" to="/sites/$site/reports/$report/edit" params={{ site, report: id }}>
        <Icon name="edit" /> Edit
      </Link>
    ) : null}
  </header>
);
