// Parameters of a request, by the names that vendors give them.

import type { Told } from './dialect.ts';

const NAMES: Readonly<Record<string, readonly string[]>> = {
  temperature: ['temperature'],
  top_p: ['top_p', 'topP'],
  top_k: ['top_k', 'topK'],
  max_tokens: [
    'max_tokens',
    'max_completion_tokens',
    'max_output_tokens',
    'maxOutputTokens',
    'maxTokens',
  ],
  frequency_penalty: ['frequency_penalty', 'frequencyPenalty'],
  presence_penalty: ['presence_penalty', 'presencePenalty'],
  seed: ['seed'],
  choice_count: ['n'],
};

/** Fields of a call record from the parameters of a request; anything else in them stays out. */
export function requestFields(parameters: Told): Told {
  const numbers = Object.entries(NAMES).flatMap(([field, names]) => {
    const value = names.map((name) => parameters[name]).find((one) => typeof one === 'number');
    return value === undefined ? [] : [[field, value] as const];
  });
  return {
    ...Object.fromEntries(numbers),
    ...(parameters['stream'] === true && { stream: true }),
  };
}
