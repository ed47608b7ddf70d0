import type { Construct } from 'constructs';
import { EvermartStack, type EvermartStackProps } from './evermart-stack.ts';

export class BootstrapStack extends EvermartStack {
  constructor(scope: Construct, props: EvermartStackProps) {
    super(scope, 'bootstrap', props);
  }
}
