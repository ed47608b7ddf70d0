import { AthenaNamedQuery } from '@cdktf/provider-aws/lib/athena-named-query/index.js';
import { AthenaWorkgroup } from '@cdktf/provider-aws/lib/athena-workgroup/index.js';
import { Construct } from 'constructs';
import type { LakeView } from './lake-view.ts';

export interface AnalystsProps {
  readonly workgroup: string;
  readonly database: string;
  readonly bucket: string;
  /** Encrypts what queries answer: the bucket's own key, or answers could not be replicated. */
  readonly resultsKeyArn: string;
  /** Each becomes a saved query over its last month. */
  readonly views: readonly LakeView[];
  /** A query that reads more is stopped: the ceiling of one mistake's price. 100 if left out, about half a dollar. */
  readonly maxGiBPerQuery?: number;
}

const gibibyte = 1024 ** 3;

/** Where analysts ask: a workgroup whose settings nobody can override, and the questions that everybody asks. */
export class Analysts extends Construct {
  readonly workgroup: string;

  constructor(scope: Construct, id: string, props: AnalystsProps) {
    super(scope, id);
    const { workgroup: name, database, bucket, resultsKeyArn, views, maxGiBPerQuery = 100 } = props;
    const workgroup = new AthenaWorkgroup(this, 'workgroup', {
      name,
      description: 'Questions to the lake',
      configuration: {
        enforceWorkgroupConfiguration: true,
        publishCloudwatchMetricsEnabled: true,
        bytesScannedCutoffPerQuery: maxGiBPerQuery * gibibyte,
        engineVersion: { selectedEngineVersion: 'Athena engine version 3' },
        resultConfiguration: {
          outputLocation: `s3://${bucket}/query-results/`,
          encryptionConfiguration: { encryptionOption: 'SSE_KMS', kmsKeyArn: resultsKeyArn },
        },
      },
    });
    for (const view of views) {
      new AthenaNamedQuery(this, `query-${view.name}`, {
        name: view.name,
        description: view.description,
        workgroup: workgroup.name,
        database,
        query: lastMonthOf(view),
      });
    }
    this.workgroup = workgroup.name;
  }
}

/** Naming the days keeps a query from reading three years. */
const lastMonthOf = ({ name }: LakeView) =>
  `SELECT *\nFROM ${name}\nWHERE day >= CAST(CURRENT_DATE - INTERVAL '30' DAY AS varchar)\nORDER BY day DESC`;
