import { ServiceError, unavailable } from '@evermart/kit/problem';

/** What an answer of the provider means to the caller. `ignore`: as good as done, and telling more would tell strangers who has an account. */
type Meaning = 'ignore' | 'wrong-address' | 'wrong-credentials' | 'wrong-code';

const always: Readonly<Record<string, Meaning>> = {
  CodeMismatchException: 'wrong-code',
  ExpiredCodeException: 'wrong-code',
  AliasExistsException: 'wrong-code',
};
const tooOften = ['TooManyRequestsException', 'LimitExceededException', 'TooManyFailedAttemptsException'];
const limitRetrySeconds = 60;

/**
 * For `catch` on a call to the provider: returns for what may be ignored, else throws the `ServiceError` that the client may see.
 *
 * @param meanings of the errors that the call may end with, by their AWS names
 * @param passwordMember the body's member that a refused password came in
 */
export function explainedBy(meanings: Readonly<Record<string, Meaning>>, passwordMember = 'password') {
  return (error: unknown): void => {
    if (error instanceof ServiceError) throw error;
    const name = nameOf(error);
    const meaning = meanings[name] ?? always[name];
    if (meaning === 'ignore') return;
    if (meaning === 'wrong-credentials') throw wrongCredentials(error);
    if (meaning === 'wrong-address') throw invalid('email', 'is not an address that we can write to', error);
    if (meaning === 'wrong-code') throw invalid('code', 'is wrong or has expired', error);
    if (name === 'InvalidPasswordException') throw invalid(passwordMember, 'is too easy to guess', error);
    if (tooOften.includes(name)) {
      throw new ServiceError('rate-limited', 'Too many attempts for this account. Wait a while.', {
        cause: error,
        retryAfterSeconds: limitRetrySeconds,
      });
    }
    throw unavailable('Sign-in', error);
  };
}

/** Alike for a wrong password and an unknown address. */
export function wrongCredentials(cause: unknown): ServiceError {
  return new ServiceError('invalid-credentials', 'The e-mail address or the password is wrong.', { cause });
}

export function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : '';
}

function invalid(path: string, message: string, cause: unknown): ServiceError {
  return new ServiceError('validation-failed', 'The body is not valid: see errors.', {
    cause,
    errors: [{ path, message }],
  });
}
