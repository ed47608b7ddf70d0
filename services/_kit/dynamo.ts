import { ConditionalCheckFailedException, DynamoDBClient, DynamoDBServiceException } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { awsHttpHandler } from './aws-http-handler.ts';
import { ServiceError, unavailable } from './problem.ts';

export interface DynamoOptions {
  readonly region: string;
  /** An emulator's address; absent in AWS. */
  readonly endpoint?: string | undefined;
}

/** The document client with short timeouts: a table that doesn't answer is treated as away, not waited for. */
export function createDynamo({ region, endpoint }: DynamoOptions): DynamoDBDocumentClient {
  const client = new DynamoDBClient({
    region,
    ...(endpoint === undefined ? {} : { endpoint }),
    maxAttempts: 3,
    requestHandler: awsHttpHandler({ connectTimeoutMs: 500, answerTimeoutMs: 2_000 }),
  });
  return DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
}

/** The condition of a write did not hold: somebody else was first. */
export function isConditionFailure(error: unknown): boolean {
  return error instanceof ConditionalCheckFailedException;
}

/**
 * Runs an operation on a table. A failed condition and a programming mistake pass as they are; everything else
 * means that the table can't be used now. `ReplicatedWriteConflictException` (two regions wrote a strongly consistent
 * item at once) is retried by the client and ends here when it lasts.
 *
 * @throws ServiceError `dependency-unavailable`
 */
export async function onTable<Result>(operation: () => Promise<Result>): Promise<Result> {
  try {
    return await operation();
  } catch (error) {
    if (isConditionFailure(error) || error instanceof ServiceError) throw error;
    if (error instanceof DynamoDBServiceException && error.name === 'ValidationException') throw error;
    throw unavailable('The store', error);
  }
}
