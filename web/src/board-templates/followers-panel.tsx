import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { sitesQuery } from '../api/queries.ts';
import { useServices } from '../app/services.ts';
import { plural } from '../time/core/format.ts';
import { TableWrap } from '../ui/table-wrap.tsx';
import { inBatches } from './core/choose-sites.ts';
import type { Template } from './core/types.ts';
import { applyTemplate, templatesKey } from './templates-api.ts';

/** Who follows a template and which version is shown there; those that lag can be brought up to it. */
export const FollowersPanel = ({ template, tell }: { readonly template: Template; readonly tell: (words: string) => void }) => {
  const { api } = useServices();
  const queries = useQueryClient();
  const { data: sites } = useQuery(sitesQuery(api));
  const [busy, setBusy] = useState(false);
  const behind = template.followers.filter(({ version }) => version < template.version);
  const update = async (): Promise<void> => {
    if (busy) return;
    setBusy(true);
    const failed: string[] = [];
    for (const part of inBatches([...new Set(behind.map(({ site }) => site))], 10)) {
      try {
        failed.push(...(await applyTemplate(api, template.id, part, 'follow')).flatMap(({ done, detail }) => (done ? [] : [detail])));
      } catch (reason) {
        failed.push(reason instanceof Error ? reason.message : String(reason));
      }
    }
    await queries.invalidateQueries({ queryKey: templatesKey });
    setBusy(false);
    tell(failed.length === 0 ? 'All that follow show the newest version.' : `Not all could be updated: ${failed.join(' ')}`);
  };
  return (
    <section className="panel" aria-label="Who follows">
      <div className="value-head">
        <h2>
          Who follows <span className="muted num">{template.followers.length}</span>
        </h2>
        {behind.length === 0 ? null : (
          <button type="button" className="button primary" aria-disabled={busy} onClick={() => void update()}>
            {busy ? 'Updating…' : `Update ${plural(behind.length, 'board')}`}
          </button>
        )}
      </div>
      {template.followers.length === 0 ? (
        <p className="followers-none">No site follows it yet.</p>
      ) : (
        <TableWrap label="Who follows">
          <table className="table site-table" aria-label="Who follows">
            <thead>
              <tr>
                <th scope="col">Customer and site</th>
                <th scope="col">Board</th>
                <th scope="col">Version</th>
              </tr>
            </thead>
            <tbody>
              {template.followers.map(({ site, board, name, version }) => {
                const where = sites?.find((each) => each.site === site);
                return (
                  <tr key={`${site} ${board}`}>
                    <th scope="row">{where === undefined ? site : `${where.customerName} · ${where.name}`}</th>
                    <td>{name}</td>
                    <td className="num">
                      {version}
                      {version < template.version ? <span className="badge warn">behind</span> : null}
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </TableWrap>
      )}
    </section>
  );
};
