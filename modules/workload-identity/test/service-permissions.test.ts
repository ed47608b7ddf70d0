import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { queueOf, type ServiceName, serviceNames, services, tables } from '@evermart/contracts/topology';
import { expect } from 'chai';
import { namesOf } from '../../naming.ts';
import { arnsOf } from '../../stacks/arns.ts';
import { dataJobsPermissions } from '../data-jobs.ts';
import { permissionsOf } from '../service-permissions.ts';
import { tableActions } from '../table-actions.ts';

const names = namesOf('dev', 'eu-west-1');
const arns = arnsOf({ partition: 'aws', account: '111111111111', region: 'eu-west-1', names });
const keyAliases = { data: 'alias/data', messages: 'alias/messages', lake: 'alias/lake' };
const statementsOf = (service: ServiceName) =>
  permissionsOf(service, { arns, region: 'eu-west-1', domain: 'shop.example.com', keyAliases });
const actionsOf = (service: ServiceName) => statementsOf(service).flatMap(({ actions }) => actions);

/** `GetCommand` of the document client and what else sends a request, to the action that IAM asks for. */
const dynamoCommands: Readonly<Record<string, string>> = {
  GetCommand: 'GetItem',
  PutCommand: 'PutItem',
  UpdateCommand: 'UpdateItem',
  DeleteCommand: 'DeleteItem',
  BatchGetCommand: 'BatchGetItem',
  BatchWriteCommand: 'BatchWriteItem',
  QueryCommand: 'Query',
  ScanCommand: 'Scan',
  paginateQuery: 'Query',
  paginateScan: 'Scan',
  TransactWriteCommand: 'TransactWriteItems',
  TransactGetCommand: 'TransactGetItems',
};

function sourcesOf(service: ServiceName): string {
  const folder = join(import.meta.dirname, '../../../services', service);
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !/(^|\/)(test|node_modules)\//.test(file))
    .map((file) => readFileSync(join(folder, file), 'utf8'))
    .join('\n');
}

function usedOnTables(service: ServiceName): readonly string[] {
  const source = sourcesOf(service);
  const used = Object.entries(dynamoCommands).filter(([command]) =>
    new RegExp(`(new ${command}|\\b${command})\\(`).test(source),
  );
  return [...new Set(used.map(([, action]) => action))];
}

describe('what a service may do in AWS', () => {
  for (const service of serviceNames.filter((name) => services[name].tables.length > 0)) {
    it(`${service} may do with its table what its code does, and no more`, () => {
      const [table] = services[service].tables;

      expect([...tableActions[table!]].sort()).to.deep.equal([...usedOnTables(service)].sort());
    });
  }

  for (const service of serviceNames) {
    it(`${service} reaches its own tables, topic, queue, buckets and streams only`, () => {
      const { tables: owned, buckets, streams, openSearch, email } = services[service];
      const queue = queueOf(service);
      const mine = [
        ...owned.map((table) => arns.table(table)),
        arns.topic(`${service}-events` as Parameters<typeof arns.topic>[0]),
        ...(queue === undefined ? [] : [arns.queue(queue.name)]),
        ...buckets.map((bucket) => arns.bucket(bucket)),
        ...streams.map((stream) => arns.stream(stream)),
        ...(openSearch ? [arns.searchDomain(), arns.role(names.searchSnapshotRole())] : []),
        ...(email
          ? [arns.regional('ses', 'identity/shop.example.com'), arns.regional('ses', 'configuration-set/')]
          : []),
        arns.regional('kms', 'key/'),
      ];

      for (const resource of statementsOf(service).flatMap(({ resources = [] }) => resources)) {
        expect(
          mine.some((arn) => resource === arn || resource.startsWith(arn)),
          resource,
        ).to.equal(true);
      }
    });

    it(`${service} uses keys only through the service that holds what they encrypt`, () => {
      for (const { actions, conditions } of statementsOf(service)) {
        if (!actions.some((action) => action.startsWith('kms:'))) continue;
        expect(JSON.stringify(conditions)).to.include('kms:ViaService').and.to.include('kms:ResourceAliases');
      }
    });

    it(`${service} names each action`, () => {
      for (const action of actionsOf(service)) expect(action).to.not.include('*');
    });
  }

  it('reads an index where there is one to read', () => {
    const onIndex = statementsOf('checkout').find(({ sid }) => sid === 'UseIndexesOfCheckouts');

    expect(onIndex).to.deep.include({
      actions: ['dynamodb:Query'],
      resources: [`${arns.table('checkouts')}/index/${tables.checkouts.indexes[0]?.name}`],
    });
  });

  it('is publishing for publishers, consuming for consumers, and mail for one', () => {
    const able = (action: string) => serviceNames.filter((service) => actionsOf(service).includes(action));

    expect(able('sns:Publish')).to.have.members(['api-gateway', 'catalog', 'checkout', 'order', 'payment', 'user']);
    expect(able('sqs:ReceiveMessage')).to.have.members([
      'search',
      'checkout',
      'order',
      'notification',
      'recommendations',
    ]);
    expect(able('ses:SendEmail')).to.deep.equal(['notification']);
    expect(able('kinesis:PutRecords')).to.deep.equal(['api-gateway']);
    expect(able('s3:PutObject')).to.deep.equal(['catalog']);
  });

  it("sends mail in the shop's name only", () => {
    const mail = statementsOf('notification').find(({ sid }) => sid === 'SendMail');

    expect(mail?.conditions).to.deep.equal({ StringLike: { 'ses:FromAddress': '*@shop.example.com' } });
  });

  it('is never reading a secret', () => {
    expect(serviceNames.flatMap(actionsOf).filter((action) => action.startsWith('secretsmanager:'))).to.deep.equal([]);
  });
});

describe('what jobs may do with lake and backups', () => {
  const statements = dataJobsPermissions({ arns, region: 'eu-west-1', keyAlias: 'alias/data' });

  it('is reading the one and adding to the other, and deleting in neither', () => {
    const rights = statements.flatMap(({ actions, resources = [] }) =>
      actions
        .filter((action) => action.startsWith('s3:'))
        .flatMap((action) => resources.map((arn) => `${action} ${arn}`)),
    );

    expect(rights).to.deep.equal([
      `s3:ListBucket ${arns.bucket('lake')}`,
      `s3:GetObject ${arns.bucket('lake')}/*`,
      `s3:PutObject ${arns.bucket('backups')}/exports/*`,
    ]);
  });
});
