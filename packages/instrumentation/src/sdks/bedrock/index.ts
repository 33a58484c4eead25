// The adapters of Bedrock's clients: this one of `@aws-sdk/client-bedrock-runtime`, which runs models, and that of agents.

import { defineAdapter } from '../../model/adapter.ts';
import type { AnyMethod } from '../../model/method.ts';
import { bidirectional } from './bidirectional.ts';
import { request } from './clients.ts';
import { type Commands, sendOf } from './commands.ts';
import { converse, converseStream } from './converse.ts';
import { applyGuardrail } from './guardrails.ts';
import { invokeModel, invokeModelStream } from './invoke.ts';

export { bedrockAgentRuntime } from './agent-runtime.ts';

const COMMANDS: Commands = new Map<unknown, AnyMethod | ((command: object) => AnyMethod)>([
  ['ConverseCommand', converse],
  ['ConverseStreamCommand', converseStream],
  ['InvokeModelCommand', invokeModel],
  ['InvokeModelWithResponseStreamCommand', invokeModelStream],
  ['InvokeModelWithBidirectionalStreamCommand', bidirectional],
  ['ApplyGuardrailCommand', applyGuardrail],
  ['CountTokensCommand', plain('countTokens')],
  ['InvokeGuardrailChecksCommand', plain('invokeGuardrailChecks')],
  ['StartAsyncInvokeCommand', plain('startAsyncInvoke')],
  ['GetAsyncInvokeCommand', plain('getAsyncInvoke')],
  ['ListAsyncInvokesCommand', plain('listAsyncInvokes')],
]);

/** No model answers it. */
function plain(name: string): AnyMethod {
  return request<{ readonly input: { readonly modelId?: string } }, unknown>({
    name: `bedrock.${name}`,
    request: ({ input }) => ({ model: input.modelId }),
    response: () => ({}),
  });
}

export const bedrock = defineAdapter({
  name: 'bedrock',
  clients: ['BedrockRuntimeClient', 'BedrockRuntime'],
  providers: ['aws.bedrock'],
  packages: [
    {
      name: '@aws-sdk/client-bedrock-runtime',
      versions: '>=3.704 <4',
      traces:
        '`Converse` and `InvokeModel`, streamed too and in both directions, embeddings, `ApplyGuardrail`, `CountTokens`, by `send` or the methods of `BedrockRuntime`',
      files: [
        {
          file: /^dist-cjs\/index$/,
          targets: [
            {
              kind: 'class',
              name: 'BedrockRuntimeClient',
              owner: 'override',
              reach: { client: '' },
              methods: { send: sendOf(COMMANDS) },
            },
          ],
        },
      ],
    },
  ],
});
