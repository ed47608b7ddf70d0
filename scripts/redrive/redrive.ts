/** The command line of the redrive: see --help. */
import { parseArgs } from 'node:util';
import { GetQueueUrlCommand, SQSClient } from '@aws-sdk/client-sqs';
import { physicalNames } from '@evermart/contracts/physical-names';
import { type Queue, queues } from '@evermart/contracts/topology';
import { operatorTarget, targetHelp, targetOptions } from '../operator/operator-target.ts';
import { depthOf, redriveQueue } from './redrive-queue.ts';

const names = queues.map(({ name }) => name).join(', ');
const help = `npm run redrive -- --env <environment> --region <region> [--queue <name>] [--max <n>] [--execute]

Shows how many messages wait in each dead-letter queue. With --execute moves those of one queue back to it, each handled
again and once in effect. First mend what made them fail: the consumer's log has event "queue.message-failed".

${targetHelp}
  --queue <name>    one of: ${names}
  --max <n>         at most so many messages (default: all)
  --execute         moves; without it nothing is changed
  --help
`;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      ...targetOptions,
      queue: { type: 'string' },
      max: { type: 'string' },
      execute: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) {
    process.stdout.write(help);
    return 0;
  }
  const chosen = chosenQueues(values.queue, values.execute === true);
  const max = maximumOf(values.max);
  const access = operatorTarget(values);
  const sqs = new SQSClient({
    region: access.AWS_REGION,
    ...(access.AWS_ENDPOINT_URL_SQS === undefined ? {} : { endpoint: access.AWS_ENDPOINT_URL_SQS }),
  });
  const physical = physicalNames(access.RESOURCE_PREFIX, values.region ?? '');
  const urlOf = async (QueueName: string) => (await sqs.send(new GetQueueUrlCommand({ QueueName }))).QueueUrl ?? '';

  for (const { name } of chosen) {
    const deadLetterQueueUrl = await urlOf(physical.deadLetterQueue(name));
    process.stdout.write(`${name.padEnd(24)} ${await depthOf(sqs, deadLetterQueueUrl)} dead letters\n`);
    if (values.execute !== true) continue;
    const queueUrl = await urlOf(physical.queue(name));
    const onProgress = (moved: number) => process.stderr.write(`  ${moved} moved\n`);
    const moved = await redriveQueue({
      sqs,
      deadLetterQueueUrl,
      queueUrl,
      onProgress,
      ...(max === undefined ? {} : { max }),
    });
    process.stdout.write(`${name.padEnd(24)} ${moved} moved back\n`);
  }
  if (values.execute !== true)
    process.stdout.write('Nothing was changed. Add --queue <name> --execute to move them back.\n');
  return 0;
}

function chosenQueues(name: string | undefined, execute: boolean): readonly Queue[] {
  if (name === undefined && execute) throw new Error(`--execute needs --queue, one of: ${names}`);
  const chosen = queues.filter((queue) => name === undefined || queue.name === name);
  if (chosen.length === 0) throw new Error(`there is no queue ${name}; choose one of: ${names}`);
  return chosen;
}

function maximumOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^[1-9]\d*$/.test(text)) throw new Error('--max takes a whole number above 0');
  return Number(text);
}

process.exitCode = await main().catch((error: unknown) => {
  process.stderr.write(`redrive: ${error instanceof Error ? error.message : String(error)}\n`);
  return 2;
});
