// Anthropic's Messages API, which Bedrock speaks, too: requests, responses and the events of streams. An adapter adds what
// its own service knows besides.

import type {
  Message,
  MessageCreateParams,
  RawMessageStreamEvent,
} from '@anthropic-ai/sdk/resources/messages/messages';
import type {
  BetaMessage,
  BetaRawMessageStreamEvent,
  MessageCreateParams as BetaMessageCreateParams,
} from '@anthropic-ai/sdk/resources/beta/messages/messages';
import type { Content } from '../../../model/content.ts';
import { totalOf } from '../../../model/count.ts';
import type { RequestOf } from '../../../model/operation.ts';
import type { Response as ModelResponse, Usage } from '../../../model/response.ts';
import type { StreamedResponse } from '../../../model/streamed-response.ts';
import { ownValue, type Size } from '../../../model/size.ts';
import { toTexts } from '../../../model/texts.ts';
import { messagesSize } from '../size.ts';
import { input, output } from './messages-content.ts';
import { assemble } from './messages-stream.ts';
import { toFinishReason } from '../stop-reason.ts';
import { advisedBy, tiersOf, toFirstUsage, toUsage, withTotals } from './messages-usage.ts';

/** Fields that the newest version's types lack. */
interface OlderParams {
  temperature?: number;
  top_p?: number;
  top_k?: number;
  output_format?: object | null;
}

type Params = (MessageCreateParams | BetaMessageCreateParams) & OlderParams;
type AnyMessage = Message | BetaMessage;
type StreamEvent = RawMessageStreamEvent | BetaRawMessageStreamEvent;

/** A method of this shape. */
interface MessagesShape {
  readonly operation: 'chat';
  request(params: Params): RequestOf<'inference'>;
  response(message: AnyMessage): ModelResponse;
  size(params: Params): Size | undefined;
  input(params: Params): Content;
  output(message: AnyMessage): Content;
  assemble(into: AnyMessage | undefined, event: StreamEvent): AnyMessage | undefined;
  readonly saysEnd: true;
  chunk(into: StreamedResponse, event: StreamEvent): void;
}

/** The shape. */
export const MESSAGES: MessagesShape = {
  operation: 'chat',
  request: (params) => ({
    model: params.model,
    stream: params.stream ?? undefined,
    temperature: params.temperature,
    topP: params.top_p,
    topK: params.top_k,
    maxTokens: params.max_tokens,
    stopSequences: toTexts(params.stop_sequences),
    outputType: toOutputType(params),
    reasoningLevel: params.output_config?.effort ?? undefined,
    anthropicServiceTier: params.service_tier,
  }),
  response: toResponse,
  size: (params) => messagesSize(ownValue(params, 'messages'), ownValue(params, 'system')),
  input,
  output,
  assemble,
  saysEnd: true,
  chunk(into, event) {
    switch (event.type) {
      case 'message_start':
        start(into, toResponse(event.message), toFirstUsage(event.message.usage));
        break;
      case 'message_delta':
        into.choice(0, toFinishReason(event.delta.stop_reason));
        into.metadata.usage = withTotals(into.metadata.usage, event.usage);
        into.first('fetched', advisedBy(event.usage));
        break;
      case 'content_block_delta':
        if (event.delta.type === 'citations_delta') {
          into.metadata.citationCount = (into.metadata.citationCount ?? 0) + 1;
        }
        break;
      case 'content_block_start':
        // Another model takes over and generates the rest.
        if (event.content_block.type === 'fallback') {
          into.metadata.model = event.content_block.to.model;
        }
        if (event.content_block.type === 'compaction') into.metadata.isCompacted = true;
        break;
      default:
    }
  },
};

function start(
  into: StreamedResponse,
  { id, model, anthropicServiceTier, tiers }: ModelResponse,
  usage: Usage | undefined,
): void {
  into.identify(id, model);
  into.metadata.anthropicServiceTier = anthropicServiceTier;
  into.first('tiers', tiers);
  into.choice(0, undefined);
  if (usage !== undefined) into.usage(usage);
}

function toResponse(message: AnyMessage): ModelResponse {
  const finishReason = toFinishReason(message.stop_reason);
  const tiers = tiersOf(message.usage);
  const fetched = advisedBy(message.usage);
  return {
    id: message.id,
    model: message.model,
    finishReasons: finishReason === undefined ? undefined : [finishReason],
    usage: toUsage(message.usage),
    anthropicServiceTier: message.usage?.service_tier ?? undefined,
    isCompacted: message.content?.some(({ type }) => type === 'compaction') ? true : undefined,
    citationCount: citationsIn(message),
    ...(tiers && { tiers }),
    ...(fetched && { fetched }),
  };
}

/** Most messages have none. */
function citationsIn({ content }: AnyMessage): number | undefined {
  const counts = content?.map((block) => ('citations' in block ? block.citations?.length : 0));
  return totalOf(counts ?? []) || undefined;
}

function toOutputType(params: Params): RequestOf<'inference'>['outputType'] {
  return (params.output_config?.format ?? params.output_format) == null ? undefined : 'json';
}
