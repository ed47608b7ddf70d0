import { createLogger } from '@evermart/kit/log';
import { expect } from 'chai';

/** The one line that is written for `error`, parsed. */
function logged(error: unknown) {
  const lines: string[] = [];
  const logger = createLogger(
    { service: 'order', region: 'region-a', level: 'info' },
    { write: (line: string) => void lines.push(line) },
  );
  logger.warn({ event: 'order.failed', err: error });
  return { text: lines.join(), ...JSON.parse(lines[0]!) };
}

describe('a logged error', () => {
  it('tells its type, message, code and stack, and those of every cause', () => {
    const refused = Object.assign(new RangeError('refused'), { code: 'ECONNREFUSED' });
    const { err } = logged(new Error('no order', { cause: new Error('no row', { cause: refused }) }));

    expect(err).to.include({ type: 'Error', message: 'no order' });
    expect(err.stack).to.include('log.test.ts');
    expect(err.cause).to.include({ type: 'Error', message: 'no row' });
    expect(err.cause.cause).to.include({ type: 'RangeError', message: 'refused', code: 'ECONNREFUSED' });
    expect(err.cause.cause).to.have.all.keys('type', 'message', 'code', 'stack');
  });

  it('lesson 12: keeps back what stores and providers add to it, in causes too', () => {
    const members = {
      detail: 'Key (email)=(ada@example.org) already exists.',
      where: 'row of ada@example.org',
      raw: { billing_details: { name: 'Ada Lovelace' } },
      code: { holder: 'Ada Lovelace' },
    };
    const failure = Object.assign(
      new Error('failed', { cause: Object.assign(new Error('duplicate'), members) }),
      members,
    );

    expect(logged(failure).text)
      .to.include('duplicate')
      .and.not.match(/ada@example|Lovelace/);
    expect(logged(new Error('failed', { cause: members })).text).to.not.match(/ada@example|Lovelace/);
    expect(logged(members).text).to.not.match(/ada@example|Lovelace/);
  });

  it('ends where its causes go in a circle', () => {
    const error = new Error('circular');
    error.cause = error;

    expect(logged(error).err.cause.message).to.equal('circular');
  });
});
