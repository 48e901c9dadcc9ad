import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { plural } from '../time/core/format.ts';
import { placeFaults } from './core/faults.ts';
import { changedFields, type Draft, editsOfDraft, type FieldFault, fieldKey, previewOfDraft, standingText } from './core/setting-draft.ts';
import { allFields, fieldGroups, levelGroup, type SettingField } from './core/setting-fields.ts';
import { Dialog } from './dialog.tsx';
import { usePart } from './part.ts';
import { PreviewDigest } from './preview-digest.tsx';
import { sendEdits } from './queries.ts';
import { SavingSteps } from './saving-steps.tsx';
import { SettingInput } from './setting-input.tsx';
import { SettingsPreview } from './settings-preview.tsx';
import { useSaving } from './use-saving.ts';

/** Everything that reports go by. Only what was changed is sent; it is shown in words before it is saved. */
export const SettingsPage = () => {
  const { site, head, config, mayWrite, tell } = usePart();
  const [draft, setDraft] = useState<Draft>({});
  const [wrong, setWrong] = useState<readonly FieldFault[]>([]);
  const saving = useSaving(site.site, head.version, (outcome) => {
    setDraft({});
    tell(`Saved as version ${outcome.version}.`);
  });
  const changed = changedFields(config, draft);
  const { byField, rest } = placeFaults(
    saving.faults,
    allFields.map(({ key }) => key),
  );
  const faultOf = (field: SettingField): string | undefined =>
    wrong.find((fault) => fault.field === fieldKey(field))?.detail ?? byField.get(field.key);
  const submit = (): void => {
    const { edits, faults } = editsOfDraft(config, draft);
    setWrong(faults);
    if (faults.length === 0 && edits.length > 0) saving.check(sendEdits(edits));
  };
  const discard = (): void => {
    setDraft({});
    setWrong([]);
    saving.back();
  };
  const inDialog =
    saving.state.kind === 'review' || saving.state.kind === 'saving' || saving.state.kind === 'conflict' || saving.state.kind === 'loading';
  const busy = saving.state.kind === 'checking';
  const tried = mayWrite ? previewOfDraft(config, draft) : null;
  return (
    <>
      <form
        className="settings"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy) submit();
        }}
      >
        <div className={tried === null ? undefined : 'with-preview'}>
          <div className="columns">
            {fieldGroups.map(({ title, fields }) => (
              <fieldset key={title} className="panel setting-group" disabled={!mayWrite}>
                <legend>{title}</legend>
                {title === levelGroup && config.settings.serviceLevelChanges.length > 0 ? (
                  <p className="banner quiet">
                    Target and formula here are the first version.{' '}
                    <Link to="/sites/$site/service-levels" params={{ site: site.site }}>
                      Service levels
                    </Link>{' '}
                    has what counts since when.
                  </p>
                ) : null}
                {fields.map((field) => (
                  <SettingInput
                    key={field.key}
                    field={field}
                    text={draft[fieldKey(field)] ?? standingText(config, field)}
                    changed={changed.includes(field)}
                    fault={faultOf(field)}
                    change={(text) => setDraft({ ...draft, [fieldKey(field)]: text })}
                  />
                ))}
              </fieldset>
            ))}
          </div>
          {tried === null ? null : <SettingsPreview change={tried} />}
        </div>
        {saving.state.kind === 'form' && saving.state.error !== null ? (
          <p role="alert" className="banner bad">
            {saving.state.error} {rest.join(' ')}
          </p>
        ) : null}
        {mayWrite ? (
          <div className="settings-foot">
            <span className="muted num" role="status">
              {changed.length === 0 ? 'Nothing changed yet.' : `${plural(changed.length, 'setting')} changed, not saved.`}
            </span>
            {tried === null ? null : <a href="#last-week">What last week would have shown</a>}
            <span className="header-space" />
            {changed.length === 0 ? null : (
              <button type="button" className="button" onClick={discard}>
                Discard
              </button>
            )}
            <button type="submit" className="button primary" aria-disabled={busy || changed.length === 0}>
              {busy ? 'Checking…' : 'Save…'}
            </button>
          </div>
        ) : null}
      </form>
      {inDialog ? (
        <Dialog title="Save settings" close={saving.back}>
          <SavingSteps saving={saving} submit={submit} beside={<PreviewDigest change={tried} />}>
            {null}
          </SavingSteps>
        </Dialog>
      ) : null}
    </>
  );
};
