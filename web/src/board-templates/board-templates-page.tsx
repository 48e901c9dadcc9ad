import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { may } from '../api/may.ts';
import { meQuery } from '../api/queries.ts';
import { useServices } from '../app/services.ts';
import { PageTitle } from '../shell/page-title.tsx';
import { formatDayMinute } from '../time/core/format.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { Failure, Loading, Notice } from '../ui/notice.tsx';
import { TableWrap } from '../ui/table-wrap.tsx';
import { Told } from '../ui/told.tsx';
import { ApplyPanel } from './apply-panel.tsx';
import type { TemplateSearch } from './core/template-search.ts';
import { FollowersPanel } from './followers-panel.tsx';
import { NewTemplateDialog } from './new-template-dialog.tsx';
import { TemplateTextPanel } from './template-text-panel.tsx';
import { deleteTemplate, templateListQuery, templateQuery, templatesKey } from './templates-api.ts';
import '../site/site.css';
import '../board-text/board-text.css';
import './board-templates.css';

/** No site, no zone of a site: the reader's own. */
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;

const TemplateList = ({ tell }: { readonly tell: (words: string) => void }) => {
  const { api } = useServices();
  const navigate = useNavigate();
  const { data: templates, error, refetch } = useQuery(templateListQuery(api));
  const [making, setMaking] = useState(false);
  return (
    <>
      <div className="list-tools">
        <span className="header-space" />
        <button type="button" className="button primary" onClick={() => setMaking(true)}>
          New template
        </button>
      </div>
      <div className="panel">
        {templates === undefined && error !== null ? (
          <Failure error={error} retry={() => void refetch()} />
        ) : templates === undefined ? (
          <Loading what="the templates" />
        ) : templates.length === 0 ? (
          <Notice title="No template yet">
            A template is a board made once for many customers: their sites follow it and change with it, or take a copy of their own.
          </Notice>
        ) : (
          <TableWrap label="Board templates">
            <table className="table site-table" aria-label="Board templates">
              <thead>
                <tr>
                  <th scope="col">Name</th>
                  <th scope="col">Kind</th>
                  <th scope="col">Version</th>
                  <th scope="col">Followed by</th>
                  <th scope="col" className="col-1">
                    Changed
                  </th>
                </tr>
              </thead>
              <tbody>
                {templates.map(({ id, name, kind, version, followers, lagging, updatedAt, updatedBy }) => (
                  <tr key={id}>
                    <th scope="row">
                      <Link to="/board-templates" search={{ template: id }} className="strong">
                        {name}
                      </Link>
                    </th>
                    <td>{kind}</td>
                    <td className="num">{version}</td>
                    <td className="num">
                      {followers}
                      {lagging === 0 ? null : <span className="badge warn">{lagging} behind</span>}
                    </td>
                    <td className="col-1">
                      {formatDayMinute(zone, updatedAt)} <span className="muted">{updatedBy.name}</span>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </TableWrap>
        )}
      </div>
      {making ? (
        <NewTemplateDialog
          made={({ id, name }) => {
            tell(`${name} is made.`);
            void navigate({ to: '/board-templates', search: { template: id } });
          }}
          close={() => setMaking(false)}
        />
      ) : null}
    </>
  );
};

const OpenTemplate = ({ id, tell }: { readonly id: string; readonly tell: (words: string) => void }) => {
  const { api } = useServices();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { data: template, error, refetch } = useQuery(templateQuery(api, id));
  const [leaving, setLeaving] = useState(false);
  return (
    <>
      <p className="site-back">
        <Link to="/board-templates">All templates</Link>
      </p>
      {template === undefined && error !== null ? (
        <Failure error={error} retry={() => void refetch()} />
      ) : template === undefined ? (
        <Loading what="the template" />
      ) : (
        <>
          <div className="user-head">
            <h2>{template.name}</h2>
            <span className="muted num">
              version {template.version}, {formatDayMinute(zone, template.updatedAt)}, {template.updatedBy.name}
            </span>
            <span className="header-space" />
            <button type="button" className="button small" onClick={() => setLeaving(true)}>
              Delete template
            </button>
          </div>
          <div className="template-panels">
            <div className="template-column">
              <ApplyPanel template={template} tell={tell} />
              <FollowersPanel template={template} tell={tell} />
            </div>
            <div className="template-column">
              <TemplateTextPanel key={template.version} template={template} tell={tell} />
              <section className="panel text-panel" aria-label="What was done">
                <h2>What was done</h2>
                <ul className="change-list">
                  {template.changes.slice(0, 10).map(({ at, by, version, what }) => (
                    <li key={`${at} ${what}`}>
                      <span className="num">
                        {formatDayMinute(zone, at)}, version {version}
                      </span>
                      : {what} <span className="muted">{by.name}</span>
                    </li>
                  ))}
                </ul>
              </section>
            </div>
          </div>
          {leaving ? (
            <ConfirmDialog
              title={`Delete ${template.name}?`}
              button="Delete"
              act={async () => {
                await deleteTemplate(api, id);
                await queries.invalidateQueries({ queryKey: [...templatesKey, 'all'] });
                tell(`${template.name} is deleted.`);
                await navigate({ to: '/board-templates' });
              }}
              close={() => setLeaving(false)}
            >
              <p>
                {template.followers === 0
                  ? 'No site follows it.'
                  : 'The boards that follow it stay where they are; from then on nobody changes them but their own site.'}
              </p>
            </ConfirmDialog>
          ) : null}
        </>
      )}
    </>
  );
};

/** Boards that a reseller makes once and brings to many customers. */
export const BoardTemplatesPage = ({ search }: { readonly search: TemplateSearch }) => {
  const { api } = useServices();
  const { data: me, error, refetch } = useQuery(meQuery(api));
  const [told, tell] = useState('');
  return (
    <div className="page site-page">
      <div className="page-head">
        <PageTitle title="Board templates" context="all customers" />
      </div>
      <Told>{told}</Told>
      {me === undefined && error !== null ? (
        <Failure error={error} retry={() => void refetch()} />
      ) : me === undefined ? (
        <Loading what="what you may see" />
      ) : !may(me, 'boardTemplates.write') ? (
        <Notice icon="warning" title="Your role does not allow this">
          Templates are made by the reseller for its customers.
        </Notice>
      ) : search.template === undefined ? (
        <TemplateList tell={tell} />
      ) : (
        <OpenTemplate key={search.template} id={search.template} tell={tell} />
      )}
    </div>
  );
};
