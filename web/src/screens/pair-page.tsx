import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { may } from '../api/may.ts';
import { meQuery, sitesQuery } from '../api/queries.ts';
import type { Site } from '../api/types.ts';
import { useServices } from '../app/services.ts';
import { PageTitle } from '../shell/page-title.tsx';
import { Field } from '../site/field.tsx';
import { Icon } from '../ui/icons.tsx';
import { Failure, Loading, Notice } from '../ui/notice.tsx';
import { type BoardChosen, BoardFields } from './board-fields.tsx';
import type { PairSearch } from './core/pair-search.ts';
import { tidyCode } from './core/screen-words.ts';
import { pairScreen, type SiteScreen } from './screens-api.ts';
import { useSending } from './use-sending.ts';
import '../site/site.css';
import './manage.css';

const Done = ({ site, screen, again }: { readonly site: Site; readonly screen: SiteScreen; readonly again: () => void }) => (
  <section className="panel pair-panel" aria-label="Paired">
    <p role="status" className="pair-done">
      <Icon name="answered" /> <strong>{screen.name}</strong> shows “{screen.boardName}” in a few seconds.
    </p>
    <p>It stays so without anybody logged in at it. It can be changed or removed at any time under Screens.</p>
    <p className="pair-buttons">
      <Link to="/sites/$site/screens" params={{ site: site.site }} className="button primary">
        Screens of {site.name}
      </Link>
      <button type="button" className="button" onClick={again}>
        Pair another one
      </button>
    </p>
  </section>
);

const PairForm = ({ sites, search }: { readonly sites: readonly Site[]; readonly search: PairSearch }) => {
  const { api } = useServices();
  const [code, setCode] = useState(() => tidyCode(search.code ?? ''));
  const [siteId, setSiteId] = useState(
    () => sites.find(({ site }) => site === search.site)?.site ?? (sites.length === 1 ? sites[0]?.site : '') ?? '',
  );
  const [name, setName] = useState('');
  const [chosen, choose] = useState<BoardChosen>({ board: '', view: null });
  const [done, setDone] = useState<SiteScreen | null>(null);
  const { busy, error, send } = useSending(siteId);
  const site = sites.find((each) => each.site === siteId);
  const again = (): void => {
    setDone(null);
    setCode('');
    setName('');
  };
  if (done !== null && site !== undefined) return <Done site={site} screen={done} again={again} />;
  const submit = (): void => {
    let made: SiteScreen | null = null;
    void send(
      async () => {
        made = await pairScreen(api, siteId, { code, name: name.trim(), ...chosen, cycleSeconds: 20 });
      },
      () => setDone(made),
    );
  };
  return (
    <form
      className="panel pair-panel"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Field label="Code" help="The six letters and digits on the screen. Only pair a screen that you can see.">
        {(ids) => (
          <input
            {...ids}
            type="text"
            className="pair-code"
            required
            pattern="[A-Z0-9]{6}"
            autoCapitalize="characters"
            autoComplete="off"
            spellCheck={false}
            value={code}
            onChange={(event) => setCode(tidyCode(event.target.value))}
          />
        )}
      </Field>
      <Field label="Site of the screen">
        {(ids) => (
          <select
            {...ids}
            required
            value={siteId}
            onChange={(event) => {
              setSiteId(event.target.value);
              choose({ board: '', view: null });
            }}
          >
            {siteId === '' ? <option value="">Choose a site</option> : null}
            {sites.map((each) => (
              <option key={each.site} value={each.site}>
                {each.name}
                {sites.some(({ customerName }) => customerName !== each.customerName) ? `, ${each.customerName}` : ''}
              </option>
            ))}
          </select>
        )}
      </Field>
      {site === undefined ? null : <BoardFields key={siteId} site={siteId} chosen={chosen} choose={choose} />}
      <Field label="Name of the screen" help="Where it hangs, so that others know which one it is.">
        {(ids) => <input {...ids} type="text" required maxLength={80} value={name} onChange={(event) => setName(event.target.value)} />}
      </Field>
      {error === null ? null : (
        <p role="alert" className="banner bad">
          {error}
        </p>
      )}
      <p className="pair-buttons">
        <button type="submit" className="button primary" aria-disabled={busy}>
          Pair this screen
        </button>
      </p>
    </form>
  );
};

/** Where the code on a television leads: what it is to show, and for whom. */
export const PairPage = ({ search }: { readonly search: PairSearch }) => {
  const { api } = useServices();
  const { data: me, error: meError, refetch: askMe } = useQuery(meQuery(api));
  const { data: sites, error, refetch } = useQuery(sitesQuery(api));
  const failure = meError ?? error;
  return (
    <div className="page site-page">
      <div className="page-head">
        <PageTitle title="Pair a screen" context="" />
      </div>
      {(me === undefined || sites === undefined) && failure !== null ? (
        <Failure
          error={failure}
          retry={() => {
            void askMe();
            void refetch();
          }}
        />
      ) : me === undefined || sites === undefined ? (
        <Loading what="your sites" />
      ) : may(me, 'screens.manage') && sites.length > 0 ? (
        <PairForm sites={sites} search={search} />
      ) : (
        <Notice icon="warning" title="Your role does not allow this">
          Supervisors and administrators may pair screens.
        </Notice>
      )}
    </div>
  );
};
