import { ApiProblem } from './api/problem.ts';

/** What a person should read about a failed request: what happened, and what to do. */
export interface Explanation {
  title: string;
  advice: string;
}

/** Puts any failure into words; the server's own words are kept where they say more than these could. */
export function explainProblem(error: unknown): Explanation {
  if (!(error instanceof ApiProblem)) {
    return { title: 'Something went wrong on this page', advice: 'Please load the page again.' };
  }
  switch (error.code) {
    case 'unreachable':
      return { title: 'The shop could not be reached', advice: 'Check your connection, then try again.' };
    case 'rate-limited':
      return {
        title: 'Too many requests in a short time',
        advice: `Please try again ${inAbout(error.retryAfterSeconds)}.`,
      };
    case 'dependency-unavailable':
      return {
        title: 'Part of the shop is unavailable right now',
        advice: `Nothing is lost. Please try again ${inAbout(error.retryAfterSeconds)}.`,
      };
    case 'sign-in-required':
      return { title: 'You are signed out', advice: 'Sign in, then try again.' };
    case 'invalid-credentials':
      return { title: 'E-mail or password is wrong', advice: 'Check both, or set a new password.' };
    case 'validation-failed':
      return { title: 'Please check what you entered', advice: 'The fields that need a change are marked.' };
    case 'unknown-sku':
      return { title: 'This product is no longer sold', advice: 'Please load the page again.' };
    default:
      return error.status >= 500
        ? {
            title: 'The shop has a problem',
            advice: `Please try again ${inAbout(error.retryAfterSeconds)}.${reference(error)}`,
          }
        : { title: error.title, advice: error.detail ?? '' };
  }
}

/** `in about 12 seconds`, `in about 2 minutes`, or `in a moment` when nothing is known. */
export function inAbout(seconds: number | undefined): string {
  if (seconds === undefined || seconds <= 1) return 'in a moment';
  if (seconds < 90) return `in about ${seconds} seconds`;
  return `in about ${Math.ceil(seconds / 60)} minutes`;
}

function reference({ requestId }: ApiProblem): string {
  return requestId === undefined ? '' : ` If you write to us, quote ${requestId}.`;
}
