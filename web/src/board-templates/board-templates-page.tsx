import { PageTitle } from '../shell/page-title.tsx';

export const BoardTemplatesPage = () => (
  <div className="page site-page">
    <div className="page-head">
      <PageTitle title="Board templates" context="all customers" />
    </div>
  </div>
);
