import { isJson } from '../aws-wire/json.ts';

export type Decision =
  | { readonly allowed: true; readonly context: Readonly<Record<string, unknown>> }
  | { readonly allowed: false; readonly status: 401 | 403 | 500 };

/** What API Gateway makes of a REQUEST authorizer's answer: an IAM policy decides, its context goes to every later event. */
export const readAuthorizerAnswer = (answer: unknown): Decision => {
  if (!isJson(answer) || !isJson(answer.policyDocument)) return { allowed: false, status: 500 };
  const statements = [answer.policyDocument.Statement].flat().filter(isJson);
  const allowed = statements.some((s) => s.Effect === 'Allow') && !statements.some((s) => s.Effect === 'Deny');
  if (!allowed) return { allowed: false, status: 403 };
  const context = isJson(answer.context) ? answer.context : {};
  return { allowed: true, context: { ...context, principalId: answer.principalId } };
};

/** An authorizer that throws exactly "Unauthorized" means 401; anything else is its own fault. */
export const readAuthorizerError = (error: unknown): Decision => {
  const message = error instanceof Error ? error.message : String(error);
  return { allowed: false, status: message === 'Unauthorized' ? 401 : 500 };
};
