// OpenInference's instrumentations.

import { registered } from './registered.mjs';

export function instrument({ require, isContentOn }) {
  const traceConfig = { hideInputs: !isContentOn, hideOutputs: !isContentOn };
  const load = (sdk) => require(`@arizeai/openinference-instrumentation-${sdk}`);
  registered(
    new (load('openai').OpenAIInstrumentation)({ traceConfig }),
    new (load('anthropic').AnthropicInstrumentation)({ traceConfig }),
  );
}
