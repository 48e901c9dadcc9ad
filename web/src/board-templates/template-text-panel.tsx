import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiError } from '../api/client.ts';
import { useServices } from '../app/services.ts';
import { lineDiff } from '../board-text/core/line-diff.ts';
import { DiffView } from '../board-text/diff-view.tsx';
import { FaultList } from '../board-text/fault-list.tsx';
import { useGoToLine } from '../board-text/use-go-to-line.ts';
import { Field } from '../site/field.tsx';
import { plural } from '../time/core/format.ts';
import { isGood } from './core/result-words.ts';
import { placeContentFaults, printContent, readContent, type TextFault } from './core/template-text.ts';
import type { Template } from './core/types.ts';
import { changeTemplate, templatesKey } from './templates-api.ts';

/** A template as text: what was changed is shown line by line before it is saved for all that follow. */
export const TemplateTextPanel = ({ template, tell }: { readonly template: Template; readonly tell: (words: string) => void }) => {
  const { api } = useServices();
  const queries = useQueryClient();
  const before = printContent(template.content);
  const [text, setText] = useState(before);
  const [name, setName] = useState(template.name);
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState('');
  const [faults, setFaults] = useState<readonly TextFault[]>([]);
  const [area, goTo] = useGoToLine(text);
  const changed = text !== before || name.trim() !== template.name;
  const save = async (): Promise<void> => {
    if (busy || !changed) return;
    setFailed('');
    setFaults([]);
    const read = readContent(text);
    if ('fault' in read) {
      setFailed('The text cannot be read.');
      setFaults([read.fault]);
      return;
    }
    setBusy(true);
    try {
      const saved = await changeTemplate(api, template, { name: name.trim(), content: read.content });
      await queries.invalidateQueries({ queryKey: templatesKey });
      const failed = saved.results.filter((each) => !isGood(each)).length;
      tell(
        `${saved.name} is saved as version ${saved.version}.${failed === 0 ? '' : ` ${plural(failed, 'board')} could not follow yet; update them below.`}`,
      );
    } catch (reason) {
      setFailed(reason instanceof Error ? reason.message : String(reason));
      setFaults(reason instanceof ApiError ? placeContentFaults(text, reason.faults, '#/content') : []);
    } finally {
      setBusy(false);
    }
  };
  return (
    <section className="panel text-panel" aria-label="As text">
      <h2>As text</h2>
      <Field label="Name">
        {(ids) => <input {...ids} type="text" value={name} maxLength={80} onChange={(event) => setName(event.target.value)} />}
      </Field>
      <Field
        label="Board"
        help={`${template.followers === 0 ? 'No site follows it.' : `${plural(template.followers, 'board')} that ${template.followers === 1 ? 'follows' : 'follow'} it will change with it.`}`}
      >
        {(ids) => (
          <textarea
            {...ids}
            ref={area}
            className="text-area"
            rows={18}
            spellCheck={false}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
      {text === before ? null : <DiffView label="What changes" lines={lineDiff(before, text)} />}
      {failed === '' ? null : (
        <div role="alert" className="banner bad">
          <p>{failed}</p>
          <FaultList faults={faults} keyOf={({ line, detail }) => `${line} ${detail}`} lineOf={({ line }) => line} goTo={goTo} />
        </div>
      )}
      <div className="text-tools">
        <button type="button" className="button primary" aria-disabled={busy || !changed} onClick={() => void save()}>
          {busy ? 'Saving…' : 'Save'}
        </button>
        <button
          type="button"
          className="button"
          aria-disabled={busy || !changed}
          onClick={() => {
            setText(before);
            setName(template.name);
            setFailed('');
            setFaults([]);
          }}
        >
          Take back
        </button>
      </div>
    </section>
  );
};
