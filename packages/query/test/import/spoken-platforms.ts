// Calls in the words of platforms.
import { answer, call, content, messages, tokens, type Spoken } from './spoken-calls.ts';

export const platforms: readonly Spoken[] = [
  [
    'Langfuse',
    {
      'langfuse.observation.type': 'generation',
      'langfuse.observation.model.name': 'gpt-4o',
      'langfuse.observation.input': messages,
      'langfuse.observation.output': answer,
      'langfuse.observation.usage_details': '{"input":10,"output":5,"total":15}',
      'langfuse.observation.cost_details': '{"total":0.25}',
      'langfuse.observation.model.parameters': '{"temperature":0.5}',
      'langfuse.session.id': 's1',
    },
    { ...call, ...tokens, ...content, cost_usd: 0.25, temperature: 0.5, session_id: 's1' },
  ],
  [
    'a failure of Langfuse',
    {
      'langfuse.observation.type': 'generation',
      'langfuse.observation.model.name': 'gpt-4o',
      'langfuse.observation.level': 'ERROR',
      'langfuse.observation.status_message': 'Error code: 429 - secret answer',
    },
    {
      log_type: 'request_failed',
      success: false,
      error_class: 'rate_limit',
      error_text: 'Error code: 429 - secret answer',
    },
  ],
  [
    'LangSmith',
    {
      'langsmith.span.kind': 'llm',
      'gen_ai.system': 'openai',
      'gen_ai.request.model': 'gpt-4o',
      'gen_ai.usage.input_tokens': 10,
      'gen_ai.usage.output_tokens': 5,
      'gen_ai.prompt': `{"messages":${messages}}`,
      'gen_ai.completion': answer,
      'langsmith.trace.session_id': 's1',
    },
    { ...call, ...tokens, ...content, session_id: 's1' },
  ],
  [
    'MLflow',
    {
      'mlflow.spanType': '"CHAT_MODEL"',
      'mlflow.spanInputs': `{"model":"gpt-4o","messages":${messages}}`,
      'mlflow.spanOutputs': `{"choices":[{"message":${answer}}]}`,
      'mlflow.chat.tokenUsage': '{"input_tokens":10,"output_tokens":5,"total_tokens":15}',
    },
    { ...call, ...tokens, ...content },
  ],
  [
    'Genkit',
    {
      'genkit:type': 'action',
      'genkit:metadata:subtype': 'model',
      'genkit:name': 'openai/gpt-4o',
      'genkit:input':
        '{"messages":[{"role":"user","content":[{"type":"text","text":"secret question"}]}]}',
      'genkit:output': `{"message":${answer},"finishReason":"stop","usage":{"inputTokens":10,"outputTokens":5}}`,
    },
    { ...call, ...tokens, ...content, provider: 'openai', finish_reasons: ['stop'] },
  ],
  [
    'Mastra',
    {
      'mastra.span.type': 'model_generation',
      'gen_ai.request.model': 'gpt-4o',
      'gen_ai.usage.input_tokens': 10,
      'gen_ai.usage.output_tokens': 5,
    },
    { ...call, ...tokens },
  ],
  [
    'a step of a generation of Mastra',
    {
      'mastra.span.type': 'model_step',
      'gen_ai.operation.name': 'chat',
      'gen_ai.request.model': 'gpt-4o',
    },
    { log_type: 'step_completed', operation: undefined },
  ],
  [
    'Logfire with whole requests and responses',
    {
      'logfire.span_type': 'span',
      'logfire.msg': 'secret question',
      'gen_ai.request.model': 'gpt-4o',
      request_data: `{"model":"gpt-4o","temperature":0.5,"messages":${messages}}`,
      response_data: `{"message":${answer},"usage":{"prompt_tokens":10,"completion_tokens":5}}`,
    },
    { ...call, ...tokens, ...content, temperature: 0.5 },
  ],
];
