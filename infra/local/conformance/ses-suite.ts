import { SendEmailCommand, type SendEmailCommandInput } from '@aws-sdk/client-sesv2';
import PostalMime from 'postal-mime';
import { describe, expect, it } from 'vitest';
import { resources } from '../resources.ts';
import type { Target } from './target.ts';

/** What the product needs of SES: SendEmail. Only against our own emulator: elsewhere it would send. */
export const sesSuite = (target: () => Target): void => {
  describe('ses', () => {
    const FromEmailAddress = 'reports@trunkline.example';
    const send = (input: Partial<SendEmailCommandInput>) =>
      target().ses.send(
        new SendEmailCommand({ FromEmailAddress, Destination: { ToAddresses: ['ines@harbour.example'] }, Content: undefined, ...input }),
      );
    const raw = (text: string) => ({ Raw: { Data: Buffer.from(text) } });
    const own = () => {
      const { own: ours } = target();
      if (ours === null) throw new Error('not our emulator');
      return ours.mails;
    };

    it('keeps a finished message byte for byte, with whom it goes to and its tags', async ({ skip }) => {
      if (target().own === null) skip();
      const text = 'From: a@b.example\r\nSubject: Yesterday\r\n\r\nBody\r\n';
      const { MessageId = '' } = await send({
        Destination: { ToAddresses: ['Ines <ines@harbour.example>'], BccAddresses: ['omar@harbour.example'] },
        Content: raw(text),
        ConfigurationSetName: resources.mailConfigurationSet,
        EmailTags: [{ Name: 'tenant', Value: 'harbour-hotels' }],
      });
      expect(own().find(MessageId)).toMatchObject({
        from: FromEmailAddress,
        to: ['Ines <ines@harbour.example>'],
        bcc: ['omar@harbour.example'],
        configurationSet: 'trunkline-mail',
        tags: [{ name: 'tenant', value: 'harbour-hotels' }],
        bytes: 47,
      });
      expect((await own().raw(MessageId)).toString()).toBe(text);
      expect(own().list()[0]?.id).toBe(MessageId);
    });

    it('makes a message of subject and texts', async ({ skip }) => {
      if (target().own === null) skip();
      const { MessageId = '' } = await send({
        Content: {
          Simple: {
            Subject: { Data: 'Anrufe für Zoë: die längste Zeile, die je in einem Betreff stand' },
            Body: { Text: { Data: 'Grüße' }, Html: { Data: '<p>Grüße</p>' } },
          },
        },
      });
      const mail = await PostalMime.parse(await own().raw(MessageId));
      expect(mail).toMatchObject({
        subject: 'Anrufe für Zoë: die längste Zeile, die je in einem Betreff stand',
        text: expect.stringContaining('Grüße'),
        html: expect.stringContaining('<p>Grüße</p>'),
        to: [{ address: 'ines@harbour.example' }],
      });
    });

    it('refuses what is too large, goes to nobody or names an unknown set', async ({ skip }) => {
      if (target().own === null) skip();
      await expect(send({ Content: raw('x'.repeat(41_943_041)) })).rejects.toMatchObject({ name: 'BadRequestException' });
      await expect(send({ Content: raw('x'), Destination: {} })).rejects.toMatchObject({ name: 'BadRequestException' });
      await expect(send({ Content: raw('x'), Destination: { ToAddresses: ['not an address'] } })).rejects.toMatchObject({
        name: 'BadRequestException',
      });
      await expect(send({ Content: raw('x'), ConfigurationSetName: 'unknown' })).rejects.toMatchObject({ name: 'NotFoundException' });
    });
  });
};
