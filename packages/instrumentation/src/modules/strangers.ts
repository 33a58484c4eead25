// Packages that call models and have no adapter: the doctor says what gives telemetry today.

const HELPER = 'wrap its calls in llmCall()';
const OWN_TRACING =
  'turn on its experimental_telemetry with an OpenTelemetry SDK of your own, or wrap its calls in llmCall()';

/** What to do, by the name of a package. */
export const STRANGERS: ReadonlyMap<string, string> = new Map([
  ['ai', OWN_TRACING],
  ['@google-cloud/vertexai', 'use @google/genai with Vertex AI, which is traced'],
  ['cohere-ai', HELPER],
  ['replicate', HELPER],
  ['together-ai', HELPER],
  ['@azure-rest/ai-inference', HELPER],
  ['@openrouter/sdk', HELPER],
]);
