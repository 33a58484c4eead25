// Packages that call models and have no adapter: the doctor says what gives telemetry today.

const HELPER = 'wrap its calls in llmCall()';

/** What to do, by the name of a package. */
export const STRANGERS: ReadonlyMap<string, string> = new Map([
  ['@huggingface/transformers', HELPER],
  ['cohere-ai', HELPER],
  ['replicate', HELPER],
  ['together-ai', HELPER],
  ['@azure-rest/ai-inference', HELPER],
  ['@openrouter/sdk', HELPER],
]);
