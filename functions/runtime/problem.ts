/** Every refusal the API can give; the code is stable and ends the `type` URI (RFC 9457). */
export const problems = {
  'bad-request': [400, 'The request is not valid'],
  'bad-cursor': [400, 'The cursor does not belong to this list'],
  unauthorised: [401, 'No valid credentials'],
  forbidden: [403, 'Not allowed for this role'],
  'not-found': [404, 'Not found'],
  conflict: [409, 'In conflict with the present state'],
  'version-mismatch': [412, 'Somebody else was faster'],
  'too-large': [413, 'The request is too large'],
  'key-reused': [422, 'The key was used for another request'],
  'too-many': [429, 'Too many requests'],
  internal: [500, 'Something went wrong on our side'],
  unavailable: [503, 'For the moment not available'],
} as const satisfies Record<string, readonly [number, string]>;
export type ProblemCode = keyof typeof problems;

export interface FieldError {
  /** JSON pointer to the part that is wrong, as a URI fragment: `#/limit`, `#/devices/0/number`. */
  readonly pointer: string;
  readonly detail: string;
  readonly in: 'body' | 'query' | 'path' | 'header' | 'cookie';
}

/** Body of an `application/problem+json` answer. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail?: string;
  readonly instance?: string;
  readonly errors?: readonly FieldError[];
}

/** A refusal the caller may see. Anything else that is thrown becomes `internal` and shows nothing. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly code: ProblemCode;
  readonly errors: readonly FieldError[] | undefined;
  constructor(code: ProblemCode, detail: string, options?: { readonly errors?: readonly FieldError[]; readonly cause?: unknown }) {
    super(detail, options?.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.errors = options?.errors;
  }
}

/** @example toProblem('not-found', 'No site "x".', 'req-1') // { type: 'urn:trunkline:problem:not-found', title: 'Not found', status: 404, … } */
export const toProblem = (code: ProblemCode, detail?: string, instance?: string, errors?: readonly FieldError[]): Problem => ({
  type: `urn:trunkline:problem:${code}`,
  title: problems[code][1],
  status: problems[code][0],
  ...(detail === undefined ? {} : { detail }),
  ...(instance === undefined ? {} : { instance }),
  ...(errors === undefined ? {} : { errors }),
});

/** The problem to show for anything thrown. */
export const problemOf = (error: unknown, instance?: string): Problem =>
  error instanceof ProblemError ? toProblem(error.code, error.message, instance, error.errors) : toProblem('internal', undefined, instance);
