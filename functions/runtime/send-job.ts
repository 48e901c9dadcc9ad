import { SendMessageCommand, type SendMessageCommandInput, type SQSClient } from '@aws-sdk/client-sqs';
import { type Job, jobSchema } from '../domain/job.ts';

/** Hands long work to the queue, for now or for at most 900 seconds later. Work may be handed over twice, and a message may be lost: whoever sends keeps what is to be done. */
export type SendJob = (job: Job, delaySeconds?: number) => Promise<void>;

/** The customer is the group: a queue that one of them fills hands out the jobs of the others first (fair queues of SQS). */
export const sendJobParams = (queueUrl: string, job: Job, delaySeconds = 0): SendMessageCommandInput => ({
  QueueUrl: queueUrl,
  MessageBody: JSON.stringify(jobSchema.parse(job)),
  MessageGroupId: job.tenant,
  ...(delaySeconds === 0 ? {} : { DelaySeconds: delaySeconds }),
});

export const createSendJob = (deps: { readonly sqs: Pick<SQSClient, 'send'>; readonly queueUrl: string }): SendJob => {
  return async (job, delaySeconds) => {
    await deps.sqs.send(new SendMessageCommand(sendJobParams(deps.queueUrl, job, delaySeconds)));
  };
};
