// Whether content may be recorded, and where. Content is what people and models say to each other.

import { config } from '../config.ts';

interface Capture {
  readonly onSpans: boolean;
  readonly onEvents: boolean;
}

let known: Capture | undefined;

/** Whether content is recorded on spans. */
export function isOnSpans(): boolean {
  return capture().onSpans;
}

/** Whether content is recorded on events. */
export function isOnEvents(): boolean {
  return capture().onEvents;
}

/** Whether content is read at all. */
export function isCaptured(): boolean {
  const { onSpans, onEvents } = capture();
  return onSpans || onEvents;
}

function capture(): Capture {
  return (known ??= read());
}

function read(): Capture {
  const { captureContent } = config();
  const onBoth = captureContent === 'true' || captureContent === 'span_and_event';
  return {
    onSpans: onBoth || captureContent === 'span_only',
    onEvents: onBoth || captureContent === 'event_only',
  };
}
