import type { SiteConfig } from '../../../functions/domain/site-config.ts';

interface DemoUnit {
  readonly id: string;
  readonly name: string;
  readonly parent: string | null;
  /** Extensions and hunt groups in it; people follow their extension. */
  readonly numbers: readonly string[];
}

interface DemoOrganisation {
  readonly units: readonly DemoUnit[];
  /** Somebody who left: whoever has the number now has it since then. */
  readonly left: { readonly id: string; readonly name: string; readonly extension: string; readonly at: string };
  readonly settings: Partial<SiteConfig['settings']>;
}

/** What administrators add to the lists of their phone system, by profile of the simulated one. */
const organisations: Readonly<Record<string, DemoOrganisation>> = {
  harbour: {
    units: [
      { id: 'guest-services', name: 'Guest services', parent: null, numbers: ['1000'] },
      {
        id: 'reservations',
        name: 'Reservations',
        parent: 'guest-services',
        numbers: ['2000', '1001', '1002', '1003', '1004', '1005', '1006'],
      },
      { id: 'front-desk', name: 'Front desk', parent: 'guest-services', numbers: ['2001', '1011', '1012', '1013', '1014', '1015'] },
      { id: 'events', name: 'Events', parent: 'guest-services', numbers: ['2002', '1021', '1022', '1023'] },
      { id: 'back-office', name: 'Back office', parent: null, numbers: ['1030', '1031', '1032', '1033', '1034'] },
    ],
    left: { id: 'harbour-quentin-reed', name: 'Quentin Reed', extension: '1031', at: '2026-01-05T08:00:00.000Z' },
    settings: { serviceLevelSeconds: 20, tagFieldNames: ['Booking reference', 'Room'] },
  },
  mill: {
    units: [
      { id: 'reception', name: 'Reception', parent: null, numbers: ['200'] },
      { id: 'appointments', name: 'Appointments', parent: 'reception', numbers: ['280', '201', '202', '203', '204', '205'] },
      { id: 'prescriptions', name: 'Prescriptions', parent: 'reception', numbers: ['281', '211', '212', '213', '214', '215'] },
      { id: 'clinical', name: 'Clinical', parent: null, numbers: ['282', '221', '222', '223', '231', '232', '233', '234'] },
      { id: 'management', name: 'Management', parent: null, numbers: ['240', '241'] },
    ],
    left: { id: 'mill-vera-watts', name: 'Vera Watts', extension: '241', at: '2026-02-02T08:00:00.000Z' },
    settings: { serviceLevelSeconds: 30, tagFieldNames: ['Patient reference'] },
  },
};

/** The configuration of a simulated site with business units, a user who left, and report settings of its own. */
export const addDemoOrganisation = (profile: string, config: SiteConfig): SiteConfig => {
  const organisation = organisations[profile];
  if (organisation === undefined) return config;
  const { units, left, settings } = organisation;
  const unitOf = new Map(units.flatMap(({ id, numbers }) => numbers.map((number) => [number, id] as const)));
  const users = config.users.map((user) => ({
    ...user,
    businessUnit: unitOf.get(user.extensions[0]?.number ?? '') ?? null,
    extensions: user.extensions.map((held) => (held.number === left.extension ? { ...held, from: left.at } : held)),
  }));
  const gone = {
    id: left.id,
    name: left.name,
    extensions: [{ number: left.extension, from: null, to: left.at }],
    agents: [],
    businessUnit: null,
    deletedAt: left.at,
  };
  return {
    ...config,
    devices: config.devices.map((device) => ({ ...device, businessUnit: unitOf.get(device.number) ?? null })),
    users: [...users, gone],
    businessUnits: units.map(({ id, name, parent }) => ({ id, name, parent })),
    settings: { ...config.settings, ...settings },
  };
};
