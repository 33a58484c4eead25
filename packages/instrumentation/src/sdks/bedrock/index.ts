// The adapter of `@aws-sdk/client-bedrock-runtime`. All commands go through one inherited method, `send`: the class of
// the command says which it is.

import { defineAdapter } from '../../model/adapter.ts';
import type { AnyMethod, Dispatcher } from '../../model/method.ts';
import { converse, converseStream } from './converse.ts';

const METHODS: ReadonlyMap<unknown, AnyMethod> = new Map([
  ['ConverseCommand', converse],
  ['ConverseStreamCommand', converseStream],
]);

const send: Dispatcher = { select: ({ args }) => methodOf(args[0]) };

/** By the name of the class, or of one above it; a bundle may rename classes, then by the name in the schema. */
function methodOf(command: unknown): AnyMethod | undefined {
  if (typeof command !== 'object' || command === null) return undefined;
  for (
    let at = Object.getPrototypeOf(command) as object | null;
    at !== null;
    at = Object.getPrototypeOf(at) as object | null
  ) {
    const found = METHODS.get(at.constructor?.name);
    if (found !== undefined) return found;
  }
  const { schema } = command as { readonly schema?: readonly unknown[] };
  const name = Array.isArray(schema) ? (schema as readonly unknown[])[2] : undefined;
  return METHODS.get(`${String(name)}Command`);
}

export const bedrock = defineAdapter({
  name: 'bedrock',
  clients: ['BedrockRuntimeClient', 'BedrockRuntime'],
  providers: ['aws.bedrock'],
  packages: [
    {
      name: '@aws-sdk/client-bedrock-runtime',
      versions: '>=3.704 <4',
      traces: '`Converse` and `ConverseStream`, by `send` or the methods of `BedrockRuntime`',
      files: [
        {
          file: /^dist-cjs\/index$/,
          targets: [
            {
              kind: 'class',
              name: 'BedrockRuntimeClient',
              owner: 'override',
              reach: { client: '' },
              methods: { send },
            },
          ],
        },
      ],
    },
  ],
});
