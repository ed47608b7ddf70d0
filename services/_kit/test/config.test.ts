import { randomBytes } from 'node:crypto';
import { ConfigError, commonSettings, parseConfig } from '@evermart/kit/config';
import { expect } from 'chai';
import { z } from 'zod';

const Config = z.object({ ...commonSettings, DATABASE_URL: z.string() });
const key = `a:${randomBytes(32).toString('base64url')}`;
const good = { PORT: '4100', EVERMART_REGION: 'region-a', INTERNAL_TOKEN_KEYS: key, DATABASE_URL: 'postgres://x' };

function messageOf(environment: Record<string, string | undefined>): string {
  try {
    parseConfig(Config, environment);
    return '';
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
}

describe('configuration', () => {
  it('names every wrong key at once', () => {
    const message = messageOf({ ...good, PORT: '70000', LOG_LEVEL: 'loud', DATABASE_URL: undefined });

    expect(message)
      .to.match(/PORT: .*65535/)
      .and.match(/LOG_LEVEL: /)
      .and.include('DATABASE_URL: missing');
  });

  it('takes an empty variable for a missing one', () => {
    expect(messageOf({ ...good, EVERMART_REGION: '' })).to.include('EVERMART_REGION: missing');
  });

  it('never shows a secret, not even a wrong one', () => {
    const message = messageOf({ ...good, INTERNAL_TOKEN_KEYS: 'a:c2hvcnQ-this-is-my-secret' });

    expect(message).to.include('INTERNAL_TOKEN_KEYS').and.not.include('c2hvcnQ');
  });

  it('gives parsed values', () => {
    const config = parseConfig(Config, good);

    expect(config).to.deep.include({ PORT: 4100, LOG_LEVEL: 'info', HOST: '0.0.0.0' });
    expect(config.INTERNAL_TOKEN_KEYS[0]?.secret).to.have.length(32);
  });
});
