// Part of the table of fields: event attributes.

import { double, text } from './field.ts';

/** Attributes of events. */
export const EVENTS = {
  exceptionType: text('exception.type', {
    shape: 'word',
    on: ['events'],
    text: 'The class of the error.',
  }),
  exceptionMessage: text('exception.message', {
    shape: 'text',
    on: ['events'],
    text: 'Its text as in the status of the span, as set by `LLM_OTEL_ERROR_TEXT`.',
  }),
  exceptionStacktrace: text('exception.stacktrace', {
    shape: 'text',
    on: ['events'],
    text: 'Its class, the same text, and the frames of its stack, cut at 8192 characters.',
  }),
  evaluationName: text('gen_ai.evaluation.name', {
    shape: 'name',
    on: ['events'],
    text: 'The name of the evaluation, from `evaluation`.',
  }),
  evaluationScoreValue: double('gen_ai.evaluation.score.value', {
    on: ['events'],
    text: 'The score.',
  }),
  evaluationScoreLabel: text('gen_ai.evaluation.score.label', {
    shape: 'name',
    on: ['events'],
    text: 'The meaning of the score, as one of a few labels.',
  }),
  evaluationExplanation: text('gen_ai.evaluation.explanation', {
    shape: 'text',
    on: ['events'],
    text: 'Content. The reason for the score.',
  }),
  feedbackTraceId: text('llm_otel.feedback.trace_id', {
    shape: 'id',
    on: ['events'],
    text: 'The trace that `feedback` names, if it is not that of the event.',
  }),
  feedbackRequestId: text('llm_otel.feedback.request_id', {
    shape: 'id',
    on: ['events'],
    text: 'The call record that `feedback` names.',
  }),
} as const;
