/** Whether what is built is saved, and the two ways on. */
export const SavingBar = ({
  saving,
  dirty,
  isNew,
  leave,
  save,
}: {
  readonly saving: boolean;
  readonly dirty: boolean;
  readonly isNew: boolean;
  readonly leave: () => void;
  readonly save: () => void;
}) => (
  <div className="builder-bar" role="toolbar" aria-label="Saving">
    <span className="muted" role="status">
      {saving ? 'Saving…' : dirty ? 'Not saved yet' : isNew ? 'A new report' : 'All saved'}
    </span>
    <span className="header-space" />
    <button type="button" className="button" onClick={leave}>
      Leave
    </button>
    <button type="button" className="button primary" aria-disabled={saving} aria-keyshortcuts="Control+Enter" onClick={save}>
      Save and run
    </button>
  </div>
);
