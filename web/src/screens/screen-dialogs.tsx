import { type ReactNode, useState } from 'react';
import { useServices } from '../app/services.ts';
import { Dialog } from '../site/dialog.tsx';
import { Field } from '../site/field.tsx';
import { DialogFoot } from '../ui/dialog-foot.tsx';
import { BoardFields } from './board-fields.tsx';
import { CycleField } from './cycle-field.tsx';
import { changeScreen, revokeScreen, type SiteScreen, showOnScreen } from './screens-api.ts';
import { useSending } from './use-sending.ts';

interface ScreenDialogProps {
  readonly site: string;
  readonly screen: SiteScreen;
  readonly tell: (told: string) => void;
  readonly close: () => void;
}

const Form = ({
  title,
  action,
  busy,
  error,
  close,
  submit,
  children,
}: {
  readonly title: string;
  readonly action: string;
  readonly busy: boolean;
  readonly error: string | null;
  readonly close: () => void;
  readonly submit: () => void;
  readonly children: ReactNode;
}) => (
  <Dialog title={title} close={close}>
    <form
      className="dialog-body"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {children}
      <DialogFoot error={error} close={close} busy={busy}>
        {action}
      </DialogFoot>
    </form>
  </Dialog>
);

export const EditScreenDialog = ({ site, screen, tell, close }: ScreenDialogProps) => {
  const { api } = useServices();
  const { busy, error, send } = useSending(site);
  const [name, setName] = useState(screen.name);
  const [chosen, choose] = useState({ board: screen.board, view: screen.view });
  const [cycleSeconds, setCycleSeconds] = useState(screen.cycleSeconds);
  const sameBoard = chosen.board === screen.board;
  const change = { name: name.trim(), cycleSeconds, ...(sameBoard && chosen.view === screen.view ? {} : { view: chosen.view }) };
  const submit = (): void =>
    void send(
      () => changeScreen(api, site, screen.screen, sameBoard ? change : { ...change, board: chosen.board }),
      () => {
        tell(`${name.trim()} is saved.`);
        close();
      },
    );
  return (
    <Form title={`Change ${screen.name}`} action="Save" busy={busy} error={error} close={close} submit={submit}>
      <Field label="Name">
        {(ids) => <input {...ids} type="text" required maxLength={80} value={name} onChange={(event) => setName(event.target.value)} />}
      </Field>
      <BoardFields site={site} chosen={chosen} choose={choose} />
      <CycleField seconds={cycleSeconds} change={setCycleSeconds} />
    </Form>
  );
};

const minutesOffered = [5, 15, 30, 60, 120, 240] as const;

export const ShowDialog = ({ site, screen, tell, close }: ScreenDialogProps) => {
  const { api } = useServices();
  const { busy, error, send } = useSending(site);
  const [chosen, choose] = useState<{ readonly board: string; readonly view: string | null }>({ board: '', view: null });
  const [minutes, setMinutes] = useState(15);
  const submit = (): void =>
    void send(
      () => showOnScreen(api, site, screen.screen, { ...chosen, minutes }),
      () => {
        tell(`${screen.name} shows it for ${minutes} minutes.`);
        close();
      },
    );
  return (
    <Form title={`Show now on ${screen.name}`} action="Show" busy={busy} error={error} close={close} submit={submit}>
      <p>In place of “{screen.boardName}” for a while; then that comes back by itself.</p>
      <BoardFields site={site} chosen={chosen} choose={choose} />
      <Field label="For">
        {(ids) => (
          <select {...ids} value={minutes} onChange={(event) => setMinutes(Number(event.target.value))}>
            {minutesOffered.map((each) => (
              <option key={each} value={each}>
                {each < 60 ? `${each} minutes` : each === 60 ? '1 hour' : `${each / 60} hours`}
              </option>
            ))}
          </select>
        )}
      </Field>
    </Form>
  );
};

export const RevokeDialog = ({ site, screen, tell, close }: ScreenDialogProps) => {
  const { api } = useServices();
  const { busy, error, send } = useSending(site);
  const submit = (): void =>
    void send(
      () => revokeScreen(api, site, screen.screen),
      () => {
        tell(`${screen.name} is removed.`);
        close();
      },
    );
  return (
    <Form title={`Remove ${screen.name}?`} action="Remove" busy={busy} error={error} close={close} submit={submit}>
      <p>It goes dark at once and shows a code again. To use it further, somebody has to pair it anew.</p>
    </Form>
  );
};
