import type { Role } from '../../../functions/identity/types.ts';

/** The people and places of the demonstration. Ids and names only: passwords are made up for each data directory. */
export interface DemoReseller {
  readonly reseller: string;
  readonly name: string;
  readonly customers: readonly { readonly tenant: string; readonly name: string; readonly sites: readonly DemoSite[] }[];
  readonly users: readonly DemoUser[];
}

export interface DemoSite {
  readonly site: string;
  readonly name: string;
  /** Profile of the simulated phone system; null = nothing is connected there. */
  readonly profile: string | null;
}

export interface DemoUser {
  /** Also the subject of the tokens. */
  readonly user: string;
  readonly role: Role;
  readonly name: string;
  readonly email: string;
  readonly tenant: string | null;
  readonly sites?: readonly string[];
  readonly extensions?: readonly string[];
  readonly agents?: readonly string[];
  /** Business units of demo-organisation.ts to which the person is limited. */
  readonly units?: readonly string[];
}

/** The first customer's first site is the demo site. */
export const demoResellers: readonly DemoReseller[] = [
  {
    reseller: 'bright-telecom',
    name: 'Bright Telecom',
    customers: [
      {
        tenant: 'harbour-hotels',
        name: 'Harbour Hotels',
        sites: [
          { site: 'harbour-leeds', name: 'Harbour Leeds', profile: 'harbour' },
          { site: 'harbour-york', name: 'Harbour York', profile: null },
        ],
      },
      { tenant: 'mill-lane', name: 'Mill Lane', sites: [{ site: 'mill-lane-surgery', name: 'Mill Lane Surgery', profile: 'mill' }] },
    ],
    users: [
      { user: 'bright-rosa', role: 'resellerAdmin', name: 'Rosa Bright', email: 'rosa@bright-telecom.example', tenant: null },
      { user: 'harbour-ines', role: 'customerAdmin', name: 'Ines Harper', email: 'ines@harbour-hotels.example', tenant: 'harbour-hotels' },
      {
        user: 'harbour-omar',
        role: 'supervisor',
        name: 'Omar Reyes',
        email: 'omar@harbour-hotels.example',
        tenant: 'harbour-hotels',
        sites: ['harbour-leeds', 'harbour-york'],
      },
      {
        user: 'harbour-rita',
        role: 'supervisor',
        name: 'Rita Falk',
        email: 'rita@harbour-hotels.example',
        tenant: 'harbour-hotels',
        sites: ['harbour-leeds'],
        units: ['front-desk'],
      },
      {
        user: 'harbour-alice',
        role: 'agent',
        name: 'Alice Marsh',
        email: 'alice@harbour-hotels.example',
        tenant: 'harbour-hotels',
        sites: ['harbour-leeds'],
        extensions: ['1001'],
        agents: ['5001'],
      },
      {
        user: 'harbour-lobby',
        role: 'screen',
        name: 'Lobby screen',
        email: 'lobby@harbour-hotels.example',
        tenant: 'harbour-hotels',
        sites: ['harbour-leeds'],
      },
      { user: 'mill-sue', role: 'customerAdmin', name: 'Sue Tanner', email: 'sue@mill-lane.example', tenant: 'mill-lane' },
      {
        user: 'mill-tom',
        role: 'supervisor',
        name: 'Tom Underhill',
        email: 'tom@mill-lane.example',
        tenant: 'mill-lane',
        sites: ['mill-lane-surgery'],
      },
    ],
  },
  {
    reseller: 'northern-voice',
    name: 'Northern Voice',
    customers: [{ tenant: 'quarry-garage', name: 'Quarry Garage', sites: [{ site: 'quarry-ripon', name: 'Quarry Ripon', profile: null }] }],
    users: [
      { user: 'northern-ned', role: 'resellerAdmin', name: 'Ned Northern', email: 'ned@northern-voice.example', tenant: null },
      { user: 'quarry-una', role: 'customerAdmin', name: 'Una Quarry', email: 'una@quarry-garage.example', tenant: 'quarry-garage' },
      {
        user: 'quarry-vic',
        role: 'supervisor',
        name: 'Vic Stone',
        email: 'vic@quarry-garage.example',
        tenant: 'quarry-garage',
        sites: ['quarry-ripon'],
      },
    ],
  },
];
