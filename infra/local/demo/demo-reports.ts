import type { z } from 'zod';
import type { reportContentSchema } from '../../../functions/domain/report.ts';
import type { scheduleContentSchema } from '../../../functions/domain/schedule.ts';

export interface DemoReports {
  readonly tenant: string;
  readonly site: string;
  /** Who made it: the customer's administrator, in whose mailbox it arrives. */
  readonly by: string;
  readonly report: z.input<typeof reportContentSchema>;
  /** Every evening, from the day on which the demonstration began. */
  readonly schedule: Omit<z.input<typeof scheduleContentSchema>, 'reports' | 'timing'>;
  readonly time: string;
}

/** A shared report of each simulated site that its administrator gets by mail every evening: of today, so that it shows something on the first day. */
export const demoReports: readonly DemoReports[] = [
  {
    tenant: 'harbour-hotels',
    site: 'harbour-leeds',
    by: 'harbour-ines',
    report: {
      name: 'Today at the desks',
      category: 'Every evening',
      description: 'Calls offered to reservations, front desk and events today: answered, lost, and how fast.',
      template: 'callsByHuntGroup',
      columns: [
        { statistic: 'callsInbound' },
        { statistic: 'callsInAnsExternal', header: 'Inbound Answered' },
        { statistic: 'callsLost' },
        { statistic: 'avgAnswerTimeIn' },
        { statistic: 'serviceLevel' },
      ],
      range: { named: 'today' },
      chart: { kind: 'bar', columns: ['callsInAnsExternal', 'callsLost'] },
    },
    schedule: {
      name: 'Desks, every evening',
      description: 'For the hotel’s manager on duty.',
      format: 'pdf',
      delivery: {
        kind: 'email',
        to: ['ines@harbour-hotels.example'],
        subject: '{site}: {range}',
        body: 'Good evening, here is what the desks did today.',
      },
      waitMinutes: 30,
    },
    time: '18:30',
  },
  {
    tenant: 'mill-lane',
    site: 'mill-lane-surgery',
    by: 'mill-sue',
    report: {
      name: 'Patients who gave up',
      category: 'Every evening',
      description: 'Calls of today that nobody answered, with how long the patient waited.',
      template: 'callList',
      columns: ['startTime', 'telephoneNumber', 'contactName', 'huntGroupName', 'ringDuration'].map((statistic) => ({ statistic })),
      filter: { kind: 'builtIn', id: 'lostCalls' },
      range: { named: 'today' },
    },
    schedule: {
      name: 'Patients to ring back',
      format: 'xlsx',
      delivery: { kind: 'email', to: ['sue@mill-lane.example'], subject: '{schedule}: {range}' },
      alarmWhenEmpty: false,
    },
    time: '18:00',
  },
];
