/** Whatever the older code, its tests and its packages do with stores, they do not with ours. */
export const withoutCredentials = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !/^(AWS|ACTIONS|GITHUB|EVERMART)_/.test(name)));
