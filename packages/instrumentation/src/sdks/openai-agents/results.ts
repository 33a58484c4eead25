// How spans of OpenAI Agents have ended.

import { toCount } from '../../model/count.ts';
import type { Failure, Response, Usage } from '../../model/response.ts';
import type { EndOptions } from '../../model/tracing.ts';
import { toArguments } from '../tool-arguments.ts';
import type { SpanData, ToldError, ToldSpan } from './told.ts';

/** What stands in place of an error whose text is withheld. */
const WITHHELD = 'Error getting response';

/** The end of a span. */
export function endOf(span: ToldSpan): EndOptions {
  const withholdsContent = isWithheld(span);
  return { ...howOf(span), ...(withholdsContent && { withholdsContent }) };
}

/** Without the consent of the application a span has no input. One that has failed may have none anyway. */
function isWithheld({ spanData: { type, input, _input }, error }: ToldSpan): boolean {
  const isCall = type === 'response' || type === 'generation';
  const isBare = isCall && input === undefined && _input === undefined;
  return isBare && (error === null || error.message === WITHHELD);
}

function howOf({ spanData, error }: ToldSpan): EndOptions {
  const response = responseOf(spanData);
  if (error !== null && ABORTED.test(textOf(error))) return { response, outcome: 'aborted' };
  return {
    response: error === null ? response : { ...response, failure: failureOf(error) },
    output: spanData.type === 'function' ? () => toContent(spanData) : undefined,
  };
}

function responseOf(data: SpanData): Response {
  switch (data.type) {
    case 'response': {
      const { _response: told } = data;
      return {
        id: told?.id ?? data.response_id,
        model: told?.model,
        usage: toUsage(told?.usage),
      };
    }
    case 'generation':
      return { usage: toUsage(data.usage) };
    case 'guardrail':
      return { guardrailDecision: data.triggered === true ? 'block' : 'allow' };
    default:
      return {};
  }
}

type Counts = Readonly<Record<string, unknown>>;

/** The names of OpenAI's two APIs, and of the package. */
function toUsage(told: unknown): Usage {
  const usage = (told ?? {}) as Counts;
  const details = { ...countsIn(usage['details']), ...detailsIn(usage, 'input', 'prompt') };
  const made = detailsIn(usage, 'output', 'completion');
  return {
    inputTokens: toCount(usage['input_tokens'] ?? usage['prompt_tokens']),
    outputTokens: toCount(usage['output_tokens'] ?? usage['completion_tokens']),
    cacheReadInputTokens: toCount(details['cached_tokens']),
    reasoningOutputTokens: toCount(made['reasoning_tokens']),
  };
}

function detailsIn(usage: Counts, ...names: readonly string[]): Counts {
  return Object.assign({}, ...names.map((name) => countsIn(usage[`${name}_tokens_details`])));
}

function countsIn(value: unknown): Counts {
  return typeof value === 'object' && value !== null ? (value as Counts) : {};
}

/** What the package says of failures itself, in place of an error. */
const CODES: Readonly<Record<string, string>> = {
  'Error running tool': 'tool_error',
  'Error running tool (non-fatal)': 'tool_error',
  'Guardrail tripwire triggered': 'guardrail_tripwire_triggered',
  'Max turns exceeded': 'max_turns_exceeded',
  'Multiple handoffs requested': 'multiple_handoffs_requested',
};
/** The class of an error, in front of its text. */
const CLASS = /^(\w*(?:Error|Exception|Triggered)): /;
/** What is thrown if the application aborts: by Node.js, and by the package of the models. */
const ABORTED = /^AbortError\b|^(?:Error: )?Request was aborted\.$/;

/** Only the class of the error and the package's own words are told of it. */
function failureOf(error: ToldError): Failure {
  const text = textOf(error);
  const name = CLASS.exec(text)?.[1];
  const code = name === undefined || name === 'Error' ? CODES[error.message] : name;
  return { code, message: text };
}

function textOf({ message, data }: ToldError): string {
  return typeof data?.error === 'string' ? data.error : message;
}

function toContent({ input, output }: SpanData): ReturnType<NonNullable<EndOptions['output']>> {
  return {
    toolArguments: toArguments(input),
    toolResult: output === '' ? undefined : toArguments(output),
  };
}
