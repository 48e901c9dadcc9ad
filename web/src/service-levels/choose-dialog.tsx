import { useState } from 'react';
import { useServices } from '../app/services.ts';
import { serviceLevelNow, statisticsDate } from '../site/core/service-level-now.ts';
import { EditDialog } from '../site/edit-dialog.tsx';
import { Field } from '../site/field.tsx';
import { usePart } from '../site/part.ts';
import { formulaIds, formulaWords } from './core/formula-words.ts';
import type { Formula } from './service-levels-api.ts';

const isFormula = (value: string): value is Formula => formulaIds.some((id) => id === value);

/** Another service level from a day on. What stood before stays as it was; a day that has one already gets this one. */
export const ChooseDialog = ({ close, saved }: { readonly close: () => void; readonly saved: () => void }) => {
  const { config } = usePart();
  const { clock } = useServices();
  const now = clock.now();
  const level = serviceLevelNow(config, now);
  const [formula, setFormula] = useState(level.formula);
  const [seconds, setSeconds] = useState(String(level.seconds));
  const [from, setFrom] = useState(statisticsDate(config, now));
  const changes = config.settings.serviceLevelChanges;
  const replaces = changes.some((change) => change.from === from);
  const edits = () => {
    const others = changes.filter((change) => change.from !== from);
    const next = isFormula(formula) ? [{ from, formula, seconds: Number(seconds.replace(',', '.')) }] : [];
    const all = [...others, ...next].sort((a, b) => (a.from < b.from ? -1 : 1));
    return [{ edit: 'changeSettings' as const, set: { serviceLevelChanges: all } }];
  };
  return (
    <EditDialog title="Another service level" close={close} saved={saved} fields={['from', 'formula', 'seconds']} edits={edits}>
      {({ byField }) => (
        <>
          <Field label="Formula" help={formulaWords[isFormula(formula) ? formula : 'F3'].words} fault={byField.get('formula')}>
            {(ids) => (
              <select {...ids} value={formula} onChange={(event) => setFormula(event.target.value)}>
                {formulaIds.map((id) => (
                  <option key={id} value={id}>
                    {id} {formulaWords[id].name}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <Field label="Target in seconds" help="A call answered after exactly this long still meets it." fault={byField.get('seconds')}>
            {(ids) => (
              <input
                {...ids}
                type="text"
                inputMode="decimal"
                className="short"
                value={seconds}
                onChange={(event) => setSeconds(event.target.value)}
              />
            )}
          </Field>
          <Field
            label="From the statistics day"
            help={
              replaces
                ? 'A service level begins on this day already; this one takes its place.'
                : 'Reports up to the day before stay as they are; a range that crosses it is told by the newest and says so.'
            }
            fault={byField.get('from')}
          >
            {(ids) => <input {...ids} type="date" value={from} onChange={(event) => setFrom(event.target.value)} />}
          </Field>
        </>
      )}
    </EditDialog>
  );
};
