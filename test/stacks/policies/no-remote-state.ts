import type { Policy } from '../policy.ts';

export const policy: Policy = {
  guarantee: "no stack reads another stack's state",
  violationsIn(estate) {
    return estate.stacks.flatMap(({ id, json }) => [
      ...Object.keys(json.data.terraform_remote_state ?? {}).map((name) => `${id} reads the remote state "${name}"`),
      // CDKTF writes an output for each value that another stack refers to.
      ...Object.keys((json.output as object | undefined) ?? {})
        .filter((name) => name.startsWith('cross-stack-output'))
        .map((name) => `${id} hands out "${name}"`),
    ]);
  },
  mutations: [
    {
      title: "reads another stack's state",
      apply(estate) {
        estate.stacks[0]!.json.data.terraform_remote_state = { other: {} };
      },
    },
    {
      title: "refers to another stack's resource",
      apply(estate) {
        estate.stacks[0]!.json.output = { 'cross-stack-output-aws_vpcid': { sensitive: true } };
      },
    },
  ],
};
