// Bedrock's knowledge bases: an answer that a model makes of what a search found, and its stream. Agents and searches have
// no model, and a test of their own.

import type {
  BedrockAgentRuntime,
  RetrieveAndGenerateRequest,
  RetrieveAndGenerateStreamCommandOutput,
} from '@aws-sdk/client-bedrock-agent-runtime';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { defineAdapterData, type Stage } from '../adapter-data.ts';

const RANDOM = ['amz-sdk-invocation-id', 'x-amz-date', 'authorization'];
const text = (content: string) => ({ type: 'text', content });
const textInferenceConfig = {
  maxTokens: 50,
  temperature: 0.5,
  topP: 0.9,
  stopSequences: ['END'],
};

const asked = ({ model: modelArn }: Stage): RetrieveAndGenerateRequest => ({
  input: { text: 'Where does the quokka live?' },
  sessionId: 'session-1',
  retrieveAndGenerateConfiguration: {
    type: 'KNOWLEDGE_BASE',
    knowledgeBaseConfiguration: {
      knowledgeBaseId: 'KB1',
      modelArn,
      generationConfiguration: {
        guardrailConfiguration: { guardrailId: 'gr-7f3k2', guardrailVersion: '1' },
        inferenceConfig: { textInferenceConfig },
      },
    },
  },
});

export const data = defineAdapterData<
  typeof import('@aws-sdk/client-bedrock-agent-runtime'),
  BedrockAgentRuntime
>({
  adapter: 'bedrock-agent-runtime',
  package: '@aws-sdk/client-bedrock-agent-runtime',
  releases: ['3.706.0', '3.1164.0'],
  provider: 'aws.bedrock',
  client: (sdk, url) => {
    const client = new sdk.BedrockAgentRuntime({
      endpoint: url,
      region: 'us-east-1',
      credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'none' },
      maxAttempts: 1,
      requestHandler: new NodeHttpHandler(),
    });
    // Each process has other ids, dates and signatures, with us or without.
    client.middlewareStack.add(
      (next) => (args) => {
        const { headers } = args.request as { readonly headers: Record<string, string> };
        for (const name of RANDOM) delete headers[name];
        return next(args);
      },
      { step: 'deserialize', priority: 'low' },
    );
    return client;
  },
  takesSignal: true,
  error: {
    fixture: 'error.json',
    status: 400,
    type: 'ValidationException',
    class: 'invalid_request',
  },
  calls: [
    {
      name: 'retrieve and generate',
      make: (client, stage) =>
        client.retrieveAndGenerate(asked(stage), { abortSignal: stage.signal }),
      path: '/retrieveAndGenerate',
      fixture: 'answer.json',
      span: {
        'gen_ai.operation.name': 'generate_content',
        'gen_ai.conversation.id': 'session-1',
        'aws.bedrock.knowledge_base.id': 'KB1',
        'aws.bedrock.guardrail.id': 'gr-7f3k2',
        'gen_ai.request.max_tokens': 50,
        'gen_ai.request.temperature': 0.5,
        'gen_ai.request.top_p': 0.9,
        'gen_ai.request.stop_sequences': ['END'],
        'llm_otel.guardrail.decision': 'allow',
      },
      // The service says nothing of the model's work.
      lacks: [
        'gen_ai.response.id',
        'gen_ai.response.model',
        'gen_ai.response.finish_reasons',
        'gen_ai.usage.input_tokens',
        'gen_ai.usage.output_tokens',
      ],
      said: {
        input: [{ role: 'user', parts: [text('Where does the quokka live?')] }],
        output: [
          {
            role: 'assistant',
            parts: [text('The quokka lives on Rottnest Island.')],
            finish_reason: 'stop',
          },
        ],
      },
    },
    {
      name: 'retrieve and generate, streamed',
      twin: 'retrieve and generate',
      make: (client, stage) =>
        client.retrieveAndGenerateStream(asked(stage), { abortSignal: stage.signal }),
      path: '/retrieveAndGenerateStream',
      fixture: 'answer.eventstream',
      stream: (result: RetrieveAndGenerateStreamCommandOutput) => result.stream!,
      differs: {
        'looked at':
          'the stream has an async generator function of its own, which a function that wraps it cannot be',
      },
    },
  ],
});
