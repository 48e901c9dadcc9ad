import {
  ChangeMessageVisibilityCommand,
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
} from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import type { Target } from './target.ts';

/** What the product needs of SQS: standard queues. */
export const sqsSuite = (target: () => Target): void => {
  describe('sqs', () => {
    const create = async (of: string, Attributes: Record<string, string> = {}): Promise<string> =>
      (await target().sqs.send(new CreateQueueCommand({ QueueName: `${target().run}-${of}`, Attributes }))).QueueUrl ?? '';
    const send = (QueueUrl: string, MessageBody: string) => target().sqs.send(new SendMessageCommand({ QueueUrl, MessageBody }));
    const receive = async (QueueUrl: string, extra: Record<string, unknown> = {}) =>
      (
        await target().sqs.send(
          new ReceiveMessageCommand({
            QueueUrl,
            MaxNumberOfMessages: 10,
            MessageSystemAttributeNames: ['ApproximateReceiveCount'],
            ...extra,
          }),
        )
      ).Messages ?? [];
    const remove = (QueueUrl: string, ReceiptHandle: string | undefined) =>
      target().sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
    const show = (QueueUrl: string, ReceiptHandle: string | undefined, VisibilityTimeout = 0) =>
      target().sqs.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout }));
    const attributes = async (QueueUrl: string) =>
      (await target().sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }))).Attributes;

    it('gives a message until it is deleted, and hides it from others meanwhile', async () => {
      const url = await create('one');
      expect((await target().sqs.send(new GetQueueUrlCommand({ QueueName: `${target().run}-one` }))).QueueUrl).toBe(url);
      const { MessageId } = await send(url, '{"job":"é"}');
      const [first] = await receive(url);
      expect(first).toMatchObject({ MessageId, Body: '{"job":"é"}', Attributes: { ApproximateReceiveCount: '1' } });
      expect(await receive(url)).toEqual([]);
      expect(await attributes(url)).toMatchObject({ ApproximateNumberOfMessages: '0', ApproximateNumberOfMessagesNotVisible: '1' });
      await show(url, first?.ReceiptHandle);
      const [second] = await receive(url);
      expect(second).toMatchObject({ MessageId, Attributes: { ApproximateReceiveCount: '2' } });
      await remove(url, second?.ReceiptHandle);
      expect(await attributes(url)).toMatchObject({ ApproximateNumberOfMessages: '0', ApproximateNumberOfMessagesNotVisible: '0' });
    });

    it('puts what was received too often with the dead letters', async () => {
      const dead = await create('dead');
      const deadLetterTargetArn = (await attributes(dead))?.QueueArn;
      const url = await create('tried', { RedrivePolicy: JSON.stringify({ deadLetterTargetArn, maxReceiveCount: 2 }) });
      const { MessageId } = await send(url, 'never done');
      for (let i = 0; i < 2; i++) await show(url, (await receive(url))[0]?.ReceiptHandle);
      expect(await receive(url)).toEqual([]);
      expect(await receive(dead)).toMatchObject([{ MessageId, Body: 'never done' }]);
    });

    it('takes and deletes several at once, each on its own', async () => {
      const url = await create('batches');
      const sent = await target().sqs.send(
        new SendMessageBatchCommand({
          QueueUrl: url,
          Entries: [
            { Id: 'a', MessageBody: 'one' },
            { Id: 'b', MessageBody: 'two' },
          ],
        }),
      );
      expect(sent.Successful?.map(({ Id }) => Id)).toEqual(['a', 'b']);
      const messages = await receive(url);
      expect(messages.map(({ Body }) => Body).sort()).toEqual(['one', 'two']);
      const answer = await target().sqs.send(
        new DeleteMessageBatchCommand({
          QueueUrl: url,
          Entries: [
            { Id: 'good', ReceiptHandle: messages[0]?.ReceiptHandle },
            { Id: 'bad', ReceiptHandle: 'no handle' },
          ],
        }),
      );
      expect(answer.Successful?.map(({ Id }) => Id)).toEqual(['good']);
      expect(answer.Failed).toMatchObject([{ Id: 'bad', Code: 'ReceiptHandleIsInvalid', SenderFault: true }]);
    });

    it('hands out the job of a quiet customer before those of one that has thirty under way', async () => {
      const url = await create('fair');
      for (let i = 0; i < 40; i += 10) {
        const Entries = Array.from({ length: 10 }, (_, n) => ({ Id: `e${n}`, MessageBody: `noisy ${i + n}`, MessageGroupId: 'noisy' }));
        await target().sqs.send(new SendMessageBatchCommand({ QueueUrl: url, Entries }));
      }
      for (let held = 0; held < 30; ) held += (await receive(url, { MaxNumberOfMessages: Math.min(10, 30 - held) })).length;
      await target().sqs.send(new SendMessageCommand({ QueueUrl: url, MessageBody: 'quiet', MessageGroupId: 'quiet' }));
      const [next] = await receive(url, { MaxNumberOfMessages: 1, MessageSystemAttributeNames: ['MessageGroupId'] });
      expect(next).toMatchObject({ Body: 'quiet', Attributes: { MessageGroupId: 'quiet' } });
    });

    it('refuses groups that are none', async () => {
      const url = await create('groups');
      for (const MessageGroupId of ['', 'two words', 'x'.repeat(129), 'Zürich'])
        await expect(target().sqs.send(new SendMessageCommand({ QueueUrl: url, MessageBody: 'x', MessageGroupId }))).rejects.toMatchObject({
          name: 'InvalidParameterValue',
        });
      await target().sqs.send(
        new SendMessageCommand({ QueueUrl: url, MessageBody: 'x', MessageGroupId: `!"#$%&'()*+,-./:;<=>?@[\\]^_\`{|}~` }),
      );
    });

    it('waits for a message that comes while somebody asks', async () => {
      const url = await create('waited');
      const asked = receive(url, { WaitTimeSeconds: 5 });
      await send(url, 'late');
      expect((await asked).map(({ Body }) => Body)).toEqual(['late']);
    });

    it('refuses queues and handles that are none', async () => {
      const url = await create('refused');
      await expect(send(`${url}-not`, 'x')).rejects.toMatchObject({ name: 'QueueDoesNotExist' });
      await expect(remove(url, 'no handle')).rejects.toMatchObject({ name: 'ReceiptHandleIsInvalid' });
      await send(url, 'given back');
      const [message] = await receive(url);
      await show(url, message?.ReceiptHandle);
      await expect(show(url, message?.ReceiptHandle, 10)).rejects.toMatchObject({ name: 'MessageNotInflight' });
      await expect(create('refused', { VisibilityTimeout: '7' })).rejects.toMatchObject({ name: 'QueueNameExists' });
    });
  });
};
