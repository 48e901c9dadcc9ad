import { Duration } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { FilterCriteria, FilterRule, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { DynamoEventSource, SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';

/** Feeds rows that carry a notice to one consumer. What could not be told for ten minutes is set aside: whoever connects reads it anyway. */
export const feedFromNotices = (consumer: IFunction, boardsTable: Table, deadLetters: IQueue): void => {
  consumer.addEventSource(
    new DynamoEventSource(boardsTable, {
      startingPosition: StartingPosition.LATEST,
      batchSize: 100,
      bisectBatchOnError: true,
      reportBatchItemFailures: true,
      retryAttempts: -1,
      maxRecordAge: Duration.minutes(10),
      onFailure: new SqsDlq(deadLetters),
      filters: [FilterCriteria.filter({ dynamodb: { NewImage: { notice: { M: { kind: { S: FilterRule.exists() } } } } } })],
    }),
  );
};
