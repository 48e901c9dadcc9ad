import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { DockerImage, Duration, Fn, RemovalPolicy } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  AllowedMethods,
  CachePolicy,
  Distribution,
  Function as EdgeFunction,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  HeadersFrameOption,
  HeadersReferrerPolicy,
  OriginRequestPolicy,
  ResponseHeadersPolicy,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { BlockPublicAccess, Bucket, BucketEncryption, type IBucket } from 'aws-cdk-lib/aws-s3';
import { BucketDeployment, Source } from 'aws-cdk-lib/aws-s3-deployment';
import { Construct } from 'constructs';
import { repositoryRoot } from '../shared/capability-function.ts';

export interface WebSiteProps {
  readonly api: HttpApi;
  readonly socketUrl: string;
  readonly logInOrigin: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly accessLogs: IBucket;
  /** Where signed addresses of files lead. */
  readonly filesOrigin: string;
  /** Host name people use, and the certificate for it (in us-east-1, as CloudFront demands). */
  readonly host?: { readonly name: string; readonly certificateArn: string };
}

/** The browser application and the API on one origin, so that no cross-origin rule is needed. */
export class WebSite extends Construct {
  readonly distribution: Distribution;

  constructor(scope: Construct, id: string, props: WebSiteProps) {
    super(scope, id);
    const files = new Bucket(this, 'Files', {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      versioned: true,
      serverAccessLogsBucket: props.accessLogs,
      serverAccessLogsPrefix: 'web/',
      removalPolicy: RemovalPolicy.RETAIN,
    });
    const socketOrigin = Fn.select(2, Fn.split('/', props.socketUrl));
    // Boards show images, films, streams and YouTube frames from where people say, and uploads from the object store; programs come from here only.
    const headers = new ResponseHeadersPolicy(this, 'Headers', {
      securityHeadersBehavior: {
        contentSecurityPolicy: {
          contentSecurityPolicy: [
            "default-src 'self'",
            `connect-src 'self' wss://${socketOrigin} https:`,
            "img-src 'self' data: https:",
            "media-src 'self' blob: https:",
            'frame-src https://www.youtube-nocookie.com',
            "object-src 'none'",
            "base-uri 'none'",
            `form-action 'self' ${props.logInOrigin}`,
            "frame-ancestors 'none'",
          ].join('; '),
          override: true,
        },
        contentTypeOptions: { override: true },
        frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
        referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.NO_REFERRER, override: true },
        strictTransportSecurity: { accessControlMaxAge: Duration.days(365), includeSubdomains: true, override: true },
      },
    });
    // Paths without a file ending are pages of the application.
    const pages = new EdgeFunction(this, 'Pages', {
      runtime: FunctionRuntime.JS_2_0,
      code: FunctionCode.fromInline(
        "function handler(e){var r=e.request;if(r.uri.lastIndexOf('.')<=r.uri.lastIndexOf('/'))r.uri='/index.html';return r;}",
      ),
    });
    this.distribution = new Distribution(this, 'Distribution', {
      defaultRootObject: 'index.html',
      enableLogging: true,
      logBucket: props.accessLogs,
      logFilePrefix: 'cloudfront/',
      defaultBehavior: {
        origin: S3BucketOrigin.withOriginAccessControl(files),
        viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
        responseHeadersPolicy: headers,
        functionAssociations: [{ function: pages, eventType: FunctionEventType.VIEWER_REQUEST }],
      },
      additionalBehaviors: {
        '/v1/*': {
          origin: new HttpOrigin(Fn.select(2, Fn.split('/', props.api.apiEndpoint))),
          viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
          allowedMethods: AllowedMethods.ALLOW_ALL,
          cachePolicy: CachePolicy.CACHING_DISABLED,
          originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
        },
      },
      ...(props.host === undefined
        ? {}
        : {
            minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
            domainNames: [props.host.name],
            certificate: Certificate.fromCertificateArn(this, 'Certificate', props.host.certificateArn),
          }),
    });
    new BucketDeployment(this, 'Deployment', {
      destinationBucket: files,
      distribution: this.distribution,
      memoryLimit: 512,
      sources: [
        Source.asset(join(repositoryRoot, 'web'), {
          exclude: ['dist', 'node_modules'],
          bundling: { image: DockerImage.fromRegistry('unused'), local: { tryBundle: buildWeb } },
        }),
        Source.jsonData('config.json', { api: '', ws: props.socketUrl, issuer: props.issuer, clientId: props.clientId }),
      ],
    });
  }
}

const buildWeb = (outputDirectory: string): boolean => {
  const vite = join(repositoryRoot, 'node_modules', 'vite', 'bin', 'vite.js');
  execFileSync(process.execPath, [vite, 'build', 'web', '--outDir', outputDirectory, '--emptyOutDir', '--logLevel', 'warn'], {
    cwd: repositoryRoot,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return true;
};
