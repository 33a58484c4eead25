// llmCall: a call to a model that no adapter knows.

import { safely } from '../foundation/safely.ts';
import { capturedPrompt } from '../telemetry/content/captured.ts';
import type { ToolDefinition } from '../model/content.ts';
import type { Response, Usage } from '../model/response.ts';
import type { RequestOf } from '../model/operation.ts';
import type { OperationStart } from '../telemetry/operation.ts';
import { customAttributesOnly, type CustomAttributes } from './custom-attributes.ts';
import { Handle, perform, type HandleKind } from './handle.ts';
import {
  inputContent,
  inputSize,
  outputContent,
  type InputOptions,
  type OutputFields,
} from './input-output.ts';

/** The request fields that all providers share. */
type LlmRequest = Omit<
  RequestOf<'inference'> & RequestOf<'embeddings'>,
  'openaiApiType' | 'openaiServiceTier' | 'anthropicServiceTier'
>;

/** The data of a call before it is made. */
export interface LlmCallOptions extends CustomAttributes, InputOptions, LlmRequest {
  /** The requested tier, by OpenAI's names. */
  serviceTier?: string;
  model: string;
  /** Who serves the model: a `gen_ai.provider.name`. */
  provider: string;
  /** `chat` by default. */
  operation?: 'chat' | 'text_completion' | 'generate_content' | 'embeddings';
  /** The tools that the model may call. Content: recorded only on request. */
  toolDefinitions?: readonly ToolDefinition[];
  serverAddress?: string;
  serverPort?: number;
}

/** The response: tokens as counts, finish reasons as the provider names them. */
export interface LlmCallFields extends CustomAttributes, OutputFields, Usage {
  responseId?: string;
  responseModel?: string;
  finishReasons?: string[];
  dimensionCount?: number;
}

const kind: HandleKind<LlmCallFields> = {
  merge(details, { responseId, responseModel, finishReasons, dimensionCount, ...rest }) {
    const { attributes, output: _output, ...usage } = rest;
    const response: Response = { ...details.response };
    if (responseId !== undefined) response.id = responseId;
    if (responseModel !== undefined) response.model = responseModel;
    if (finishReasons !== undefined) response.finishReasons = finishReasons;
    if (dimensionCount !== undefined) response.dimensionCount = dimensionCount;
    if (Object.keys(usage).length > 0) response.usage = { ...response.usage, ...usage };
    return {
      ...customAttributesOnly.merge(details, attributes ? { attributes } : {}),
      response,
    };
  },
  contentIn: ({ output, finishReasons }) => outputContent({ output }, finishReasons),
};

/**
 * Records a call to a model under a span `llm.call`, with the metrics of a patched SDK.
 *
 * @example
 * const text = await llmCall({ model: 'llama3', provider: 'ollama' }, async (call) => {
 *   const reply = await post('/api/chat', { model: 'llama3', messages });
 *   call.set({ inputTokens: reply.prompt_eval_count, outputTokens: reply.eval_count });
 *   return reply.message.content;
 * });
 */
export const llmCall = Object.assign(
  <T>(options: LlmCallOptions, work: (handle: Handle<LlmCallFields>) => T): T =>
    perform(startLlmCall(options), work),
  {
    /** Starts the call for code that ends it elsewhere, by `end` or `fail`. */
    start: (options: LlmCallOptions): Handle<LlmCallFields> => startLlmCall(options),
  },
);

/** Starts a call whose record has the id `recordId`. */
export function startLlmCall(options: LlmCallOptions, recordId?: string): Handle<LlmCallFields> {
  return new Handle(kind, () => ({ ...toStart(options), recordId }));
}

function toStart(options: LlmCallOptions): OperationStart {
  const {
    provider,
    operation = 'chat',
    serverAddress,
    serverPort,
    attributes,
    input,
    systemInstructions,
    toolDefinitions,
    serviceTier,
    ...request
  } = options;
  return {
    kind: operation === 'embeddings' ? 'embeddings' : 'inference',
    operation,
    provider,
    serverAddress,
    serverPort,
    request: { ...request, openaiServiceTier: serviceTier },
    attributes,
    size: safely('measuring an input', () => inputSize({ input, systemInstructions })),
    content: capturedPrompt('reading an input', () => ({
      ...inputContent({ input, systemInstructions }),
      toolDefinitions,
    })),
  };
}
