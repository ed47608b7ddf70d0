import { type ServiceName, serviceNames } from '@evermart/contracts/topology';

/** Shared by all services, so that a change of it releases every one. */
const shared = [
  /^services\/_(kit|contracts)\//,
  /^services\/Dockerfile$/,
  /^charts\/service\//,
  /^package-lock\.json$/,
];
const without = /\/test\/|\.md$/;

/** The services whose image or chart a change of these paths makes another one. */
export function changedServices(paths: readonly string[]): readonly ServiceName[] {
  const telling = paths.filter((path) => !without.test(path));
  if (telling.some((path) => shared.some((pattern) => pattern.test(path)))) return serviceNames;
  return serviceNames.filter((name) =>
    telling.some((path) => path.startsWith(`services/${name}/`) || path.startsWith(`charts/${name}/`)),
  );
}
