import { expect } from 'chai';
import { localPath } from '../src/local-path.ts';

describe('the way on after sign-in', () => {
  it('leads to where one wanted to go within the shop', () => {
    expect(localPath('/orders?cursor=1#top', '/account')).to.equal('/orders?cursor=1#top');
  });

  it('never leads to another site', () => {
    for (const next of [
      'https://evil.test',
      '//evil.test',
      '/\\evil.test',
      '/\t/evil.test',
      'javascript:alert(1)',
      'orders',
      '',
      null,
    ]) {
      expect(localPath(next, '/account'), String(next)).to.equal('/account');
    }
  });
});
