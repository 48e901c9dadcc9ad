/** One DynamoDB attribute value in wire form, such as `{"S":"x"}`. */
export type AttributeValue = Readonly<Record<string, unknown>>;
export type Item = Readonly<Record<string, AttributeValue>>;

export interface TableDescription {
  readonly TableName: string;
  readonly TableArn: string;
  readonly TableStatus: string;
  readonly KeySchema: readonly { readonly AttributeName: string; readonly KeyType: string }[];
  readonly GlobalSecondaryIndexes?: readonly unknown[];
  readonly StreamSpecification?: { readonly StreamEnabled: boolean; readonly StreamViewType?: string };
  readonly LatestStreamArn?: string;
  readonly LatestStreamLabel?: string;
}

export type Callback<T> = (error: unknown, value?: T) => void;

/** What dynalite's actions ask of a sub-database. */
export interface DynaliteSubDb {
  lock(key: string, run: (release: <F>(callback: F) => F) => void): void;
  get(key: string, callback: Callback<unknown>): void;
  put(key: string, value: unknown, callback: Callback<void>): void;
  del(key: string, callback: Callback<void>): void;
  batch(ops: readonly { type: 'put' | 'del'; key: string; value?: unknown }[], callback: Callback<void>): void;
  createKeyStream(options?: RangeOptions): NodeJS.ReadableStream;
  createValueStream(options?: RangeOptions): NodeJS.ReadableStream;
}

export interface RangeOptions {
  readonly gt?: string;
  readonly gte?: string;
  readonly lt?: string;
  readonly lte?: string;
  readonly limit?: number;
  readonly reverse?: boolean;
}

export interface DynaliteStore {
  readonly options: {
    readonly createTableMs: number;
    readonly deleteTableMs: number;
    readonly updateTableMs: number;
    readonly maxItemSize: number;
    readonly maxItemSizeKb: number;
  };
  readonly tableDb: DynaliteSubDb & { readonly awsAccountId: string; readonly awsRegion: string };
  getTable(name: string, checkStatus: boolean | Callback<TableDescription>, callback?: Callback<TableDescription>): void;
  getItemDb(table: string): DynaliteSubDb;
  getIndexDb(type: string, table: string, index: string): DynaliteSubDb;
  getTagDb(table: string): DynaliteSubDb;
  deleteItemDb(table: string, callback: Callback<void>): void;
  deleteIndexDb(type: string, table: string, index: string, callback: Callback<void>): void;
  deleteTagDb(table: string, callback: Callback<void>): void;
}

export type DynaliteAction = (store: DynaliteStore, input: unknown, callback: Callback<unknown>) => void;
export interface DynaliteActionValidation {
  readonly types: unknown;
  readonly custom?: (input: unknown, store: DynaliteStore) => string | undefined;
}

export interface DynaliteDb {
  createKey(item: Item, table: TableDescription): string;
  validateItem(item: Item, table: TableDescription): Error | undefined | null;
  validateKey(key: Item, table: TableDescription): Error | undefined | null;
  checkConditional(input: unknown, item: Item | undefined): Error | undefined | null;
  itemSize(item: Item): number;
}

export interface DynaliteValidations {
  checkTypes(input: unknown, types: unknown): Record<string, unknown>;
  checkValidations(input: unknown, types: unknown, custom: DynaliteActionValidation['custom'], store: DynaliteStore): void;
  toLowerFirst(text: string): string;
}
