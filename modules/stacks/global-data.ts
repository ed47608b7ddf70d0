import type { Construct } from 'constructs';
import { EvermartStack, type EvermartStackProps } from './evermart-stack.ts';

export class GlobalDataStack extends EvermartStack {
  constructor(scope: Construct, props: EvermartStackProps) {
    super(scope, 'global-data', props);
  }
}
