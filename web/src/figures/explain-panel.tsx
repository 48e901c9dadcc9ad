import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import type { Site } from '../api/types.ts';
import { Icon } from '../ui/icons.tsx';
import type { ExplainSearch } from './core/explain-search.ts';
import { ExplainView } from './explain-view.tsx';
import './figures.css';

/** How a number came about, beside the page it stands on. Closed by Escape, the cross, or a press beside it. */
export const ExplainPanel = ({
  site,
  figure,
  close,
}: {
  readonly site: Site;
  /** Null = closed. */
  readonly figure: ExplainSearch | null;
  readonly close: () => void;
}) => (
  <ModalOverlay
    className="sheet-overlay at-side"
    isDismissable
    isOpen={figure !== null}
    onOpenChange={(open) => (open ? undefined : close())}
  >
    <Modal className="sheet-frame at-side">
      <Dialog className="sheet">
        {({ close: shut }) => (
          <>
            <div className="sheet-head">
              <Heading slot="title">How this number came about</Heading>
              <span className="header-space" />
              <button type="button" className="button icon-button" aria-label="Close" onClick={shut}>
                <Icon name="offline" />
              </button>
            </div>
            <div className="sheet-body">{figure === null ? null : <ExplainView site={site} figure={figure} />}</div>
          </>
        )}
      </Dialog>
    </Modal>
  </ModalOverlay>
);
