import type { OwnAnswers } from '../forwarding/own-answers.ts';
import type { Clickstream } from './clickstream.ts';
import { EventBatch } from './event-batch.ts';
import { withoutPersonalData } from './shopper-activity.ts';

/** POST /events. */
export function eventAnswers(clickstream: Clickstream): OwnAnswers {
  return {
    recordEvents: async ({ body, visitor }) => {
      for (const event of EventBatch.parse(body).events) {
        const activity =
          event.type === 'shopper.searched'
            ? { ...event, data: { ...event.data, query: withoutPersonalData(event.data.query) } }
            : event;
        clickstream.record(visitor?.visitorId, activity);
      }
      return { status: 202 };
    },
  };
}
