import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Duration, RemovalPolicy, Size } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction, OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';

export const repositoryRoot = join(import.meta.dirname, '..', '..');

export const bundleMainFields = ['module', 'main'] as const;
/** Bundles are ES modules; some dependencies still call `require` or ask for `__dirname`. The long names cannot collide with minified ones. */
export const bundleBanner =
  "import{createRequire as bannerCreateRequire}from'module';const require=bannerCreateRequire(import.meta.url),__dirname=import.meta.dirname;";

export interface CapabilityFunctionProps {
  /** Path below `functions/`, e.g. `call-engine/ingest.lambda.ts`. */
  readonly entry: string;
  readonly environment: Record<string, string>;
  readonly timeout?: Duration;
  readonly memoryMiB?: number;
  /** Carries DuckDB. Its native part comes through npm for the machine that builds, so such a function runs on x86_64. */
  readonly duckDb?: boolean;
  /** Room in `/tmp`; default 512. */
  readonly diskMiB?: number;
}

/** DuckDB's native part for Lambda, where npm puts it. */
export const duckDbBinding = join(repositoryRoot, 'node_modules', '@duckdb', 'node-bindings-linux-x64');

export const leftOutWithDuckDb = ['@duckdb/node-bindings-*', 'detect-libc'] as const;

/** Copied beside the bundle as it is, as esbuild cannot pack a shared library. */
const withDuckDb = {
  externalModules: [...leftOutWithDuckDb],
  commandHooks: {
    beforeBundling: () => [],
    beforeInstall: () => [],
    afterBundling: (_input: string, output: string): string[] => {
      if (!existsSync(duckDbBinding))
        throw new Error(`${duckDbBinding} is missing: build on x86_64 Linux, or npm install --os=linux --cpu=x64 --libc=glibc`);
      const target = join(output, 'node_modules', '@duckdb');
      return [`mkdir -p "${target}"`, `cp -R "${duckDbBinding}" "${target}/"`];
    },
  },
};

/** Code that could load DuckDB but never does here: left out of the bundle. */
const withoutDuckDb = { externalModules: ['@duckdb/node-api'] };

/** One Lambda of a capability: Node.js 24, on arm64 but with DuckDB, traced, with its own log group of 90 days. */
export class CapabilityFunction extends NodejsFunction {
  constructor(scope: Construct, id: string, props: CapabilityFunctionProps) {
    const logGroup = new LogGroup(scope, `${id}Logs`, { retention: RetentionDays.THREE_MONTHS, removalPolicy: RemovalPolicy.RETAIN });
    // Instead of the managed policy, which may write to any log group of the account.
    const role = new Role(scope, `${id}Role`, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    logGroup.grantWrite(role);
    super(scope, id, {
      role,
      logGroup,
      entry: join(repositoryRoot, 'functions', props.entry),
      handler: 'handler',
      runtime: Runtime.NODEJS_24_X,
      architecture: props.duckDb === true ? Architecture.X86_64 : Architecture.ARM_64,
      ...(props.diskMiB === undefined ? {} : { ephemeralStorageSize: Size.mebibytes(props.diskMiB) }),
      memorySize: props.memoryMiB ?? 512,
      timeout: props.timeout ?? Duration.seconds(29),
      tracing: Tracing.ACTIVE,
      projectRoot: repositoryRoot,
      depsLockFilePath: join(repositoryRoot, 'package-lock.json'),
      environment: {
        NODE_OPTIONS: '--enable-source-maps',
        POWERTOOLS_SERVICE_NAME: id,
        POWERTOOLS_METRICS_NAMESPACE: 'Trunkline',
        ...props.environment,
      },
      bundling: {
        format: OutputFormat.ESM,
        target: 'node24',
        minify: true,
        sourceMap: true,
        sourcesContent: false,
        mainFields: [...bundleMainFields],
        banner: bundleBanner,
        ...(props.duckDb === true ? withDuckDb : withoutDuckDb),
      },
    });
  }
}
