// The adapter of `@aws-sdk/client-bedrock-agent-runtime`: agents and knowledge bases.

import { defineAdapter } from '../../model/adapter.ts';
import type { AnyMethod } from '../../model/method.ts';
import { invokeAgent, invokeInlineAgent } from './agents.ts';
import { sendOf } from './commands.ts';
import { retrieve, retrieveAndGenerate, retrieveAndGenerateStream } from './knowledge-bases.ts';

const COMMANDS: ReadonlyMap<unknown, AnyMethod> = new Map([
  ['InvokeAgentCommand', invokeAgent],
  ['InvokeInlineAgentCommand', invokeInlineAgent],
  ['RetrieveCommand', retrieve],
  ['RetrieveAndGenerateCommand', retrieveAndGenerate],
  ['RetrieveAndGenerateStreamCommand', retrieveAndGenerateStream],
]);

export const bedrockAgentRuntime = defineAdapter({
  name: 'bedrock-agent-runtime',
  clients: ['BedrockAgentRuntimeClient', 'BedrockAgentRuntime'],
  providers: ['aws.bedrock'],
  packages: [
    {
      name: '@aws-sdk/client-bedrock-agent-runtime',
      versions: '>=3.706 <4',
      traces:
        '`InvokeAgent`, `InvokeInlineAgent`, `Retrieve`, `RetrieveAndGenerate` and its stream, by `send` or the methods of `BedrockAgentRuntime`',
      files: [
        {
          file: /^dist-cjs\/index$/,
          targets: [
            {
              kind: 'class',
              name: 'BedrockAgentRuntimeClient',
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
