import { variables } from '../runtime/constants.ts';
import { composeApi } from './compose-api.ts';
import { describeApi } from './create-app.ts';

/** The description of the API as this source makes it, for docs/openapi.json; nothing is called, so the environment may be made up. */
export const openApiDocument = (): string => {
  const env = Object.fromEntries(Object.values(variables).map((name) => [name, 'https://documentation.invalid/']));
  return `${JSON.stringify(describeApi(composeApi({ ...env, AWS_REGION: 'eu-west-2' }).app), null, 2)}\n`;
};
