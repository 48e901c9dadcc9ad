import type { Site } from '../../api/types.ts';
import { BulkForm } from './bulk-form.tsx';
import { BulkSchema } from './bulk-schema.tsx';

/** All rows of a stretch of time, for other systems. */
export const BulkSection = ({
  site,
  next,
  started,
}: {
  readonly site: Site;
  /** Where an earlier one goes on; null = nowhere yet. */
  readonly next: { readonly from: string } | null;
  readonly started: () => void;
}) => (
  <section className="panel bulk" aria-labelledby="bulk-head">
    <h2 id="bulk-head">Everything of a stretch of time</h2>
    <p className="muted">
      All rows as they are kept, one file a month, for other systems to read. The days between may be asked for again at any time and give
      the same rows.
    </p>
    <BulkSchema site={site.site} />
    <BulkForm key={next?.from ?? ''} site={site} first={next} started={started} />
  </section>
);
