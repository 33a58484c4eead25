// Converse and ConverseStream: one shape for all models.

import type {
  ConverseRequest,
  ConverseResponse,
  ConverseStreamOutput,
  ConverseStreamResponse,
} from '@aws-sdk/client-bedrock-runtime';
import type { Content } from '../../model/content.ts';
import type { RequestOf } from '../../model/operation.ts';
import type { Response } from '../../model/response.ts';
import { ownValue, type Size } from '../../model/size.ts';
import type { StreamedResponse } from '../../model/streamed-response.ts';
import { toTexts } from '../../model/texts.ts';
import { NO_ANSWER } from '../shapes/failure.ts';
import { messagesSize } from '../shapes/size.ts';
import { toFinishReason } from '../shapes/stop-reason.ts';
import { inference } from './clients.ts';
import { toInput, toMessage } from './converse-content.ts';
import { assemble, resultOf, type Said } from './converse-stream.ts';
import { toUsage } from './converse-usage.ts';

interface Command {
  readonly input: ConverseRequest;
}

const asked = {
  operation: 'chat' as const,
  size: sizeOf,
  input: ({ input }: Command): Content => toInput(input),
};

/** One response. */
export const converse = inference<Command, ConverseResponse>({
  ...asked,
  request: toRequest,
  response: toResponse,
  output: toOutput,
});

/** The stream is a member of the response. */
export const converseStream = inference<
  Command,
  ConverseStreamResponse & Said,
  ConverseStreamOutput
>({
  ...asked,
  request: (command) => ({ ...toRequest(command), stream: true }),
  stream: ({ stream }) => stream,
  response: () => ({}),
  saysEnd: true,
  chunk: addEvent,
  assemble: (into, event) => assemble(into, event) as ConverseStreamResponse & Said,
  output: (said) => toOutput(resultOf(said)),
});

function toRequest({ input }: Command): RequestOf<'inference'> {
  const { maxTokens, temperature, topP, stopSequences } = input.inferenceConfig ?? {};
  return {
    model: input.modelId,
    maxTokens,
    temperature,
    topP,
    stopSequences: toTexts(stopSequences),
    bedrockGuardrailId: input.guardrailConfig?.guardrailIdentifier,
  };
}

/** What one event of a stream says. */
export function addEvent(
  into: StreamedResponse,
  { messageStart, messageStop, metadata }: ConverseStreamOutput,
): void {
  if (messageStart !== undefined) into.choice(0, undefined);
  if (messageStop !== undefined) {
    into.choice(0, toFinishReason(messageStop.stopReason));
    into.first('guardrailDecision', decisionOf(messageStop.stopReason));
  }
  const usage = toUsage(metadata?.usage);
  if (usage !== undefined) into.usage(usage);
}

/** What a response says. */
export function toResponse(response: ConverseResponse): Response {
  const reason = toFinishReason(response.stopReason);
  return {
    finishReasons: reason === undefined ? undefined : [reason],
    usage: toUsage(response.usage),
    guardrailDecision: decisionOf(response.stopReason),
    failure: response.output === undefined && reason === undefined ? NO_ANSWER : undefined,
  };
}

/** No other reason tells whether there is a guardrail. */
function decisionOf(stopReason: string | undefined): Response['guardrailDecision'] {
  return stopReason === 'guardrail_intervened' ? 'block' : undefined;
}

/** The message of a response. */
export function toOutput({ output, stopReason }: ConverseResponse): Content {
  if (output?.message === undefined) return {};
  const finishReason = toFinishReason(stopReason) ?? 'error';
  return { outputMessages: [{ ...toMessage(output.message), finish_reason: finishReason }] };
}

function sizeOf(command: Command): Size | undefined {
  const input: unknown = ownValue(command, 'input');
  return messagesSize(ownValue(input, 'messages'), ownValue(input, 'system'));
}
