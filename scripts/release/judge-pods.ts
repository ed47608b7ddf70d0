/** What of a pod's JSON the smoke test reads. */
export interface Pod {
  readonly metadata: { readonly name: string; readonly deletionTimestamp?: string };
  readonly spec: { readonly containers: readonly { readonly name: string; readonly image: string }[] };
  readonly status: {
    readonly conditions?: readonly { readonly type: string; readonly status: string }[];
    readonly containerStatuses?: readonly { readonly name: string; readonly restartCount: number }[];
  };
}

/** What is wrong with a service's pods, in words; nothing when every one is ready, of this version, and never restarted. */
export function judgePods(service: string, version: string, pods: readonly Pod[]): readonly string[] {
  const living = pods.filter(({ metadata }) => metadata.deletionTimestamp === undefined);
  if (living.length === 0) return [`${service} has no pod`];
  return living.flatMap(({ metadata: { name }, spec, status }) => {
    const faults: string[] = [];
    const image = spec.containers.find((container) => container.name === service)?.image;
    if (image?.endsWith(`:${version}`) !== true) faults.push(`${name} runs ${image ?? 'no container of that name'}`);
    if (status.conditions?.find(({ type }) => type === 'Ready')?.status !== 'True') faults.push(`${name} is not ready`);
    const restarts = status.containerStatuses?.find((container) => container.name === service)?.restartCount ?? 0;
    if (restarts > 0) faults.push(`${name} was restarted ${restarts} times`);
    return faults;
  });
}
