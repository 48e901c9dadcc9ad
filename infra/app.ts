import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { acknowledgeFindings } from './acknowledged-findings.ts';
import { TrunklineStack } from './trunkline-stack.ts';

const app = new App();
const text = (name: string, fallback: string): string => {
  const value: unknown = app.node.tryGetContext(name);
  return typeof value === 'string' && value !== '' ? value : fallback;
};
const webOrigin = text('webOrigin', 'https://app.trunkline.example');
const certificateArn = text('certificateArn', '');

// Neither account nor region is fixed here: the deployment names them. `webOrigin` must be the address people will open.
const stack = new TrunklineStack(app, 'Trunkline', {
  webOrigin,
  mailFrom: text('mailFrom', `reports@${new URL(webOrigin).hostname}`),
  logInDomainPrefix: text('logInDomainPrefix', 'trunkline-log-in'),
  runbookUrl: text('runbookUrl', 'https://app.trunkline.example/docs/runbook'),
  ...(certificateArn === '' ? {} : { certificateArn }),
});
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
acknowledgeFindings(stack);
