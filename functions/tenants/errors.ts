/** `tenants.taken`: the id belongs to somebody else. `tenants.version`: someone else changed the configuration meanwhile. `tenants.unknown`: no such owner. */
export class TenantsError extends Error {
  override readonly name = 'TenantsError';
  readonly code: 'tenants.taken' | 'tenants.version' | 'tenants.unknown';
  constructor(code: TenantsError['code'], message: string, options?: { readonly cause?: unknown }) {
    super(message, options);
    this.code = code;
  }
}
