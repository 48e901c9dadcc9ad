import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Site } from '../api/types.ts';
import { useServices } from '../app/services.ts';
import { plural } from '../time/core/format.ts';
import { Failure, Loading, Notice } from '../ui/notice.tsx';
import { keyOf, type ListedThing, type TextSubject, textWords } from './core/text-subject.ts';
import { downloadText } from './download-text.ts';
import { exportText, listedThingsQuery } from './text-api.ts';

/** Things of a site as a text that can be kept, compared, and read in again here or at another site. */
export const ExportPanel = ({ site, subject }: { readonly site: Site; readonly subject: TextSubject }) => {
  const words = textWords[subject];
  const { api } = useServices();
  const { data: things, error, refetch } = useQuery(listedThingsQuery(api, site.site, subject));
  /** Where somebody chose otherwise than what is usual. */
  const [turned, setTurned] = useState<ReadonlySet<string>>(new Set());
  const [text, setText] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [told, setTold] = useState('');
  const [failed, setFailed] = useState('');
  const isChosen = (thing: ListedThing): boolean => thing.usual !== turned.has(keyOf(thing));
  const chosen = (things ?? []).filter(isChosen);
  const isUsual = turned.size === 0;
  const toggle = (key: string): void => {
    setTurned((now) => new Set(now.has(key) ? [...now].filter((each) => each !== key) : [...now, key]));
    setText(null);
  };
  const run = async (use: (text: string) => void | Promise<void>): Promise<void> => {
    if (busy || chosen.length === 0) return;
    setBusy(true);
    setFailed('');
    setTold('');
    try {
      const written = text ?? (await exportText(api, site.site, subject, things ?? [], chosen));
      setText(written);
      await use(written);
    } catch (reason) {
      setFailed(reason instanceof Error ? reason.message : String(reason));
    } finally {
      setBusy(false);
    }
  };
  const copy = (written: string): Promise<void> =>
    navigator.clipboard.writeText(written).then(
      () => setTold('Copied.'),
      () => setTold('The browser does not let this page copy; mark the text below and copy it.'),
    );
  return (
    <section className="panel text-panel" aria-label="Export">
      <h2>Export</h2>
      {things === undefined && error !== null ? (
        <Failure error={error} retry={() => void refetch()} />
      ) : things === undefined ? (
        <Loading what={`the ${subject}`} />
      ) : things.length === 0 ? (
        <Notice title={words.nothing}>{words.nothingHelp}</Notice>
      ) : (
        <>
          {words.groups.map(([kind, heading]) =>
            things.some((thing) => thing.kind === kind) ? (
              <fieldset key={kind} className="field choice text-things">
                <legend>{heading}</legend>
                {things
                  .filter((thing) => thing.kind === kind)
                  .map((thing) => (
                    <label key={keyOf(thing)} className="check-line">
                      <input type="checkbox" checked={isChosen(thing)} onChange={() => toggle(keyOf(thing))} />
                      <span>
                        {thing.name} <span className="muted">{thing.words}</span>
                      </span>
                    </label>
                  ))}
              </fieldset>
            ) : null,
          )}
          <p className="field-help">{isUsual ? words.withAll : words.withSome}</p>
          <div className="text-tools">
            <button
              type="button"
              className="button primary"
              aria-disabled={busy || chosen.length === 0}
              onClick={() => void run((written) => downloadText(`${subject}-${site.site}.yaml`, written, 'text/yaml'))}
            >
              Download
            </button>
            <button type="button" className="button" aria-disabled={busy || chosen.length === 0} onClick={() => void run(copy)}>
              Copy
            </button>
            <button type="button" className="button" aria-disabled={busy || chosen.length === 0} onClick={() => void run(() => undefined)}>
              Show
            </button>
            <span role="status" className="muted num">
              {busy ? 'Writing…' : told === '' ? `${plural(chosen.length, subject === 'boards' ? 'board' : 'thing')} chosen` : told}
            </span>
          </div>
        </>
      )}
      {failed === '' ? null : (
        <p role="alert" className="banner bad">
          {failed}
        </p>
      )}
      {text === null ? null : (
        <textarea className="text-area" aria-label={words.title} readOnly rows={16} spellCheck={false} value={text} />
      )}
    </section>
  );
};
