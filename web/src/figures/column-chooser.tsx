import { useMemo, useState } from 'react';
import { Button, Dialog, DialogTrigger, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { Icon } from '../ui/icons.tsx';
import { Notice } from '../ui/notice.tsx';
import { findStatistics } from './core/find-statistics.ts';
import type { PublicStatistic } from './core/public-types.ts';
import { maxColumns } from './core/question.ts';

const Choice = ({
  statistics,
  chosen,
  usual,
  apply,
  close,
}: {
  readonly statistics: readonly PublicStatistic[];
  readonly chosen: readonly string[];
  readonly usual: readonly string[];
  readonly apply: (columns: readonly string[]) => void;
  readonly close: () => void;
}) => {
  const [words, setWords] = useState('');
  const [picked, setPicked] = useState(chosen);
  const groups = useMemo(() => findStatistics(statistics, { words }), [statistics, words]);
  const set = new Set(picked);
  const full = picked.length >= maxColumns;
  const toggle = (id: string): void => setPicked((now) => (now.includes(id) ? now.filter((each) => each !== id) : [...now, id]));
  return (
    <>
      <div className="sheet-head">
        <Heading slot="title">Columns</Heading>
        <label className="search">
          <Icon name="search" />
          <span className="sr-only">Search the columns</span>
          <input type="search" placeholder="Search by name or words" value={words} onChange={(event) => setWords(event.target.value)} />
        </label>
      </div>
      <div className="sheet-body column-choices">
        {groups.length === 0 ? <Notice title="No column has these words" /> : null}
        {groups.map(({ name, statistics: found }) => (
          <fieldset key={name}>
            <legend>{name}</legend>
            {found.map(({ id, heading, words: meaning, ours }) => (
              <label key={id} className="ask-tick column-choice" title={meaning}>
                <input type="checkbox" checked={set.has(id)} disabled={full && !set.has(id)} onChange={() => toggle(id)} />
                <span>
                  {heading}
                  {ours ? <span className="badge">ours</span> : null}
                </span>
              </label>
            ))}
          </fieldset>
        ))}
      </div>
      <div className="sheet-foot">
        <span className="muted num" role="status">
          {picked.length} of at most {maxColumns}
        </span>
        <span className="header-space" />
        <Button className="button plain" onPress={() => setPicked(usual)}>
          Usual columns
        </Button>
        <Button className="button" onPress={close}>
          Cancel
        </Button>
        <Button
          className="button primary"
          isDisabled={picked.length === 0}
          onPress={() => {
            apply(picked);
            close();
          }}
        >
          Show
        </Button>
      </div>
    </>
  );
};

/** Which statistics the report shows, in the order they were chosen. */
export const ColumnChooser = (props: {
  readonly statistics: readonly PublicStatistic[];
  readonly chosen: readonly string[];
  readonly usual: readonly string[];
  readonly apply: (columns: readonly string[]) => void;
}) => (
  <DialogTrigger>
    <Button className="button">
      Columns <span className="muted num">{props.chosen.length}</span>
    </Button>
    <ModalOverlay className="sheet-overlay" isDismissable>
      <Modal className="sheet-frame">
        <Dialog className="sheet">{({ close }) => <Choice {...props} close={close} />}</Dialog>
      </Modal>
    </ModalOverlay>
  </DialogTrigger>
);
