/** What is wrong with a text, each with the way to its line. */
export const FaultList = <F extends { readonly detail: string }>({
  label,
  faults,
  keyOf,
  lineOf,
  goTo,
}: {
  readonly label?: string;
  readonly faults: readonly F[];
  readonly keyOf: (fault: F) => string;
  /** From 1; null = the text as a whole. */
  readonly lineOf: (fault: F) => number | null;
  readonly goTo: (line: number) => void;
}) => (
  <ul className="change-list" aria-label={label}>
    {faults.map((fault) => {
      const line = lineOf(fault);
      return (
        <li key={keyOf(fault)}>
          {fault.detail}{' '}
          {line === null ? null : (
            <button type="button" className="button small" onClick={() => goTo(line)}>
              Go to line {line}
            </button>
          )}
        </li>
      );
    })}
  </ul>
);
