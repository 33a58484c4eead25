// What both versions of the API are asked, and what they answer.

import type { CohereClient, CohereClientV2 } from 'cohere-ai';
import type { Stage } from '../adapter-data.ts';

/** A client of each version. */
export interface Client {
  readonly v1: CohereClient;
  readonly v2: CohereClientV2;
}

export const question = 'Where does the quokka live?';
export const input = [{ role: 'user', parts: [{ type: 'text', content: question }] }];
export const description = 'Tells quokkas the weather.';
export const settings = {
  temperature: 0.5,
  p: 0.9,
  k: 20,
  maxTokens: 50,
  stopSequences: ['END'],
  seed: 7,
  presencePenalty: 0.1,
  frequencyPenalty: 0.2,
};
export const asked = {
  'gen_ai.request.temperature': 0.5,
  'gen_ai.request.top_p': 0.9,
  'gen_ai.request.top_k': 20,
  'gen_ai.request.max_tokens': 50,
  'gen_ai.request.stop_sequences': ['END'],
  'gen_ai.request.seed': 7,
  'gen_ai.request.presence_penalty': 0.1,
  'gen_ai.request.frequency_penalty': 0.2,
};
export const documents = [
  'Carson City is in Nevada.',
  'No quokka is here.',
  'Quokkas: Rottnest Island.',
];
/** The package keeps the timer of a call that fails: the process lasts as long. */
export const options = ({ signal: abortSignal }: Stage) => ({
  abortSignal,
  maxRetries: 0,
  timeoutInSeconds: 5,
});
export const answered = (
  operation: string,
  id: string,
  reason: string,
  tokens: readonly number[],
) => ({
  'gen_ai.operation.name': operation,
  'gen_ai.response.id': id,
  'gen_ai.response.finish_reasons': [reason],
  'gen_ai.usage.input_tokens': tokens[0],
  'gen_ai.usage.output_tokens': tokens[1],
});
export const text = (content: string) => ({ type: 'text', content });
export const says = (parts: readonly object[], reason = 'stop') => [
  { role: 'assistant', parts, finish_reason: reason },
];
export const call = { type: 'tool_call', name: 'weather', arguments: { city: 'quokka town' } };
export const lacks = ['gen_ai.response.model'];
export const reranked = {
  'gen_ai.operation.name': 'rerank',
  'gen_ai.response.id': '07734bd2-2473-4f07-94e1-0d9f0e6843cf',
  'llm_otel.rerank.document_count': 3,
  'llm_otel.rerank.top_n': 2,
  'llm_otel.usage.search_units': 1,
  'llm_otel.prompt.length': question.length + documents.join('').length,
};
export const ranking = {
  query: question,
  documents: [
    { content: documents[2], id: '2', score: 0.999071 },
    { content: documents[0], id: '0', score: 0.7867867 },
  ],
};
export const embedded = (dimensions: number) => ({
  'gen_ai.operation.name': 'embeddings',
  'gen_ai.request.encoding_formats': ['float'],
  'gen_ai.usage.input_tokens': 3,
  'gen_ai.embeddings.dimension.count': dimensions,
  'llm_otel.prompt.length': 6,
});
export const texts = { texts: ['quokka'], inputType: 'search_query' as const };
