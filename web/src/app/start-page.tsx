import { useQuery } from '@tanstack/react-query';
import { Navigate } from '@tanstack/react-router';
import { sitesQuery } from '../api/queries.ts';
import { Failure, Loading, Notice } from '../ui/notice.tsx';
import { readLastSite } from './last-site.ts';
import { useServices } from './services.ts';

/** Where one left off, else the first site. */
export const StartPage = () => {
  const { api } = useServices();
  const { data: sites, error, refetch } = useQuery(sitesQuery(api));
  if (error !== null && sites === undefined) return <Failure error={error} retry={() => void refetch()} />;
  if (sites === undefined) return <Loading what="your sites" />;
  const last = readLastSite();
  const site = sites.find((each) => each.site === last) ?? sites[0];
  if (site === undefined) {
    return (
      <div className="page">
        <h1 className="page-title">Trunkline</h1>
        <Notice title="No site yet">There is no site that you may see. Ask your administrator to add you to one.</Notice>
      </div>
    );
  }
  return <Navigate to="/sites/$site/live" params={{ site: site.site }} replace />;
};
