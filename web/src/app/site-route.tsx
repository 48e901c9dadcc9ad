import { useQuery } from '@tanstack/react-query';
import { createRoute, Outlet } from '@tanstack/react-router';
import { useEffect } from 'react';
import { sitesQuery } from '../api/queries.ts';
import { Failure, Loading, Notice } from '../ui/notice.tsx';
import { keepLastSite } from './last-site.ts';
import { rootRoute } from './root-route.tsx';
import { useServices } from './services.ts';
import { SiteContext } from './site-context.ts';

/** The site of the path, once known to be in reach; watched for as long as any of its pages is open. */
const SiteLayout = () => {
  const { api, socket } = useServices();
  const id = siteRoute.useParams().site;
  const { data: sites, error, refetch } = useQuery(sitesQuery(api));
  const site = sites?.find((each) => each.site === id);
  const watched = site?.site;
  useEffect(() => {
    if (watched === undefined) return;
    keepLastSite(watched);
    socket.watch(watched);
    return () => socket.watch(null);
  }, [watched, socket]);
  if (error !== null && sites === undefined) return <Failure error={error} retry={() => void refetch()} />;
  if (sites === undefined) return <Loading what="the site" />;
  if (site === undefined) {
    return (
      <div className="page">
        <h1 className="page-title">Not found</h1>
        <Notice icon="warning" title={`There is no site “${id}” that you may see`}>
          Choose another site above.
        </Notice>
      </div>
    );
  }
  return (
    <SiteContext value={site}>
      <Outlet />
    </SiteContext>
  );
};

export const siteRoute = createRoute({ getParentRoute: () => rootRoute, path: '/sites/$site', component: SiteLayout });
