import { InvalidPasswordError, NotAuthorizedError } from 'cognito-local/lib/errors.js';
import { Router } from 'cognito-local/lib/server/Router.js';
import type { Services } from 'cognito-local/lib/services/index.js';
import { selectAppropriateDeliveryMethod } from 'cognito-local/lib/services/messageDelivery/deliveryMethod.js';

/** cognito-local's answers, corrected where they differ from what AWS does and a shopper would notice. */
export function cognitoRouter(services: Services, region: string): Router {
  const route = Router(withRegionalPoolIds(services, region));
  return (target) => {
    if (target === 'ResendConfirmationCode') return resendConfirmationCode(services);
    const handle = route(target);
    return async (context, request) => {
      try {
        return await handle(context, request);
      } catch (error) {
        if (error instanceof InvalidPasswordError && target.endsWith('InitiateAuth')) {
          throw new NotAuthorizedError('Incorrect username or password.');
        }
        throw error;
      }
    };
  };
}

/** A pool's id is `<region>_<letters and digits>`, and libraries check it; cognito-local says `local_`. */
function withRegionalPoolIds(services: Services, region: string): Services {
  const { cognito } = services;
  const create = cognito.createUserPool.bind(cognito);
  cognito.createUserPool = (context, pool) => create(context, { ...pool, Id: pool.Id.replace(/^local/, region) });
  return services;
}

/** Missing in cognito-local. A new code replaces the old one. */
function resendConfirmationCode({ cognito, messages, otp }: Services): ReturnType<Router> {
  return async (context, request: { ClientId: string; Username: string }) => {
    const pool = await cognito.getUserPoolForClientId(context, request.ClientId);
    const user = await pool.getUserByUsername(context, request.Username);
    const delivery = user === null ? null : selectAppropriateDeliveryMethod(['email'], user);
    if (user === null || delivery === null) throw new NotAuthorizedError();
    const code = otp();
    await messages.deliver(context, 'ResendCode', request.ClientId, pool.options.Id, user, code, undefined, delivery);
    await pool.saveUser(context, { ...user, ConfirmationCode: code });
    return { CodeDeliveryDetails: delivery };
  };
}
