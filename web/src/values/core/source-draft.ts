import { fieldName } from './sample.ts';
import type { ExternalSource, SourceContent, SourceField, SourceFormat } from './types.ts';

/** A field as it is typed; `key` tells it from the others whatever is typed. */
export type FieldDraft = SourceField & { readonly key: number };

/** A source as it is typed. */
export interface SourceDraft {
  readonly url: string;
  readonly format: SourceFormat;
  readonly headerName: string;
  /** Empty = the one that is kept stays. */
  readonly secret: string;
  readonly fields: readonly FieldDraft[];
  readonly nextKey: number;
  /** Empty = that of the host. */
  readonly name: string;
  readonly everySeconds: number;
}

/** What the steps of making a source do to it. */
export type SourceEdit =
  | { readonly kind: 'set'; readonly patch: Partial<Omit<SourceDraft, 'fields' | 'nextKey'>> }
  | { readonly kind: 'addField'; readonly selector: string }
  | { readonly kind: 'setField'; readonly key: number; readonly patch: Partial<SourceField> }
  | { readonly kind: 'removeField'; readonly key: number };

/** @param source null = a new one */
export const startDraft = (source: ExternalSource | null): SourceDraft => ({
  url: source?.url ?? '',
  format: source?.format ?? 'json',
  headerName: source?.header?.name ?? '',
  secret: '',
  fields: (source?.fields ?? []).map((field, key) => ({ ...field, key })),
  nextKey: source?.fields.length ?? 0,
  name: source?.name ?? '',
  everySeconds: source?.everySeconds ?? 300,
});

export const editSource = (draft: SourceDraft, edit: SourceEdit): SourceDraft => {
  const { fields, nextKey } = draft;
  switch (edit.kind) {
    case 'set':
      return { ...draft, ...edit.patch };
    case 'addField': {
      const name = fieldName(
        edit.selector,
        fields.map((each) => each.name),
      );
      return { ...draft, fields: [...fields, { key: nextKey, selector: edit.selector, name }], nextKey: nextKey + 1 };
    }
    case 'setField':
      return { ...draft, fields: fields.map((field) => (field.key === edit.key ? { ...field, ...edit.patch } : field)) };
    case 'removeField':
      return { ...draft, fields: fields.filter(({ key }) => key !== edit.key) };
  }
};

/** Host of an address; empty where it is none. */
export const hostOf = (url: string): string => {
  try {
    return new URL(url).hostname;
  } catch {
    return '';
  }
};

/** What is sent of what was typed. */
export const contentOf = ({ name, url, format, everySeconds, headerName, secret, fields }: SourceDraft): SourceContent => ({
  name: name.trim() || hostOf(url) || 'New source',
  url: url.trim(),
  format,
  everySeconds,
  header: headerName.trim() === '' ? null : { name: headerName.trim(), ...(secret === '' ? {} : { value: secret }) },
  fields: fields.map(({ key: _key, ...field }) => ({ ...field, name: field.name.trim(), selector: field.selector.trim() })),
});
