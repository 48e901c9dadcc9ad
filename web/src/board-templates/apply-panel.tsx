import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { sitesQuery } from '../api/queries.ts';
import { useServices } from '../app/services.ts';
import { plural } from '../time/core/format.ts';
import { Icon, State } from '../ui/icons.tsx';
import { Failure, Loading, Notice } from '../ui/notice.tsx';
import { inBatches, sitesByCustomer } from './core/choose-sites.ts';
import { isGood, resultWords, tallyWords } from './core/result-words.ts';
import type { Applied, Template } from './core/types.ts';
import { applyTemplate, templatesKey } from './templates-api.ts';

/** Sites a request takes, so that progress is seen and a failure costs few. */
const batch = 10;

/** Brings a template to the sites of many customers, and says of each what became of it. */
export const ApplyPanel = ({ template, tell }: { readonly template: Template; readonly tell: (words: string) => void }) => {
  const { api } = useServices();
  const queries = useQueryClient();
  const { data: sites, error, refetch } = useQuery(sitesQuery(api));
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [mode, setMode] = useState<'follow' | 'fork'>('follow');
  const [running, setRunning] = useState<{ readonly done: number; readonly all: number } | null>(null);
  const [results, setResults] = useState<readonly Applied[]>([]);
  const groups = useMemo(() => sitesByCustomer(sites ?? [], typed), [sites, typed]);
  const following = new Set(template.followedBy.map(({ site }) => site));
  const shown = groups.flatMap((group) => group.sites.map(({ site }) => site));
  const nameOf = (id: string): string => {
    const site = sites?.find((each) => each.site === id);
    return site === undefined ? id : `${site.customerName} · ${site.name}`;
  };
  const put = (ids: readonly string[], on: boolean): void =>
    setChosen((now) => new Set(on ? [...now, ...ids] : [...now].filter((id) => !ids.includes(id))));

  const apply = async (): Promise<void> => {
    if (running !== null || chosen.size === 0) return;
    const all = [...chosen];
    setResults([]);
    let done = 0;
    const told: Applied[] = [];
    for (const part of inBatches(all, batch)) {
      setRunning({ done, all: all.length });
      const answers = await applyTemplate(api, template.id, part, mode).catch((reason: unknown) =>
        part.map((site): Applied => ({ site, result: 'failed', detail: reason instanceof Error ? reason.message : String(reason) })),
      );
      done += part.length;
      told.push(...answers);
      setResults((now) => [...now, ...answers]);
      // What has failed stays chosen, to be tried again.
      put(
        answers.filter(isGood).map(({ site }) => site),
        false,
      );
    }
    setRunning(null);
    await queries.invalidateQueries({ queryKey: templatesKey });
    tell(`${template.name} is at ${tallyWords(told)}.`);
  };
  return (
    <section className="panel text-panel" aria-label="Bring it to sites">
      <h2>Bring it to sites</h2>
      <fieldset className="field choice">
        <legend>How</legend>
        <label className="check-line">
          <input type="radio" name="mode" checked={mode === 'follow'} onChange={() => setMode('follow')} />
          <span>
            Follow <span className="muted">changes with the template; there only its name and its views’ filters are changed</span>
          </span>
        </label>
        <label className="check-line">
          <input type="radio" name="mode" checked={mode === 'fork'} onChange={() => setMode('fork')} />
          <span>
            Copy <span className="muted">goes its own way from now on</span>
          </span>
        </label>
      </fieldset>
      {sites === undefined && error !== null ? (
        <Failure error={error} retry={() => void refetch()} />
      ) : sites === undefined ? (
        <Loading what="the sites" />
      ) : (
        <>
          <div className="text-tools">
            <label className="search">
              <Icon name="search" />
              <span className="sr-only">Search sites</span>
              <input type="search" placeholder="Customer or site" value={typed} onChange={(event) => setTyped(event.target.value)} />
            </label>
            <button type="button" className="button small" onClick={() => put(shown, true)}>
              Choose all shown
            </button>
            <button type="button" className="button small" onClick={() => setChosen(new Set())}>
              Choose none
            </button>
          </div>
          {groups.length === 0 ? (
            <Notice title="No site matches" />
          ) : (
            <div className="site-choice">
              {groups.map(({ tenant, customer, sites: found }) => (
                <fieldset key={tenant} className="field choice">
                  <legend>{customer}</legend>
                  {found.map(({ site, name }) => (
                    <label key={site} className="check-line">
                      <input type="checkbox" checked={chosen.has(site)} onChange={(event) => put([site], event.target.checked)} />
                      <span>
                        {name} {following.has(site) ? <span className="badge">follows</span> : null}
                      </span>
                    </label>
                  ))}
                </fieldset>
              ))}
            </div>
          )}
        </>
      )}
      <div className="text-tools">
        <button type="button" className="button primary" aria-disabled={running !== null || chosen.size === 0} onClick={() => void apply()}>
          {running === null ? `Apply to ${plural(chosen.size, 'site')}` : 'Applying…'}
        </button>
        {running === null ? null : (
          <>
            <progress aria-label="Sites done" value={running.done} max={running.all} />
            <span className="muted num" role="status">
              {running.done} of {running.all}
            </span>
          </>
        )}
      </div>
      {results.length === 0 ? null : (
        <ul className="apply-results" aria-label="What became of it">
          {results.map(({ site, result, detail }) => (
            <li key={site}>
              <State icon={resultWords[result].good ? 'answered' : 'failed'} tone={resultWords[result].good ? 'good' : 'bad'}>
                {resultWords[result].word}
              </State>{' '}
              <span className="strong">{nameOf(site)}</span> <span className="muted">{detail}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
};
