import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { roleWords } from '../api/types.ts';
import { useServices } from '../app/services.ts';
import { Failure, Loading, Notice } from '../ui/notice.tsx';
import { TableWrap } from '../ui/table-wrap.tsx';
import { type Account, accountsQuery } from './accounts-api.ts';
import { unitName } from './core/unit-tree.ts';
import { LimitDialog } from './limit-dialog.tsx';
import { usePart } from './part.ts';

/** Who logs in, and whose calls each sees. */
export const AccountsPanel = () => {
  const { api } = useServices();
  const { site, config } = usePart();
  const { data, error, refetch } = useQuery(accountsQuery(api, site.site));
  const [open, setOpen] = useState<Account | null>(null);
  const seen = ({ units, role }: Account): string => {
    if (role === 'screen') return 'Boards only';
    const whose = role === 'agent' ? 'Own calls' : 'All calls';
    if (units === null) return whose;
    const names = units.length === 0 ? 'No calls' : units.map((unit) => unitName(config, unit)).join(', ');
    return role === 'agent' && units.length > 0 ? `Own calls within ${names}` : names;
  };
  return (
    <section className="panel accounts" aria-labelledby="accounts-title">
      <h2 id="accounts-title">Who may see what</h2>
      {data === undefined && error !== null ? (
        <Failure error={error} retry={() => void refetch()} />
      ) : data === undefined ? (
        <Loading what="who logs in here" />
      ) : data.length === 0 ? (
        <Notice title="Nobody of this customer logs in yet" />
      ) : (
        <TableWrap label="Who may see what">
          <table className="table site-table" aria-label="Who may see what">
            <thead>
              <tr>
                <th scope="col">Name</th>
                <th scope="col" className="col-1">
                  Role
                </th>
                <th scope="col">Sees</th>
                <th scope="col">
                  <span className="sr-only">Change</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {data.map((account) => (
                <tr key={account.account}>
                  <th scope="row">
                    {account.name}
                    <span className="only-narrow">{roleWords[account.role]}</span>
                  </th>
                  <td className="col-1">{roleWords[account.role]}</td>
                  <td>{seen(account)}</td>
                  <td className="right">
                    {account.mayLimit || account.units !== null ? (
                      <button
                        type="button"
                        className="button small plain"
                        aria-label={`Change what ${account.name} may see`}
                        onClick={() => setOpen(account)}
                      >
                        Change
                      </button>
                    ) : (
                      <span className="muted">administers the site</span>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableWrap>
      )}
      {open === null ? null : <LimitDialog account={open} close={() => setOpen(null)} />}
    </section>
  );
};
