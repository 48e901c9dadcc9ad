import { createHash } from 'node:crypto';
import { AwsError, validationError } from '../aws-wire/aws-error.ts';
import { type Json, textOf } from '../aws-wire/json.ts';
import { createJsonService, type HttpHandler, type JsonServiceParams } from '../aws-wire/json-service.ts';
import { localRegion } from '../local-environment.ts';
import type { ParameterFile, StoredParameter } from './parameter-file.ts';

/** Limits of standard parameters. */
const maxValueBytes = 4_096;
const maxVersions = 100;
const nameForm = /^\/?[\w.-]+(\/[\w.-]+)*$/;

const notFound = (): AwsError => new AwsError('ParameterNotFound', '');
const nameOf = (input: Json): string => {
  const name = textOf(input, 'Name') ?? '';
  if (name.length < 1 || name.length > 1_011) throw validationError('Name must have 1 to 1011 characters');
  return name;
};

const put = (parameters: ParameterFile, input: Json, now: number): Promise<Json> => {
  const name = nameOf(input);
  if (!nameForm.test(name) || /^\/?(aws|ssm)/i.test(name)) throw validationError(`${name} is not the name of a parameter`);
  const value = textOf(input, 'Value') ?? '';
  if (value === '' || Buffer.byteLength(value) > maxValueBytes) throw validationError(`Value must have 1 to ${maxValueBytes} bytes`);
  const stated = textOf(input, 'Type');
  if (stated !== undefined && stated !== 'String' && stated !== 'SecureString')
    throw validationError(`type ${stated} is not part of the local stack`);
  return parameters.change(name, (before) => {
    if (before !== undefined && input.Overwrite !== true)
      throw new AwsError(
        'ParameterAlreadyExists',
        'The parameter already exists. To overwrite this value, set the overwrite option in the request to true.',
      );
    const type = stated ?? before?.type;
    if (type === undefined) throw validationError('Type is needed for a new parameter');
    const version = (before?.versions.at(-1)?.version ?? 0) + 1;
    const versions = [...(before?.versions ?? []), { version, value, at: now }].slice(-maxVersions);
    return { after: { type, versions }, result: { Version: version, Tier: 'Standard' } };
  });
};

/** `name` or `name:version`. */
const get = (parameters: ParameterFile, input: Json): Json => {
  const [name = '', selector] = nameOf(input).split(':');
  const found: StoredParameter | undefined = parameters.find(name);
  if (found === undefined) throw notFound();
  const version = selector === undefined ? found.versions.at(-1) : found.versions.find((one) => String(one.version) === selector);
  if (version === undefined)
    throw new AwsError('ParameterVersionNotFound', `Systems Manager could not find version ${selector ?? ''} of ${name}.`);
  const sealed = found.type === 'SecureString' && input.WithDecryption !== true;
  return {
    Parameter: {
      Name: name,
      Type: found.type,
      // Without the right to decrypt one sees something, but not the value.
      Value: sealed ? createHash('sha256').update(`sealed:${version.at}`).digest('base64') : version.value,
      Version: version.version,
      ...(selector === undefined ? {} : { Selector: `:${selector}` }),
      LastModifiedDate: version.at / 1_000,
      ARN: `arn:aws:ssm:${localRegion}:000000000000:parameter${name.startsWith('/') ? '' : '/'}${name}`,
      DataType: 'text',
    },
  };
};

const remove = (parameters: ParameterFile, input: Json): Promise<Json> =>
  parameters.change(nameOf(input), (before) => {
    if (before === undefined) throw notFound();
    return { after: null, result: {} };
  });

/** Parameter Store: PutParameter, GetParameter and DeleteParameter, with versions. */
export const createSsmService = (params: {
  readonly parameters: ParameterFile;
  readonly verify: JsonServiceParams['verify'];
  readonly now: () => number;
  readonly log: JsonServiceParams['log'];
}): HttpHandler => {
  const { parameters, now } = params;
  return createJsonService({
    contentType: 'application/x-amz-json-1.1',
    maxBody: 65_536,
    verify: params.verify,
    log: params.log,
    call: (operation, input, session) => {
      if (session?.policy != null) throw new AwsError('AccessDeniedException', `${session.roleArn} may not use Parameter Store`);
      switch (operation) {
        case 'PutParameter':
          return put(parameters, input, now());
        case 'GetParameter':
          return get(parameters, input);
        case 'DeleteParameter':
          return remove(parameters, input);
        default:
          throw new AwsError('UnknownOperationException', `${operation} is not part of the local stack`);
      }
    },
  });
};
