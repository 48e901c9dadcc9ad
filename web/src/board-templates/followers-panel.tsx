import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { sitesQuery } from '../api/queries.ts';
import { useServices } from '../app/services.ts';
import { plural } from '../time/core/format.ts';
import { TableWrap } from '../ui/table-wrap.tsx';
import { isGood } from './core/result-words.ts';
import type { Template } from './core/types.ts';
import { changeTemplate, templatesKey } from './templates-api.ts';

/** Who follows a template and which version is shown there; those that lag can be brought up to it. */
export const FollowersPanel = ({ template, tell }: { readonly template: Template; readonly tell: (words: string) => void }) => {
  const { api } = useServices();
  const queries = useQueryClient();
  const { data: sites } = useQuery(sitesQuery(api));
  const [busy, setBusy] = useState(false);
  const { followedBy, lagging } = template;
  /** The same saved again tries those that lag once more. */
  const update = async (): Promise<void> => {
    if (busy) return;
    setBusy(true);
    try {
      const { results } = await changeTemplate(api, template, { name: template.name, content: template.content });
      const failed = results.filter((each) => !isGood(each)).length;
      tell(failed === 0 ? 'All that follow show the newest version.' : `${plural(failed, 'board')} could not be updated; try again.`);
      await queries.invalidateQueries({ queryKey: templatesKey });
    } catch (reason) {
      tell(`Not updated: ${reason instanceof Error ? reason.message : String(reason)}`);
    } finally {
      setBusy(false);
    }
  };
  return (
    <section className="panel" aria-label="Who follows">
      <div className="value-head">
        <h2>
          Who follows <span className="muted num">{followedBy.length}</span>
        </h2>
        {lagging === 0 ? null : (
          <button type="button" className="button primary" aria-disabled={busy} onClick={() => void update()}>
            {busy ? 'Updating…' : `Update ${plural(lagging, 'board')}`}
          </button>
        )}
      </div>
      {followedBy.length === 0 ? (
        <p className="followers-none">No site follows it yet.</p>
      ) : (
        <TableWrap label="Who follows">
          <table className="table site-table" aria-label="Who follows">
            <thead>
              <tr>
                <th scope="col">Customer and site</th>
                <th scope="col">Version</th>
              </tr>
            </thead>
            <tbody>
              {followedBy.map(({ site, board, version, lags }) => {
                const where = sites?.find((each) => each.site === site);
                return (
                  <tr key={`${site} ${board}`}>
                    <th scope="row">{where === undefined ? site : `${where.customerName} · ${where.name}`}</th>
                    <td className="num">
                      {version}
                      {lags ? <span className="badge warn">behind</span> : null}
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
