import { Email } from '../../email/email.ts';
import type { EvermartStack } from '../evermart-stack.ts';

/** The right of a region to send mail in the shop's name; `edge` writes the DNS records that prove it. */
export function mail(stack: EvermartStack): void {
  const { environment, names, arns, region } = stack;
  const { dkimTokens } = new Email(stack, 'email', {
    domain: environment.domain,
    region,
    account: stack.account,
    configurationSetName: names.mailConfiguration(),
    identityArn: arns.regional('ses', `identity/${environment.domain}`),
    userPoolArns: arns.regional('cognito-idp', 'userpool/*'),
  });
  stack.publishParameter(stack.paths.dkimTokens(region), dkimTokens.join(','), stack.homeRegion);
}
