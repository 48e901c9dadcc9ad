import type { AssignmentKind, Device, DeviceType } from './types.ts';

interface DevicePlace {
  readonly type: DeviceType;
  readonly number: string;
  readonly node?: string | null;
}
interface Held {
  readonly user: string;
  readonly kind: AssignmentKind;
  readonly number: string;
}
export type DeviceFields = Omit<Device, 'number' | 'type' | 'node'>;

/** What the API takes as a change of a part; absent instants mean the moment of saving. */
export type Edit =
  | ({ readonly edit: 'addDevice' } & DevicePlace & Partial<DeviceFields>)
  | ({ readonly edit: 'changeDevice'; readonly set: Partial<DeviceFields> } & DevicePlace)
  | ({ readonly edit: 'removeDevice' } & DevicePlace)
  | { readonly edit: 'addUser'; readonly name: string; readonly businessUnit: string | null }
  | { readonly edit: 'changeUser'; readonly id: string; readonly set: { readonly name?: string; readonly businessUnit?: string | null } }
  | { readonly edit: 'deleteUser'; readonly id: string; readonly at?: string }
  | ({ readonly edit: 'assign'; readonly from?: string | null; readonly to: string | null; readonly takeOver: boolean } & Held)
  | ({ readonly edit: 'endAssignment'; readonly at?: string } & Held)
  | ({
      readonly edit: 'changeAssignment';
      readonly from: string | null;
      readonly set: { readonly from?: string | null; readonly to?: string | null };
    } & Held)
  | ({ readonly edit: 'removeAssignment'; readonly from: string | null } & Held)
  | { readonly edit: 'addBusinessUnit'; readonly name: string; readonly parent: string | null }
  | { readonly edit: 'changeBusinessUnit'; readonly id: string; readonly set: { readonly name?: string; readonly parent?: string | null } }
  | { readonly edit: 'deleteBusinessUnit'; readonly id: string }
  | { readonly edit: 'changeSite' | 'changeDialPlan' | 'changeSettings'; readonly set: Readonly<Record<string, unknown>> };
