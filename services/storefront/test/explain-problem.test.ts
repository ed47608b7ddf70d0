import { expect } from 'chai';
import { ApiProblem, retryAfterSeconds } from '../src/api/problem.ts';
import { explainProblem, inAbout } from '../src/explain-problem.ts';

const problem = (code: string, status: number, extra = {}) =>
  new ApiProblem({ code, status, title: 'Title', detail: 'Detail.', ...extra });

describe('explaining a failure', () => {
  it('says when to try again, where the shop says it', () => {
    expect(explainProblem(problem('rate-limited', 429, { retryAfterSeconds: 12 })).advice).to.contain(
      'in about 12 seconds',
    );
    expect(explainProblem(problem('dependency-unavailable', 503, { retryAfterSeconds: 300 })).advice).to.contain(
      'in about 5 minutes',
    );
  });

  it('keeps the words of the shop for what it alone knows', () => {
    expect(explainProblem(problem('invalid-state', 409))).to.deep.equal({ title: 'Title', advice: 'Detail.' });
  });

  it('gives the reference of a fault of the shop, and shows nothing of its inside', () => {
    const { title, advice } = explainProblem(problem('internal', 500, { requestId: 'req-7' }));

    expect(`${title} ${advice}`).to.contain('req-7').and.not.contain('Detail.');
  });

  it('has words for what is no problem of the API at all', () => {
    expect(explainProblem(new TypeError('x is undefined')).advice).not.to.contain('undefined');
  });

  it('counts short waits in seconds and long ones in minutes', () => {
    expect([undefined, 0, 1, 2, 89, 90, 121].map(inAbout)).to.deep.equal([
      'in a moment',
      'in a moment',
      'in a moment',
      'in about 2 seconds',
      'in about 89 seconds',
      'in about 2 minutes',
      'in about 3 minutes',
    ]);
  });

  it('reads Retry-After in both of its forms', () => {
    const nowMs = Date.parse('2026-01-01T00:00:00Z');

    expect(retryAfterSeconds('7', nowMs)).to.equal(7);
    expect(retryAfterSeconds('Thu, 01 Jan 2026 00:00:30 GMT', nowMs)).to.equal(30);
    expect(retryAfterSeconds('Wed, 31 Dec 2025 00:00:00 GMT', nowMs)).to.equal(0);
    expect([null, '', 'soon'].map((header) => retryAfterSeconds(header, nowMs))).to.deep.equal([
      undefined,
      undefined,
      undefined,
    ]);
  });
});
