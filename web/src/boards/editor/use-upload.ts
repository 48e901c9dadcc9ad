import { useEffect, useRef, useState } from 'react';
import { asRecord } from '../../api/instants.ts';
import { useServices } from '../../app/services.ts';
import { type MediaUse, mediaFault } from './core/media-types.ts';

export type UploadState =
  | { readonly kind: 'idle' | 'done' }
  | { readonly kind: 'sending'; readonly name: string /** 0 to 1. */; readonly share: number }
  | { readonly kind: 'failed'; readonly why: string };

interface Ticket {
  readonly media: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

const ticketOf = (answer: unknown): Ticket => {
  const record = asRecord(answer);
  const upload = asRecord(record?.upload);
  const media = record?.media;
  if (typeof media !== 'string' || typeof upload?.url !== 'string') throw new Error('The service gave no place to put the file.');
  const headers = Object.entries(asRecord(upload.headers) ?? {}).map(([name, value]) => [name, String(value)] as const);
  return { media, url: upload.url, headers: Object.fromEntries(headers) };
};

/** Puts a file to a signed address. `fetch` tells nothing of what has been sent, so this is the older request. */
const put = (request: XMLHttpRequest, { url, headers }: Ticket, file: File, progress: (share: number) => void): Promise<void> =>
  new Promise((resolve, reject) => {
    request.upload.onprogress = ({ loaded, total }) => progress(total === 0 ? 0 : loaded / total);
    request.onload = () =>
      request.status >= 200 && request.status < 300
        ? resolve()
        : reject(new Error(`The file was not taken: the storage answered ${request.status}.`));
    request.onerror = () => reject(new Error('The file could not be sent. Check the network connection and try again.'));
    request.onabort = () => reject(new DOMException('cancelled', 'AbortError'));
    request.open('PUT', url);
    for (const [name, value] of Object.entries(headers)) if (name.toLowerCase() !== 'content-length') request.setRequestHeader(name, value);
    request.send(file);
  });

/** Brings up a file: asked for, sent with its progress told, checked by the server. A cancelled one leaves nothing behind. */
export const useUpload = (
  site: string,
  use: MediaUse,
  done: (media: string) => void,
): readonly [UploadState, (file: File) => void, () => void] => {
  const { api } = useServices();
  const [state, setState] = useState<UploadState>({ kind: 'idle' });
  const request = useRef<XMLHttpRequest | null>(null);
  useEffect(() => () => request.current?.abort(), []);

  const send = async (file: File): Promise<void> => {
    const fault = mediaFault(use, file);
    if (fault !== null) return setState({ kind: 'failed', why: fault });
    const sending = new XMLHttpRequest();
    request.current = sending;
    setState({ kind: 'sending', name: file.name, share: 0 });
    let media: string | null = null;
    try {
      const ticket = ticketOf(
        await api.send('POST', `/sites/${site}/media`, { name: file.name, contentType: file.type, bytes: file.size }),
      );
      media = ticket.media;
      if (request.current !== sending) throw new DOMException('cancelled', 'AbortError');
      await put(sending, ticket, file, (share) => setState({ kind: 'sending', name: file.name, share }));
      const there = media;
      // What the check refuses the server has thrown away itself.
      media = null;
      await api.send('POST', `/sites/${site}/media/${there}/uploaded`, {});
      setState({ kind: 'done' });
      done(there);
    } catch (error) {
      if (media !== null) void api.send('DELETE', `/sites/${site}/media/${media}`, undefined).catch(() => null);
      const cancelled = error instanceof DOMException && error.name === 'AbortError';
      setState(cancelled ? { kind: 'idle' } : { kind: 'failed', why: error instanceof Error ? error.message : String(error) });
    }
  };
  return [
    state,
    (file) => void send(file),
    () => {
      request.current?.abort();
      request.current = null;
      setState({ kind: 'idle' });
    },
  ];
};
