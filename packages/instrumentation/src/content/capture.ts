// Which operations have content recorded, and where. Content is what people and models say to each
// other.

import { config } from '../settings/settings.ts';

/** Kinds of content that can be excluded. */
export interface ContentChoice {
  /** The input of a model: instructions, messages, template variables, queries. */
  prompts?: boolean;
  /** Model output. */
  responses?: boolean;
  /** Tool arguments and results. */
  tools?: boolean;
  /** Search and memory results, and documents to rerank. */
  documents?: boolean;
}

/** What content to record of one operation. */
export interface Capture extends Required<Readonly<ContentChoice>> {
  readonly onSpans: boolean;
  readonly onEvents: boolean;
  /** Stored elsewhere, with a reference on the span. */
  readonly isUploaded: boolean;
  /** The prompt is hashed, recorded or not. */
  readonly isHashed: boolean;
  /** Requested by the application for this operation: no threshold and no rate applies. */
  readonly isForced: boolean;
}

let known: { readonly capture: Capture | undefined } | undefined;

/** The recording without a choice by the application; `undefined`: content is not read. */
export function usualCapture(): Capture | undefined {
  return (known ??= { capture: ifAnything(read()) }).capture;
}

/** The recording that the application chose for an operation. */
export function captureOf(choice: boolean | ContentChoice): Capture | undefined {
  const usual = read();
  if (choice === false) {
    return ifAnything({ ...usual, onSpans: false, onEvents: false, isUploaded: false });
  }
  const isOff = !isRecorded(usual);
  return {
    ...usual,
    // If nothing is recorded by default, there is no default place either.
    ...(isOff && { onSpans: true, onEvents: true }),
    ...(choice !== true && given(choice)),
    isForced: true,
  };
}

/** Whether content leaves the process. */
export function isRecorded({ onSpans, onEvents, isUploaded }: Capture): boolean {
  return onSpans || onEvents || isUploaded;
}

/** Describes the default in words. */
export function describeCapture(): string {
  const { onSpans, onEvents, isUploaded } = read();
  const places = [
    ...(onSpans ? ['on spans'] : []),
    ...(onEvents ? ['on events'] : []),
    ...(isUploaded ? ['uploaded'] : []),
  ];
  if (places.length === 0) return 'not recorded';
  const { captureWhen, redact } = config();
  const when = captureWhen === 'on_threshold' ? ' of operations past a threshold' : '';
  const how = redact === 'all' ? 'redacted' : 'redacted but for personal data';
  return `${places.join(', ')}${when}, ${how}`;
}

function ifAnything(capture: Capture): Capture | undefined {
  return isRecorded(capture) || capture.isHashed ? capture : undefined;
}

function given(choice: ContentChoice): ContentChoice {
  const { prompts, responses, tools, documents } = choice;
  const entries = Object.entries({ prompts, responses, tools, documents });
  return Object.fromEntries(entries.filter(([, value]) => typeof value === 'boolean'));
}

function read(): Capture {
  const { captureContent, capturePrompts, captureResponses, captureTools, captureDocuments } =
    config();
  const onBoth = captureContent === 'true' || captureContent === 'span_and_event';
  return {
    onSpans: onBoth || captureContent === 'span_only',
    onEvents: onBoth || captureContent === 'event_only',
    isUploaded: config().completionHook === 'upload',
    isHashed: config().hmacKey !== undefined,
    isForced: false,
    prompts: capturePrompts === 'true',
    responses: captureResponses === 'true',
    tools: captureTools === 'true',
    documents: captureDocuments === 'true',
  };
}
