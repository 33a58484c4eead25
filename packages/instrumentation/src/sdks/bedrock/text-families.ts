// Titan's texts; the prompts of Llama, Mistral, DeepSeek and the older models of others, which differ only in names; and
// Cohere's messages.

import type { Message } from '../../model/content.ts';
import type { RequestOf } from '../../model/operation.ts';
import type { Usage } from '../../model/response.ts';
import { toCount, totalOf } from '../../model/count.ts';
import { toText, toTexts } from '../../model/texts.ts';
import { ownValue } from '../../model/size.ts';
import { toMessages, toTextParts } from '../content-parts.ts';
import { messagesSize, promptSize } from '../shapes/size.ts';
import type { Body } from './invoke-body.ts';
import { type Choice, textFamily } from './text-family.ts';

/** A list of objects in a body. */
function listOf(value: unknown): readonly Body[] {
  return Array.isArray(value) ? (value as readonly Body[]).filter(Boolean) : [];
}

function usageOf(inputTokens: unknown, outputTokens: unknown): Usage | undefined {
  const [input, output] = [toCount(inputTokens), toCount(outputTokens)];
  if (input === undefined && output === undefined) return undefined;
  return { inputTokens: input, outputTokens: output };
}

const asked = (text: unknown): Message[] => [{ role: 'user', parts: toTextParts(toText(text)) }];

export const TITAN_FAMILY = textFamily({
  operation: 'text_completion',
  request({ textGenerationConfig: config }) {
    const { maxTokenCount, temperature, topP, stopSequences } = (config ?? {}) as Body;
    return settings({ maxTokens: maxTokenCount, temperature, topP, stop: stopSequences });
  },
  size: (body) => promptSize(ownValue(body, 'inputText')),
  input: ({ inputText }) => ({ inputMessages: asked(inputText) }),
  said(body) {
    if (body['outputText'] !== undefined) {
      const { outputText: text, completionReason: reason } = body;
      const usage = usageOf(body['inputTextTokenCount'], body['totalOutputTextTokenCount']);
      return { choices: [{ text, reason }], usage };
    }
    const results = listOf(body['results']);
    return {
      choices: results.map((one) => ({ text: one['outputText'], reason: one['completionReason'] })),
      usage: usageOf(
        body['inputTextTokenCount'],
        totalOf(results.map(({ tokenCount }) => tokenCount)),
      ),
    };
  },
});

export const PROMPT_FAMILY = textFamily({
  operation: 'text_completion',
  request: toSettings,
  size: (body) => promptSize(ownValue(body, 'prompt')),
  input: ({ prompt }) => ({ inputMessages: asked(prompt) }),
  said(body) {
    const { generation, completion, text } = body;
    const whole = generation ?? completion ?? text;
    const reason = body['stop_reason'] ?? body['finish_reason'];
    const several = listOf(body['outputs'] ?? body['choices'] ?? body['generations']);
    return {
      id: body['id'],
      choices: whole === undefined ? several.map(toChoice) : [{ text: whole, reason }],
      usage: usageOf(body['prompt_token_count'], body['generation_token_count']),
    };
  },
});

export const COHERE_FAMILY = textFamily({
  operation: 'chat',
  request: toSettings,
  size: (body) => messagesSize(ownValue(body, 'message'), ownValue(body, 'preamble')),
  input: ({ message, chat_history: history, preamble, tools }) => ({
    systemInstructions: toTextParts(toText(preamble)),
    inputMessages: [
      ...toMessages(listOf(history), ({ role, message: text }) => ({
        role: role === 'CHATBOT' ? 'assistant' : String(role).toLowerCase(),
        parts: toTextParts(toText(text)),
      })),
      ...asked(message),
    ],
    ...(Array.isArray(tools) && {
      toolDefinitions: listOf(tools).map((tool) => ({
        type: 'function',
        name: toText(tool['name']) ?? 'unknown',
        description: toText(tool['description']),
        parameters: tool['parameter_definitions'],
      })),
    }),
  }),
  said(body) {
    const isLast = body['event_type'] === 'stream-end';
    const whole = (isLast ? (body['response'] ?? {}) : body) as Body;
    const { billed_units: units } = (whole['meta'] ?? {}) as Body;
    const { input_tokens: input, output_tokens: output } = (units ?? {}) as Body;
    const choice: Choice = {
      // The last event says everything again.
      text: isLast ? undefined : body['text'],
      reason: body['finish_reason'] ?? whole['finish_reason'],
      parts: isLast ? [] : listOf(body['tool_calls']).map(toToolCall),
    };
    return {
      id: whole['response_id'],
      choices: [choice],
      usage: usageOf(input, output),
    };
  },
});

function toToolCall({ name, parameters }: Body) {
  return {
    type: 'tool_call' as const,
    name: toText(name) ?? 'unknown',
    arguments: parameters,
  };
}

function toChoice(one: Body): Choice {
  return { text: one['text'], reason: one['stop_reason'] ?? one['finish_reason'] };
}

function toSettings(body: Body): RequestOf<'inference'> {
  return settings({
    maxTokens: body['max_tokens'] ?? body['max_gen_len'] ?? body['max_tokens_to_sample'],
    temperature: body['temperature'],
    topP: body['top_p'] ?? body['p'],
    topK: body['top_k'] ?? body['k'],
    stop: body['stop'] ?? body['stop_sequences'],
    seed: body['seed'],
    frequencyPenalty: body['frequency_penalty'],
    presencePenalty: body['presence_penalty'],
    choiceCount: body['num_generations'],
  });
}

/** What is no number is left out. */
function settings({ stop, ...numbers }: Body): RequestOf<'inference'> {
  const given = Object.entries(numbers).filter(([, value]) => typeof value === 'number');
  return { ...Object.fromEntries(given), stopSequences: toTexts(stop) };
}
