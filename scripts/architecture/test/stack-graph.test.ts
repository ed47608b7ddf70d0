import { expect } from 'chai';
import type { TerraformJson } from '../../infra/terraform-json.ts';
import { drawStack } from '../draw-stack.ts';
import { stackGraph } from '../stack-graph.ts';

const at = (path: string) => ({ '//': { metadata: { path: `production-eu-west-1-data/${path}` } } });

const json: TerraformJson = {
  terraform: { required_providers: {} },
  provider: {},
  resource: {
    aws_sqs_queue: {
      orders: { ...at('queue-order-events/queue'), kms_master_key_id: '${aws_kms_key.messages.arn}' },
      search: { ...at('queue-search-events/queue'), kms_master_key_id: '${aws_kms_key.messages.arn}' },
    },
    aws_kms_key: { messages: at('messages-key/key') },
    aws_db_subnet_group: {
      aurora: { ...at('aurora/subnets'), subnet_ids: '${data.aws_ssm_parameter.subnets.insecure_value}' },
    },
    aws_ssm_parameter: { queue: { ...at('parameter-data-queue'), value: '${aws_sqs_queue.orders.url}' } },
  },
  data: {
    aws_ssm_parameter: {
      subnets: { ...at('read-network-data-subnet-ids'), name: '/evermart-production/network/data-subnet-ids' },
    },
  },
};

describe('the drawing of a stack', () => {
  it('has one room for constructs that differ by a name of the topology only', () => {
    const { rooms } = stackGraph(json);

    expect(rooms.map(({ name }) => name)).to.have.members(['queue-*', 'messages-key', 'aurora']);
    expect(rooms.find(({ name }) => name === 'queue-*')?.types.get('aws_sqs_queue')).to.equal(2);
  });

  it('has an arrow from what refers to what is referred to, and to the stack whose parameter is read', () => {
    const { arrows, reads } = stackGraph(json);

    expect(arrows).to.have.deep.members([
      ['queue-*', 'messages-key'],
      ['aurora', 'network'],
    ]);
    expect(reads).to.deep.equal(['network']);
  });

  it('names the types that a room holds, without their prefix', () => {
    const drawn = drawStack(stackGraph(json));

    expect(drawn).to.match(/^flowchart LR\n/);
    expect(drawn).to.include('queue-*<br/><small>2 sqs_queue</small>');
    expect(drawn).to.include('(["network stack"])');
  });
});
