// OpenLLMetry's instrumentations.

import { registered } from './registered.mjs';

export function instrument({ require, isContentOn }) {
  const options = { traceContent: isContentOn };
  const load = (sdk) => require(`@traceloop/instrumentation-${sdk}`);
  registered(
    new (load('openai').OpenAIInstrumentation)(options),
    new (load('anthropic').AnthropicInstrumentation)(options),
  );
}
