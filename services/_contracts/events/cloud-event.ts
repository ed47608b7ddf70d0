import { z } from 'zod';
import type { EventType } from './event-types.ts';

/**
 * The CloudEvents 1.0 JSON envelope. Consumers are idempotent by `id`, tolerate disorder, and ignore members
 * they don't know: a schema changes by adding optional fields only.
 */
export function cloudEvent<Type extends EventType, Data extends z.ZodType>(type: Type, data: Data) {
  return z.object({
    specversion: z.literal('1.0'),
    id: z.string().min(1),
    source: z.string().min(1).describe('/evermart/<region>/<service>'),
    type: z.literal(type),
    subject: z.string().min(1),
    time: z.iso.datetime(),
    datacontenttype: z.literal('application/json'),
    data,
  });
}

export interface CloudEvent<Type extends EventType = EventType, Data = unknown> {
  specversion: '1.0';
  id: string;
  source: string;
  type: Type;
  subject: string;
  time: string;
  datacontenttype: 'application/json';
  data: Data;
}
