import { useId } from 'react';
import type { Site } from '../api/types.ts';
import { Field } from '../site/field.tsx';
import { suggestedZones } from './core/suggested-zones.ts';
import type { PartProps } from './fields-props.ts';

const zones = suggestedZones(Intl.supportedValuesOf('timeZone'));

/** By whose clocks it runs: any IANA name, well-known ones suggested. */
export const ZoneField = ({ site, draft, change, fault }: PartProps & { readonly site: Site }) => {
  const list = useId();
  return (
    <Field
      label="Time zone"
      help={`Empty: that of the site, ${site.timeZone}. Type a part of the name for suggestions; any IANA name will do.`}
      fault={fault}
    >
      {(ids) => (
        <>
          <input
            {...ids}
            type="text"
            list={list}
            autoComplete="off"
            spellCheck={false}
            placeholder={site.timeZone}
            value={draft.timeZone}
            onChange={(event) => change({ timeZone: event.target.value })}
          />
          <datalist id={list}>
            {zones.map((zone) => (
              <option key={zone} value={zone} />
            ))}
          </datalist>
        </>
      )}
    </Field>
  );
};
