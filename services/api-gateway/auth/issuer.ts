import type { Config } from '../config.ts';

type IssuerConfig = Pick<
  Config,
  'COGNITO_ISSUER' | 'COGNITO_USER_POOL_ID' | 'AWS_REGION' | 'AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER'
>;

/** Who signs the user pool's tokens: what is set, else the local stand-in where one is set, else AWS. */
export function issuerOf(config: IssuerConfig): string {
  const { COGNITO_ISSUER, COGNITO_USER_POOL_ID: pool, AWS_REGION: region } = config;
  if (COGNITO_ISSUER !== undefined) return COGNITO_ISSUER;
  const endpoint = config.AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER ?? `https://cognito-idp.${region}.amazonaws.com`;
  return `${endpoint.replace(/\/$/, '')}/${pool}`;
}
