import { randomUUID } from 'node:crypto';
import { AwsError } from '../aws-wire/aws-error.ts';
import type { CredentialBook } from '../aws-wire/credentials.ts';
import type { HttpHandler } from '../aws-wire/json-service.ts';
import { readBody } from '../aws-wire/read-body.ts';
import { sha256Hex, type VerifySignature } from '../aws-wire/sigv4.ts';
import { escapeXml } from '../aws-wire/xml.ts';

export interface StsServiceParams {
  readonly book: CredentialBook;
  readonly verify: VerifySignature;
  readonly now: () => number;
  readonly log: (message: string, error: unknown) => void;
}

const document = (action: string, result: string): string =>
  `<${action}Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><${action}Result>${result}</${action}Result><ResponseMetadata><RequestId>${randomUUID()}</RequestId></ResponseMetadata></${action}Response>`;

const assumeRole = (form: URLSearchParams, params: StsServiceParams): string => {
  const roleArn = form.get('RoleArn') ?? '';
  const sessionName = form.get('RoleSessionName') ?? '';
  if (!/^arn:aws[\w-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/.test(roleArn))
    throw new AwsError('ValidationError', `RoleArn ${roleArn} is not a role's ARN`);
  if (!/^[\w+=,.@-]{2,64}$/.test(sessionName))
    throw new AwsError('ValidationError', 'RoleSessionName must have 2 to 64 characters a-z A-Z 0-9 _ + = , . @ -');
  const seconds = Number(form.get('DurationSeconds') ?? '3600');
  if (!Number.isInteger(seconds) || seconds < 900 || seconds > 43_200)
    throw new AwsError('ValidationError', 'DurationSeconds must be 900 to 43200');
  const policy = form.get('Policy');
  if (policy !== null) {
    try {
      JSON.parse(policy);
    } catch {
      throw new AwsError('MalformedPolicyDocument', 'Policy is not JSON');
    }
  }
  const issued = params.book.issue({
    accessKeyId: `ASIALOCAL${randomUUID().replaceAll('-', '').slice(0, 11).toUpperCase()}`,
    expires: Math.floor(params.now() / 1000) + seconds,
    roleArn,
    sessionName,
    policy,
  });
  const id = `${issued.accessKeyId}:${sessionName}`;
  return document(
    'AssumeRole',
    `<Credentials><AccessKeyId>${issued.accessKeyId}</AccessKeyId><SecretAccessKey>${issued.secretAccessKey}</SecretAccessKey>` +
      `<SessionToken>${issued.sessionToken}</SessionToken><Expiration>${new Date(issued.expires * 1000).toISOString()}</Expiration></Credentials>` +
      `<AssumedRoleUser><AssumedRoleId>${escapeXml(id)}</AssumedRoleId><Arn>${escapeXml(`${roleArn.replace(':iam:', ':sts:').replace(':role/', ':assumed-role/')}/${sessionName}`)}</Arn></AssumedRoleUser>`,
  );
};

/** STS over its query protocol: AssumeRole and GetCallerIdentity. */
export const createStsService = (params: StsServiceParams): HttpHandler => {
  const answer = (form: URLSearchParams): string => {
    const action = form.get('Action');
    switch (action) {
      case 'AssumeRole':
        return assumeRole(form, params);
      case 'GetCallerIdentity':
        return document(
          'GetCallerIdentity',
          '<Arn>arn:aws:iam::000000000000:root</Arn><UserId>000000000000</UserId><Account>000000000000</Account>',
        );
      default:
        throw new AwsError('InvalidAction', `STS action ${action ?? '(none)'} is not part of the local stack`);
    }
  };

  return async (req, res) => {
    const send = (status: number, body: string): void => {
      res.writeHead(status, { 'content-type': 'text/xml', 'content-length': Buffer.byteLength(body) }).end(body);
    };
    try {
      const body = await readBody(req, 1_048_576);
      const verdict = params.verify({ method: 'POST', url: req.url ?? '/', headers: req.headers, payloadHash: () => sha256Hex(body) });
      if (!verdict.ok)
        throw new AwsError(
          verdict.reason === 'expiredToken' ? 'ExpiredToken' : 'InvalidClientTokenId',
          `signature: ${verdict.reason}`,
          403,
        );
      if (verdict.session !== null) throw new AwsError('AccessDenied', 'session credentials may not assume roles here', 403);
      send(200, answer(new URLSearchParams(body.toString('utf8'))));
    } catch (error) {
      const known = error instanceof AwsError ? error : new AwsError('InternalFailure', String(error), 500);
      if (!(error instanceof AwsError)) params.log('sts request failed', error);
      send(
        known.status,
        `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>${known.code}</Code><Message>${escapeXml(known.message)}</Message></Error><RequestId>${randomUUID()}</RequestId></ErrorResponse>`,
      );
    }
  };
};
