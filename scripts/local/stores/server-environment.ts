/** @throws Error that names the missing variable: these servers are started by the platform, which sets them all. */
export function required(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '')
    throw new Error(`Set ${name}: this server is started by the local platform.`);
  return value;
}
