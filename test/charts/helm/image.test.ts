import { serviceNames } from '@evermart/contracts/topology';
import { expect } from 'chai';
import { z } from 'zod';
import { imageUser, migrateFile } from '../../../scripts/images/image-layout.ts';
import { objectsOf } from './rendered.ts';

const Workload = z.object({
  kind: z.string(),
  spec: z.object({
    template: z.object({
      spec: z.object({
        securityContext: z.looseObject({ runAsUser: z.number() }),
        containers: z.tuple([z.looseObject({ args: z.array(z.string()).optional() })]),
      }),
    }),
  }),
});

describe('the pods of a service and its image', () => {
  for (const service of serviceNames) {
    it(`agree, for ${service}, on the user and on what is run`, async () => {
      const workloads = (await objectsOf(service)).filter(({ kind }) => ['Deployment', 'Job'].includes(kind));

      expect(workloads).to.not.deep.equal([]);
      for (const workload of workloads) {
        const { kind, spec } = Workload.parse(workload);
        const { securityContext, containers } = spec.template.spec;

        expect(securityContext.runAsUser).to.equal(imageUser);
        expect(containers[0].args).to.deep.equal(kind === 'Job' ? [migrateFile] : undefined);
      }
    });
  }
});
