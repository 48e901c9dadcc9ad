import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { type Me, mayWriteConfiguration, type Site } from '../api/types.ts';
import { useServices } from '../app/services.ts';
import { askedRange } from '../figures/core/range-choice.ts';
import { HonestyNotes } from '../figures/honesty-notes.tsx';
import { LimitedNote } from '../figures/limited-note.tsx';
import { RangeForm } from '../figures/range-form.tsx';
import { ReportsSection } from '../shell/reports-section.tsx';
import { formatClock } from '../time/core/format.ts';
import { Failure, Loading } from '../ui/notice.tsx';
import { Told } from '../ui/told.tsx';
import { versionWords } from './core/formula-words.ts';
import { type LevelSearch, levelChoiceOf, parseLevelSearch } from './core/level-search.ts';
import { LevelPicture } from './level-picture.tsx';
import { LevelRows } from './level-rows.tsx';
import { LevelVersions } from './level-versions.tsx';
import { serviceLevelsKey, serviceLevelsQuery } from './service-levels-api.ts';
import '../site/site.css';
import './service-levels.css';

/** A saved configuration is in force everywhere by then. */
const inForceMs = 10_500;

const Levels = ({ site, me, search }: { readonly site: Site; readonly me: Me; readonly search: LevelSearch }) => {
  const navigate = useNavigate();
  const { api, clock } = useServices();
  const queries = useQueryClient();
  const [savedAt, setSavedAt] = useState<number | null>(null);
  useEffect(() => {
    if (savedAt === null) return;
    const timer = setTimeout(() => void queries.invalidateQueries({ queryKey: serviceLevelsKey(site.site) }), inForceMs);
    return () => clearTimeout(timer);
  }, [savedAt, queries, site.site]);
  const { version = null } = search;
  const choice = levelChoiceOf(search);
  const go = (change: (now: LevelSearch) => LevelSearch): void =>
    void navigate({
      to: '/sites/$site/service-levels',
      params: { site: site.site },
      search: (now) => change(parseLevelSearch({ ...now })),
      resetScroll: false,
    });
  const [told, tell] = useState('');
  const range = askedRange(choice, site.timeZone);
  const { data, error, refetch, isFetching, dataUpdatedAt } = useQuery({
    ...serviceLevelsQuery(api, site.site, range, version),
    placeholderData: keepPreviousData,
  });
  const used = data?.versions.find((each) => each.version === data.used);
  const others = data?.versions.filter((each) => each.within && each.version !== data.used) ?? [];
  return (
    <>
      <Told>{told}</Told>
      <div className="list-tools level-tools">
        <RangeForm
          key={`${choice.range} ${choice.days} ${choice.from} ${choice.to}`}
          site={site}
          choice={choice}
          choose={(next) => go(({ version: told }) => ({ ...next, ...(told === undefined ? {} : { version: told }) }))}
        />
        {data === undefined || data.versions.length < 2 ? null : (
          <label className="ask-field">
            <span>Told by</span>
            <select
              value={version === null ? '' : String(version)}
              onChange={({ target: { value } }) =>
                go(({ version: _told, ...now }) => (value === '' ? now : { ...now, version: Number(value) }))
              }
            >
              <option value="">what counted then</option>
              {data.versions.map((each) => (
                <option key={each.version} value={each.version}>
                  Version {each.version}: {versionWords(each)}
                </option>
              ))}
            </select>
          </label>
        )}
        <span className="muted" role="status">
          {isFetching ? 'Counting…' : ''}
        </span>
      </div>
      {error === null ? null : data === undefined ? (
        <Failure error={error} retry={() => void refetch()} />
      ) : (
        <p role="alert" className="banner warn">
          This is as of {formatClock(site.timeZone, dataUpdatedAt)}: {error.message}
        </p>
      )}
      {data === undefined || used === undefined ? (
        error === null ? (
          <Loading what="the service levels" />
        ) : null
      ) : (
        <div aria-busy={isFetching}>
          <LimitedNote limitedTo={data.limitedTo} />
          <HonestyNotes gaps={data.gaps} restatedAt={data.restatedAt} inferredEnds={0} zone={site.timeZone} />
          {others.length === 0 ? null : (
            <p className="banner quiet">
              Told by version {used.version}. In force within this range as well:{' '}
              {others.map((each) => `version ${each.version} (${versionWords(each)})`).join('; ')}.
            </p>
          )}
          <p className="level-inputs">
            <strong className="num">{data.total.answered.toLocaleString('en-GB')}</strong> external calls that came in were answered,{' '}
            <span className="num">{data.total.answeredWithin.toLocaleString('en-GB')}</span> of them within {data.seconds} s.{' '}
            <strong className="num">{data.total.abandoned.toLocaleString('en-GB')}</strong> were lost,{' '}
            <span className="num">{data.total.abandonedWithin.toLocaleString('en-GB')}</span> of them within {data.seconds} s and{' '}
            <span className="num">{data.total.abandonedShort.toLocaleString('en-GB')}</span> in less than {data.shortSeconds} s.
            {data.ignoreAbandoned ? ` Calls lost in less than ${data.shortSeconds} s are left out: the site ignores them.` : ''}
          </p>
          <div className="level-layout">
            <section className="panel">
              <LevelPicture
                total={data.total}
                chosen={used.formula}
                chosenWords={version === null ? 'counts here' : `version ${used.version}`}
              />
            </section>
            <LevelVersions
              site={site}
              versions={data.versions}
              mayWrite={mayWriteConfiguration(me)}
              tell={tell}
              saved={() => setSavedAt(clock.now())}
            />
          </div>
          <LevelRows title="By day" head="Statistics day" rows={data.days} chosen={used.formula} />
          <LevelRows
            title="By hunt group"
            head="Hunt group"
            rows={data.huntGroups.map((group) => ({ ...group, label: group.name === null ? group.key : `${group.name} ${group.key}` }))}
            chosen={used.formula}
          />
          <p className="muted">At hunt groups each visit of a call counts, so they do not add up to the site.</p>
        </div>
      )}
    </>
  );
};

/** The same calls by five formulas, which of them counts here since when, and what another would make of it. */
export const ServiceLevelsPage = ({ site, search }: { readonly site: Site; readonly search: LevelSearch }) => (
  <ReportsSection site={site} here="service-levels" title="Service levels">
    {(me) => <Levels site={site} me={me} search={search} />}
  </ReportsSection>
);
