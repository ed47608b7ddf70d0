import { type Attributes, type Counter, metrics, type Span, SpanStatusCode, trace } from '@opentelemetry/api';

const instrumentation = 'evermart';

/** Without an SDK registered these are the API's no-ops: nothing is recorded and nothing is loaded. */
export function counter(name: string, description: string): Counter {
  return metrics.getMeter(instrumentation).createCounter(name, { description });
}

/** Runs `work` in a span named `name`; an error marks the span and goes on. Attributes hold ids, never personal data. */
export function inSpan<Result>(
  name: string,
  attributes: Attributes,
  work: (span: Span) => Promise<Result>,
): Promise<Result> {
  return trace.getTracer(instrumentation).startActiveSpan(name, { attributes }, async (span) => {
    try {
      return await work(span);
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR });
      throw error;
    } finally {
      span.end();
    }
  });
}
