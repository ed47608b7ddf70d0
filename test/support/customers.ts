import { randomBytes } from 'node:crypto';
import { expect } from 'chai';
import { eventually } from './eventually.ts';
import { mailsTo } from './inbox.ts';
import type { Shop } from './shop.ts';
import type { Shopper } from './shopper.ts';

export interface NewCustomer {
  readonly email: string;
  readonly password: string;
  /** The code that confirmed the address. */
  readonly code: string;
}

export const newPassword = () => `Pass-${randomBytes(12).toString('hex')}-Word`;

/** Opens an account, reads the code from its mail, confirms and signs in: what a person does the first time. */
export async function becomeCustomer(
  shop: Pick<Shop, 'platform'>,
  shopper: Shopper,
  email: string,
): Promise<NewCustomer> {
  const password = newPassword();
  const signUp = await shopper.post('/auth/sign-up', { email, password, name: 'Ada Byron' });
  expect(signUp.status, JSON.stringify(signUp.body)).to.equal(202);
  const code = await codeMailedTo(shop, email, 'confirmation');
  const confirmation = await shopper.post('/auth/confirmation', { email, code });
  expect(confirmation.status, JSON.stringify(confirmation.body)).to.equal(204);
  const signIn = await shopper.signIn(email, password);
  expect(signIn.status, JSON.stringify(signIn.body)).to.equal(200);
  return { email, password, code };
}

/** @param what a word of the mail's subject */
export function codeMailedTo({ platform }: Pick<Shop, 'platform'>, email: string, what: string): Promise<string> {
  return eventually(
    async () => {
      const mail = (await mailsTo(platform, email)).find(({ subject }) => subject.includes(what));
      return mail?.text.match(/\b\d{6}\b/)?.[0];
    },
    { withinMs: 20_000 },
  );
}
