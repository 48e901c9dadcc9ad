import { SendMessageCommand, type SendMessageCommandInput, type SQSClient } from '@aws-sdk/client-sqs';
import { type Job, jobSchema } from '../domain/job.ts';

/** Hands long work to the queue. Work may be handed over twice, and a message may be lost: whoever sends keeps what is to be done. */
export type SendJob = (job: Job) => Promise<void>;

export const sendJobParams = (queueUrl: string, job: Job): SendMessageCommandInput => ({
  QueueUrl: queueUrl,
  MessageBody: JSON.stringify(jobSchema.parse(job)),
});

export const createSendJob = (deps: { readonly sqs: Pick<SQSClient, 'send'>; readonly queueUrl: string }): SendJob => {
  return async (job) => {
    await deps.sqs.send(new SendMessageCommand(sendJobParams(deps.queueUrl, job)));
  };
};
