import type { Construct } from 'constructs';
import { EvermartStack, type EvermartStackProps } from './evermart-stack.ts';

export class NetworkStack extends EvermartStack {
  constructor(scope: Construct, props: EvermartStackProps) {
    super(scope, 'network', props);
  }
}
