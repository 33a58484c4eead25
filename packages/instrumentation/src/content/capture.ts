// Whether content may be recorded, and where. Content is what people and models say to each other.

import { config } from '../config.ts';

/** Whether content is recorded on spans. */
export function isOnSpans(): boolean {
  const { captureContent } = config();
  return (
    captureContent === 'span_only' ||
    captureContent === 'span_and_event' ||
    captureContent === 'true'
  );
}

/** Whether content is recorded on events. */
export function isOnEvents(): boolean {
  const { captureContent } = config();
  return (
    captureContent === 'event_only' ||
    captureContent === 'span_and_event' ||
    captureContent === 'true'
  );
}

/** Whether content is read at all. */
export function isCaptured(): boolean {
  return isOnSpans() || isOnEvents();
}
