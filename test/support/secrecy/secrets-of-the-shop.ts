import { serviceNames } from '@evermart/contracts/topology';
import type { Shop } from '../shop.ts';
import { cardNumber, cvv, street, type UsedSecrets } from './customer-life.ts';
import { digitsOf, literally, type Secret, standingAlone } from './find-secrets.ts';

const theOrder = 'the order as its readers get it';
const orderNews = 'the whole order, so that the e-mail needs no call back';
const theJournal = 'everything needed to finish or undo the purchase';

/** Where the order's address and e-mail address belong. */
const ofTheOrder = {
  'postgres orders.orders.document': theOrder,
  'postgres orders.outbox.event': orderNews,
  'topic order-events': orderNews,
  'dynamodb checkouts': theJournal,
};

export const emailPlaces: Readonly<Record<string, string>> = {
  ...ofTheOrder,
  'postgres orders.orders.email_key': 'guests open their order by it, merchants find it',
  'postgres users.customers.email': 'the profile',
  'dynamodb sessions': "the signed-in person, as /auth/session shows them; gone with the session's end",
};

export const addressPlaces: Readonly<Record<string, string>> = {
  ...ofTheOrder,
  'postgres users.addresses.line1': 'the saved address',
};

/** Whatever must not get out, with the places where it belongs. */
export function secretsOf({ platform }: Pick<Shop, 'platform'>, used: UsedSecrets): Secret[] {
  return [
    { kind: 'card number', pattern: digitsOf(cardNumber) },
    { kind: 'CVV', pattern: literally(cvv) },
    { kind: 'password', pattern: literally(...used.passwords, ...platform.people.map(({ password }) => password)) },
    { kind: 'confirmation code', pattern: standingAlone(used.codes) },
    { kind: 'session', pattern: literally(...used.sessions) },
    { kind: 'token of the identity provider', pattern: literally(...used.accessTokens) },
    // Internal tokens and the identity provider's are all JSON Web Tokens.
    { kind: 'JSON Web Token', pattern: /eyJ[\w-]{8,}\.[\w-]{8,}/ },
    { kind: 'payment token', pattern: /\btok_[a-z]/ },
    { kind: 'key or password of a service', pattern: literally(...keysOf(platform)) },
    { kind: 'e-mail address', pattern: /[\w.+-]+(@|%40)[\w-]+(\.[\w-]+)*\.[a-z]{2,}/i, allowed: emailPlaces },
    { kind: 'postal address', pattern: literally(street), allowed: addressPlaces },
  ];
}

function keysOf(platform: Shop['platform']): string[] {
  const gateway = platform.environment('api-gateway');
  const databasePasswords = serviceNames.flatMap((name) => {
    const url = platform.environment(name).DATABASE_URL;
    return url === undefined ? [] : [new URL(url).password];
  });
  const keys = [
    gateway.SESSION_COOKIE_KEYS,
    gateway.INTERNAL_TOKEN_KEYS,
    gateway.COGNITO_CLIENT_SECRET,
    platform.environment('payment').SANDBOX_WEBHOOK_SECRET,
  ];
  // `<key id>:<key>` where there may be several.
  return [...databasePasswords, ...keys.map((key) => key?.split(':').at(-1) ?? 'missing')];
}
