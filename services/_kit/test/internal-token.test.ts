import { randomBytes } from 'node:crypto';
import { createTokenMinter, createTokenVerifier } from '@evermart/kit/internal-token';
import { isServiceError } from '@evermart/kit/problem';
import { expect } from 'chai';
import { SignJWT, UnsecuredJWT } from 'jose';

const keys = [{ kid: 'new', secret: randomBytes(32) }];
const subject = { visitorId: 'v1', customerId: 'c1', groups: ['admin'] };

function refused(attempt: () => unknown): boolean {
  try {
    attempt();
    return false;
  } catch (error) {
    return isServiceError(error, 'sign-in-required');
  }
}

describe('the internal token', () => {
  it('carries caller and subject to the service that it was minted for', async () => {
    const token = createTokenMinter('checkout', keys)('order', subject);

    const caller = createTokenVerifier('order', ['checkout'], keys)(token);

    expect(caller).to.deep.equal({ service: 'checkout', subject });
  });

  it('opens no other service, and comes from no service that may not call', async () => {
    const token = createTokenMinter('search', keys)('catalog', subject);

    expect(refused(() => createTokenVerifier('order', ['search'], keys)(token))).to.equal(true);
    expect(refused(() => createTokenVerifier('catalog', ['cart'], keys)(token))).to.equal(true);
  });

  it('is refused when it is missing, forged, unsigned, signed by another key or expired', async () => {
    const verify = createTokenVerifier('order', ['checkout'], keys);
    const claims = () =>
      new SignJWT({ subject })
        .setIssuer('checkout')
        .setAudience('order')
        .setProtectedHeader({ alg: 'HS256', kid: 'new' });
    const secret = keys[0]?.secret ?? new Uint8Array();
    const expired = await claims()
      .setExpirationTime(Math.floor(Date.now() / 1000) - 1)
      .sign(secret);
    const foreign = await claims().setExpirationTime('60s').sign(randomBytes(32));
    const unsigned = new UnsecuredJWT({ subject }).setIssuer('checkout').setAudience('order').encode();

    for (const token of [undefined, '', 'x.y.z', expired, foreign, unsigned])
      expect(refused(() => verify(token))).to.equal(true);
  });

  it('is still accepted under the former key while keys are rotated', async () => {
    const former = { kid: 'old', secret: randomBytes(32) };
    const token = createTokenMinter('checkout', [former])('order', subject);

    const caller = createTokenVerifier('order', ['checkout'], [...keys, former])(token);

    expect(caller.service).to.equal('checkout');
  });

  it('is shared by equal calls and by no others', async () => {
    const mint = createTokenMinter('checkout', keys);

    const same = [mint('order', subject), mint('order', { ...subject })];
    const others = [
      mint('order', { ...subject, customerId: 'c2' }),
      mint('cart', subject),
      mint('order', { ...subject, groups: [] }),
    ];

    expect(same[0]).to.equal(same[1]);
    expect(new Set([...same, ...others]).size).to.equal(4);
  });
});
