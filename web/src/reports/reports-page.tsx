import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { Button, Dialog, DialogTrigger, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { may } from '../api/may.ts';
import type { Me, Site } from '../api/types.ts';
import { useServices } from '../app/services.ts';
import { downloadText } from '../board-text/download-text.ts';
import { useMediaQuery } from '../boards/use-media-query.ts';
import { ReportsSection } from '../shell/reports-section.tsx';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { Icon } from '../ui/icons.tsx';
import { Failure, Loading } from '../ui/notice.tsx';
import { Told } from '../ui/told.tsx';
import { UnreadableList } from '../ui/unreadable-list.tsx';
import { categoriesOf } from './core/group-reports.ts';
import type { ReportSearch } from './core/report-search.ts';
import { summaryReport } from './core/summary-report.ts';
import type { ReportChange } from './report-change.ts';
import { CopyReportDialog, DeleteReportDialog } from './report-change-dialog.tsx';
import { ReportList } from './report-list.tsx';
import { ReportPanel } from './report-panel.tsx';
import {
  deleteUnreadableReport,
  exportReportText,
  reportsKey,
  reportsQuery,
  restoreDefaults,
  unreadableReportsQuery,
} from './reports-api.ts';
import '../figures/figures.css';
import '../filters/filters.css';
import './reports.css';

interface PageProps {
  readonly site: Site;
  readonly report: string;
  readonly search: ReportSearch;
}

const Reports = ({ site, me, report, search }: PageProps & { readonly me: Me }) => {
  const { api } = useServices();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const wide = useMediaQuery('(width >= 1000px)');
  const { data: reports, error, refetch } = useQuery(reportsQuery(api, site.site));
  const { data: unreadable = [] } = useQuery(unreadableReportsQuery(api, site.site));
  const [change, setChange] = useState<ReportChange | null>(null);
  const [restoring, setRestoring] = useState(false);
  const [told, tell] = useState('');
  const rights = { write: may(me, 'reports.write'), share: may(me, 'reports.share') };
  const open = (id: string): void => void navigate({ to: '/sites/$site/reports/$report', params: { site: site.site, report: id } });
  const begin = (next: ReportChange): void => {
    const { id, name } = next.report;
    if (next.kind === 'edit') void navigate({ to: '/sites/$site/reports/$report/edit', params: { site: site.site, report: id } });
    else if (next.kind === 'text')
      void exportReportText(api, site.site, id).then(
        (text) => {
          downloadText(`${name.replace(/[^\p{L}\p{N}]+/gu, '-')}.yaml`, text, 'text/yaml');
          tell(`“${name}” is saved as text.`);
        },
        (reason: unknown) => tell(reason instanceof Error ? reason.message : String(reason)),
      );
    else setChange(next);
  };
  const list = (picked: () => void) =>
    reports === undefined ? (
      error === null ? (
        <Loading what="the reports" />
      ) : (
        <Failure error={error} retry={() => void refetch()} />
      )
    ) : (
      <>
        <ReportList
          reports={reports}
          site={site.site}
          zone={site.timeZone}
          chosen={report}
          rights={rights}
          change={(next) => {
            picked();
            begin(next);
          }}
          picked={picked}
          restore={rights.write ? () => setRestoring(true) : null}
        />
        <UnreadableList
          what="report"
          items={unreadable}
          remove={async (id) => {
            await deleteUnreadableReport(api, site.site, id);
            await queries.invalidateQueries({ queryKey: reportsKey(site.site) });
          }}
        />
      </>
    );
  const newReport = rights.write ? (
    <Link className="button primary" to="/sites/$site/reports-new" params={{ site: site.site }}>
      <Icon name="plus" /> New report
    </Link>
  ) : null;
  const categories = categoriesOf(reports ?? []);
  return (
    <>
      <Told>{told}</Told>
      <div className="reports-layout">
        {wide ? (
          <aside className="panel reports-aside">
            {newReport}
            {list(() => undefined)}
          </aside>
        ) : (
          <div className="reports-bar">
            <DialogTrigger>
              <Button className="button">
                <Icon name="chevron" /> All reports
              </Button>
              <ModalOverlay className="sheet-overlay at-start" isDismissable>
                <Modal className="sheet-frame at-start">
                  <Dialog className="sheet">
                    {({ close }) => (
                      <>
                        <div className="sheet-head">
                          <Heading slot="title">Reports</Heading>
                          <span className="header-space" />
                          <button type="button" className="button icon-button" aria-label="Close" onClick={close}>
                            <Icon name="offline" />
                          </button>
                        </div>
                        <div className="sheet-body">{list(close)}</div>
                      </>
                    )}
                  </Dialog>
                </Modal>
              </ModalOverlay>
            </DialogTrigger>
            {newReport}
          </div>
        )}
        <ReportPanel key={report} site={site} me={me} report={report} search={search} />
      </div>
      {change === null ? null : change.kind === 'delete' ? (
        <DeleteReportDialog
          key={change.report.id}
          site={site.site}
          report={change.report}
          close={() => setChange(null)}
          deleted={() => {
            setChange(null);
            tell(`“${change.report.name}” is deleted.`);
            if (change.report.id === report) open(summaryReport);
          }}
        />
      ) : (
        <CopyReportDialog
          key={`${change.kind} ${change.report.id}`}
          site={site.site}
          report={change.report}
          share={change.kind === 'share'}
          categories={categories}
          close={() => setChange(null)}
          made={(copy) => {
            setChange(null);
            tell(change.kind === 'share' ? `“${copy.name}” is shared.` : `“${copy.name}” is made.`);
            open(copy.id);
          }}
        />
      )}
      {restoring ? (
        <ConfirmDialog
          title="Restore default reports?"
          button="Restore"
          close={() => setRestoring(false)}
          act={async () => {
            await restoreDefaults(api, site.site);
            await queries.invalidateQueries({ queryKey: reportsKey(site.site) });
            tell('The default reports are there again.');
          }}
        >
          <p>Default reports that you have deleted come back as your own. Those that you still have stay as they are.</p>
        </ConfirmDialog>
      ) : null}
    </>
  );
};

/** Reports of a site: chosen on the left, run on the right (manual chapter 5.5). */
export const ReportsPage = (props: PageProps) => (
  <ReportsSection site={props.site} here="reports" title="Reports">
    {(me) => <Reports {...props} me={me} />}
  </ReportsSection>
);
