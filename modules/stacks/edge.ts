import type { Construct } from 'constructs';
import { EvermartStack, type EvermartStackProps } from './evermart-stack.ts';

export class EdgeStack extends EvermartStack {
  constructor(scope: Construct, props: EvermartStackProps) {
    super(scope, 'edge', props);
  }
}
