import { useQuery } from '@tanstack/react-query';
import type { Site } from '../api/types.ts';
import { useServices } from '../app/services.ts';
import { CheckField } from '../site/field.tsx';
import { ChoiceField } from '../ui/choice-field.tsx';
import { Icon } from '../ui/icons.tsx';
import { ownerWords, reachWords, takenWords } from './core/rights-words.ts';
import type { Schedule } from './core/types.ts';
import { type KeptRights, setupQuery } from './schedules-api.ts';

/** Whose rights a schedule gets, as the form has it. */
export interface RightsDraft {
  readonly rights: KeptRights;
  /** Who may change it only under the own, narrower rights has said yes to that. */
  readonly agreed: boolean;
}

/** Somebody limited to business units saves a schedule of another person: it can only become this person's. */
export const mustTake = (schedule: Schedule | null, limit: string | null): boolean => schedule !== null && !schedule.mine && limit !== null;

/** With whose rights it runs, said before it is saved (L4596). */
export const RightsFields = ({
  site,
  schedule,
  draft,
  change,
  fault,
}: {
  readonly site: Site;
  /** As it was read; null = a new one. */
  readonly schedule: Schedule | null;
  readonly draft: RightsDraft;
  readonly change: (part: Partial<RightsDraft>) => void;
  readonly fault: string | undefined;
}) => {
  const { api } = useServices();
  const { data: setup } = useQuery(setupQuery(api, site.site));
  if (setup === undefined) return null;
  const { limit } = setup;
  if (schedule === null || schedule.mine)
    return <p className="muted">It runs with your rights, as they are at each run: {reachWords(limit)}.</p>;
  const taken = takenWords(schedule.rights, limit);
  if (mustTake(schedule, limit))
    return (
      <div className="banner warn">
        <p>
          <Icon name="warning" /> It runs with the rights of {ownerWords(schedule)}. You see fewer calls, so you can change it only so that
          it runs with your rights. {taken}
        </p>
        <CheckField
          label="Make it mine, with the calls that I may see"
          fault={fault}
          checked={draft.agreed}
          change={(agreed) => change({ agreed })}
        />
      </div>
    );
  return (
    <ChoiceField
      label="Runs with the rights of"
      help={draft.rights === 'mine' ? (taken ?? 'You become its owner.') : 'It stays as it is, whoever saves it.'}
      value={draft.rights}
      choices={[
        ['owner', ownerWords(schedule)],
        ['mine', `You: ${reachWords(limit)}`],
      ]}
      fault={fault}
      change={(rights) => change({ rights })}
    />
  );
};
