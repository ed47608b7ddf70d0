import type { Services } from 'cognito-local/lib/services/index.js';

const never = () => Promise.reject(new Error('the local user pool has no Lambda triggers'));

/** No trigger is enabled, so none is called. */
export const noTriggers: Services['triggers'] = {
  enabled: () => false,
  customMessage: never,
  customEmailSender: never,
  postAuthentication: never,
  postConfirmation: never,
  preSignUp: never,
  preTokenGeneration: never,
  userMigration: never,
};
