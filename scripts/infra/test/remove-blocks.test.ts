import { expect } from 'chai';
import { removeBlocks } from '../remove-blocks.ts';
import type { TerraformJson } from '../terraform-json.ts';

const stack: TerraformJson = {
  terraform: { required_providers: {} },
  provider: {},
  resource: {
    aws_key: { main: { name: 'k' }, 'main-2': { name: 'k2' } },
    aws_queue: {
      one: {
        key: '${aws_key.main.arn}',
        other: '${aws_key.main-2.id}',
        policy: '{"Resource":"${aws_key.main.arn}/*","List":"${join(",", [aws_key.main.tags["a"]])}"}',
        depends_on: ['aws_key.main', 'aws_key.main-2'],
      },
    },
  },
  data: { aws_key: { main: { name: '${aws_key.main.id}' } } },
};

describe('leaving out a block', () => {
  const { json, addresses } = removeBlocks(stack, ({ kind, name }) => kind === 'resource' && name === 'main');
  const queue = json.resource?.aws_queue?.one ?? {};

  it('takes it out, and tells its address', () => {
    expect(addresses).to.deep.equal(['aws_key.main']);
    expect(Object.keys(json.resource?.aws_key ?? {})).to.deep.equal(['main-2']);
  });

  it('gives its readers something that looks like what they read', () => {
    expect(queue.key).to.match(/^arn:aws:standin:/);
    expect(json.data?.aws_key?.main?.name).to.equal('stand-in-main');
  });

  it('leaves a text with an expression in it a valid one', () => {
    expect(queue.policy).to.equal(
      '{"Resource":"arn:aws:standin:eu-west-1:000000000000:main/*","List":"${join(",", ["stand-in-main"])}"}',
    );
  });

  it('leaves alone what is only named alike', () => {
    expect(queue.other).to.equal('${aws_key.main-2.id}');
    expect(queue.depends_on).to.deep.equal(['aws_key.main-2']);
  });

  it('changes nothing where nothing is chosen', () => {
    expect(removeBlocks(stack, () => false)).to.deep.equal({ json: stack, addresses: [] });
  });
});
