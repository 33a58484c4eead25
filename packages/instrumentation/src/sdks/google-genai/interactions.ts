// Interactions of `@google/genai` 3: steps come in and go out, whole or as events of a stream. What runs in the
// background has its tokens when a later `get` finds it ended.

import type { Response } from '../../model/response.ts';
import { ownValue } from '../../model/size.ts';
import type { StreamedResponse } from '../../model/streamed-response.ts';
import { methodsOf, type Clients } from '../client-methods.ts';
import { messagesSize } from '../shapes/size.ts';
import { STAINLESS } from '../stainless.ts';
import { clients } from './clients.ts';
import { foldEvent, type InteractionEvent } from './step-events.ts';
import { type Interaction, type InteractionParams, toInput, toOutput, toUsage } from './steps.ts';

/** Ids of interactions in the background that nobody has seen ended. A service may start them for years. */
const running = new Set<string>();
const MOST_RUNNING = 10_000;

/** By status; the others have not ended. */
const REASONS: Readonly<Record<string, string>> = {
  completed: 'stop',
  requires_action: 'tool_calls',
  requires_continuation: 'length',
  incomplete: 'length',
  budget_exceeded: 'length',
  failed: 'error',
  cancelled: 'error',
};

interface Options {
  readonly signal?: AbortSignal;
  readonly fetch_options?: { readonly signal?: AbortSignal };
  readonly fetchOptions?: { readonly signal?: AbortSignal };
}

const asking: Clients = {
  ...clients,
  common: {
    ...clients.common,
    signal: ({ args }) => {
      const { signal, fetch_options: own, fetchOptions } = (args[1] ?? {}) as Options;
      return signal ?? own?.signal ?? fetchOptions?.signal;
    },
    isAbort: STAINLESS.isAbort,
  },
};

export const create = methodsOf(
  'inference',
  asking,
)<InteractionParams, Interaction, InteractionEvent>({
  operation: 'generate_content',
  request: ({ model, stream, generation_config: config, response_format: format }) => ({
    model,
    stream: stream === true ? true : undefined,
    temperature: config?.temperature,
    topP: config?.top_p,
    maxTokens: config?.max_output_tokens,
    stopSequences: config?.stop_sequences,
    seed: config?.seed,
    reasoningLevel: config?.thinking_level,
    outputType: format === undefined ? undefined : 'json',
  }),
  stream: (result) => (Symbol.asyncIterator in result ? result : undefined),
  response: toResponse,
  saysEnd: true,
  chunk(into: StreamedResponse, event) {
    const { interaction } = event;
    if (event.event_type === 'error') into.metadata.failure = failureOf([event.error ?? {}]);
    if (interaction === undefined) return;
    const { id, model, usage, finishReasons, failure } = toResponse(interaction);
    into.identify(id, model);
    if (usage !== undefined) into.usage(usage);
    if (failure !== undefined) into.metadata.failure = failure;
    into.choice(0, finishReasons?.[0]);
  },
  size: (params) => messagesSize(ownValue(params, 'input'), ownValue(params, 'system_instruction')),
  input: toInput,
  assemble: foldEvent,
  output: (interaction) => toOutput(interaction, reasonOf(interaction)),
});

export const get = methodsOf(
  'request',
  asking,
)<string, Interaction>({
  name: 'google-genai.interactions.get',
  request: () => ({}),
  response(interaction) {
    const { id, model, status } = interaction;
    const seen = { id, model, status };
    if (reasonOf(interaction) === undefined || !running.delete(id)) return seen;
    const { failure, ...fetched } = toResponse(interaction);
    return { ...seen, failure, fetched };
  },
});

function toResponse(interaction: Interaction): Response {
  const { id, model, usage, errors, status } = interaction;
  const reason = reasonOf(interaction);
  if (reason === undefined && status !== undefined && running.size < MOST_RUNNING) running.add(id);
  return {
    id,
    model,
    usage: toUsage(usage),
    finishReasons: reason === undefined ? undefined : [reason],
    failure: status === 'failed' ? failureOf(errors ?? []) : undefined,
  };
}

function reasonOf({ status }: Interaction): string | undefined {
  return REASONS[status ?? ''];
}

function failureOf([error]: NonNullable<Interaction['errors']>) {
  return { code: error?.code ?? 'failed', message: error?.message };
}
