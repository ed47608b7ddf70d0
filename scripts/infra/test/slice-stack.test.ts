import { expect } from 'chai';
import { closureOf } from '../slice-stack.ts';
import type { TerraformJson } from '../terraform-json.ts';

const stack: TerraformJson = {
  terraform: { required_providers: {} },
  provider: {},
  resource: {
    aws_alarm: { one: { action: '${aws_topic.main.arn}', vpc: '${data.aws_ssm_parameter.vpc.insecure_value}' } },
    aws_topic: { main: { key: '${aws_key.main.arn}' }, 'main-2': {} },
    aws_key: { main: { root: '${data.aws_caller_identity.me.account_id}' } },
    aws_bucket: { other: { notifies: '${aws_alarm.one.arn}' } },
  },
  data: { aws_ssm_parameter: { vpc: {} }, aws_caller_identity: { me: {} } },
};
const namesOf = ({ resource = {} }: TerraformJson) =>
  Object.entries(resource).flatMap(([type, named]) => Object.keys(named).map((name) => `${type}.${name}`));

describe('a slice of a stack', () => {
  it('brings everything that the chosen types refer to, where it stands by itself, and looks up nothing', () => {
    const closure = closureOf(stack, ['aws_alarm']);

    expect(namesOf(closure)).to.have.members(['aws_alarm.one', 'aws_topic.main', 'aws_key.main']);
    expect(closure.resource?.aws_alarm?.one).to.deep.equal({ action: '${aws_topic.main.arn}', vpc: 'stand-in-vpc' });
    expect(Object.keys(closure.data ?? {})).to.deep.equal(['aws_caller_identity']);
  });

  it('leaves out what a type asks for by name only', () => {
    const closure = closureOf(stack, ['aws_alarm'], ['aws_alarm']);

    expect(namesOf(closure)).to.deep.equal(['aws_alarm.one']);
    expect(closure.resource?.aws_alarm?.one?.action).to.match(/^arn:aws:standin:/);
  });
});
