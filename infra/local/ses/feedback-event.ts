import { randomUUID } from 'node:crypto';
import { localAccount, localRegion } from '../local-environment.ts';
import type { MailFacts } from './mail-store.ts';

export const feedbackKinds = ['bounce', 'complain'] as const;
/** What a recipient's server, or the recipient, says about a mail: it could not be delivered for good; it was not wanted. */
export type FeedbackKind = (typeof feedbackKinds)[number];

export interface Feedback {
  readonly kind: FeedbackKind;
  readonly mail: MailFacts;
  readonly subject: string;
  /** Who did not get it, or complains. */
  readonly address: string;
  /** Epoch ms. */
  readonly at: number;
}

const mailOf = ({ mail, subject }: Feedback) => ({
  timestamp: new Date(mail.at).toISOString(),
  source: mail.from,
  sourceArn: `arn:aws:ses:${localRegion}:${localAccount}:identity/${mail.from.split('@').at(-1)?.replace('>', '') ?? ''}`,
  sendingAccountId: localAccount,
  messageId: mail.id,
  destination: [...mail.to, ...mail.cc, ...mail.bcc],
  headersTruncated: false,
  headers: [
    { name: 'From', value: mail.from },
    { name: 'To', value: mail.to.join(', ') },
    { name: 'Subject', value: subject },
  ],
  commonHeaders: { from: [mail.from], to: mail.to, messageId: mail.id, subject },
  tags: {
    ...(mail.configurationSet === null ? {} : { 'ses:configuration-set': [mail.configurationSet] }),
    ...Object.fromEntries(mail.tags.map(({ name, value }) => [name, [value]])),
  },
});

const eventOf = (feedback: Feedback): unknown => {
  const timestamp = new Date(feedback.at).toISOString();
  const feedbackId = `0102${randomUUID()}-000000`;
  const mail = mailOf(feedback);
  switch (feedback.kind) {
    case 'bounce':
      return {
        eventType: 'Bounce',
        mail,
        bounce: {
          feedbackId,
          bounceType: 'Permanent',
          bounceSubType: 'General',
          bouncedRecipients: [
            { emailAddress: feedback.address, action: 'failed', status: '5.1.1', diagnosticCode: 'smtp; 550 5.1.1 user unknown' },
          ],
          timestamp,
          reportingMTA: 'dns; mail.example',
        },
      };
    case 'complain':
      return {
        eventType: 'Complaint',
        mail,
        complaint: {
          feedbackId,
          complaintSubType: null,
          complainedRecipients: [{ emailAddress: feedback.address }],
          timestamp,
          complaintFeedbackType: 'abuse',
        },
      };
  }
};

/** The event of a configuration set as SNS hands it to a function. */
export const feedbackEvent = (feedback: Feedback): unknown => {
  const topic = `arn:aws:sns:${localRegion}:${localAccount}:trunkline-mail`;
  return {
    Records: [
      {
        EventSource: 'aws:sns',
        EventVersion: '1.0',
        EventSubscriptionArn: `${topic}:${randomUUID()}`,
        Sns: {
          Type: 'Notification',
          MessageId: randomUUID(),
          TopicArn: topic,
          Subject: 'Amazon SES Email Event Notification',
          Message: JSON.stringify(eventOf(feedback)),
          Timestamp: new Date(feedback.at).toISOString(),
          SignatureVersion: '1',
          Signature: '',
          SigningCertUrl: '',
          UnsubscribeUrl: '',
          MessageAttributes: {},
        },
      },
    ],
  };
};
