import { type Counter, metrics } from '@opentelemetry/api';

const instrumentation = 'evermart';

/** Without an SDK registered these are the API's no-ops: nothing is recorded and nothing is loaded. */
export function counter(name: string, description: string): Counter {
  return metrics.getMeter(instrumentation).createCounter(name, { description });
}
