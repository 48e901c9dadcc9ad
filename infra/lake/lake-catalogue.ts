import { Stack } from 'aws-cdk-lib';
import { CfnDatabase, CfnTable } from 'aws-cdk-lib/aws-glue';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { athenaLocation, athenaTableNames } from '../../functions/lake/constants.ts';
import { lakeTables } from '../../functions/lake/tables.ts';
import type { ColumnType } from '../../functions/statistics/facts.ts';

/** Types of Athena by those of our columns. */
export const athenaTypes: Readonly<Record<ColumnType, string>> = {
  VARCHAR: 'string',
  BIGINT: 'bigint',
  INTEGER: 'int',
  BOOLEAN: 'boolean',
};

/**
 * What Athena sees of the lake. Partitions are computed from the question and never registered: it names tenant and site, so that no
 * question can run over customers nobody thought of; dates may be ranges.
 */
export class LakeCatalogue extends Construct {
  constructor(scope: Construct, id: string, props: { readonly bucket: IBucket }) {
    super(scope, id);
    const catalogId = Stack.of(this).account;
    const database = new CfnDatabase(this, 'Database', {
      catalogId,
      databaseInput: { name: 'trunkline', description: 'Calls of all customers' },
    });
    for (const table of athenaTableNames) {
      const entry = new CfnTable(this, table, {
        catalogId,
        databaseName: 'trunkline',
        tableInput: {
          name: table,
          tableType: 'EXTERNAL_TABLE',
          partitionKeys: ['tenant', 'site', 'date'].map((name) => ({ name, type: 'string' })),
          parameters: {
            classification: 'parquet',
            'projection.enabled': 'true',
            'projection.tenant.type': 'injected',
            'projection.site.type': 'injected',
            'projection.date.type': 'date',
            'projection.date.format': 'yyyy-MM-dd',
            'projection.date.range': '2020-01-01,NOW',
            'storage.location.template': athenaLocation(props.bucket.bucketName, table),
          },
          storageDescriptor: {
            location: `s3://${props.bucket.bucketName}/`,
            inputFormat: 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat',
            outputFormat: 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat',
            serdeInfo: { serializationLibrary: 'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe' },
            columns: lakeTables[table].columns.map(({ name, type }) => ({ name: name.toLowerCase(), type: athenaTypes[type] })),
          },
        },
      });
      entry.addResourceDependency(database);
    }
  }
}
