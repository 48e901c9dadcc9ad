import type { Site } from '../api/types.ts';
import type { ScheduleDraft } from './core/schedule-draft.ts';

/** What a step of the form is given. */
export interface FieldsProps {
  readonly site: Site;
  readonly draft: ScheduleDraft;
  readonly change: (part: Partial<ScheduleDraft>) => void;
  /** What the service says of a place, from the content on: `timing/end`. */
  readonly faultAt: (path: string) => string | undefined;
}
/** What one field of a step is given. */
export interface PartProps extends Pick<FieldsProps, 'draft' | 'change'> {
  readonly fault: string | undefined;
}
