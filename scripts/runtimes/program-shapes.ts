// The ways in which an application loads the SDK. Every program makes the same four calls.

import type { ScenarioOptions } from '@llm-otel/testkit';

/** A program, without the Node.js and the flag it is run with. */
export type Program = Pick<ScenarioOptions, 'format' | 'source' | 'files' | 'nodeArguments'>;

/** One way to load the SDK. */
export interface Shape {
  readonly name: string;
  readonly program: Program;
  /** First version of Node.js 22 that can do this without a flag. */
  readonly sinceMinorOf22?: number;
  /** Also runs with `--import`, besides `--require`. */
  readonly isTriedWithImport?: true;
}

/** One call record is expected for each of these. */
export const CALLS = ['chat', 'chat streamed', 'chat', 'embeddings'];

/**
 * Plain and streamed chat, a Responses call if the SDK has it, and embeddings; ids vary, so
 * they are not printed.
 */
export const makeCalls = `
async function makeCalls(client, completions = client.chat.completions) {
  const messages = [{ role: 'user', content: 'What is a span?' }];
  const chat = await completions.create({ model: 'gpt-4o', messages });
  console.log('chat:', chat.choices[0].message.content, chat.usage.total_tokens);
  let text = '';
  const stream = await completions.create({ model: 'gpt-4o', messages, stream: true });
  for await (const chunk of stream) text += chunk.choices[0]?.delta?.content ?? '';
  console.log('stream:', stream.constructor.name, text);
  if (client.responses !== undefined) {
    const response = await client.responses.create({ model: 'gpt-4o', input: 'What is a trace?' });
    console.log('response:', response.output_text);
  }
  const embedding = await client.embeddings.create({ model: 'text-embedding-3-small', input: 'span' });
  console.log('embedding:', embedding.data[0].embedding.length);
}`;
const typedCalls = makeCalls.replace(
  '(client, completions = client.chat.completions)',
  '(client: OpenAI, completions: OpenAI.Chat.Completions = client.chat.completions): Promise<void>',
);

const esmImport: Program = {
  format: 'esm',
  source: `import OpenAI from 'openai';${makeCalls}\nawait makeCalls(new OpenAI());`,
};

const cjsPackage = (files: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries({
      'package.json': '{ "name": "commonjs-package", "main": "index.js" }',
      ...files,
    }).map(([name, content]) => [`node_modules/commonjs-package/${name}`, content]),
  );

export const shapes: readonly Shape[] = [
  { name: 'esm', program: esmImport, isTriedWithImport: true },
  {
    name: 'commonjs',
    isTriedWithImport: true,
    program: {
      format: 'cjs',
      source: `const { OpenAI } = require('openai');${makeCalls}\nvoid makeCalls(new OpenAI());`,
    },
  },
  {
    name: 'dynamic-import',
    program: {
      format: 'esm',
      source: `${makeCalls}\nconst { default: OpenAI } = await import('openai');\nawait makeCalls(new OpenAI());`,
    },
  },
  {
    name: 'sub-path',
    program: {
      format: 'esm',
      source: `import { OpenAI } from 'openai/client';
import { Completions } from 'openai/resources/chat/completions';${makeCalls}
const client = new OpenAI();
await makeCalls(client, new Completions(client));`,
    },
  },
  {
    name: 'create-require',
    program: {
      format: 'esm',
      source: `import { createRequire } from 'node:module';${makeCalls}
const { OpenAI } = createRequire(import.meta.url)('openai');
await makeCalls(new OpenAI());`,
    },
  },
  {
    // A synchronous load hook breaks the application here: nodejs/node 59929.
    name: 'esm-over-commonjs-over-esm',
    program: {
      format: 'esm',
      source: `import OpenAI from 'openai';
import { answer } from 'commonjs-package';${makeCalls}
console.log(answer);
await makeCalls(new OpenAI());`,
      files: cjsPackage({
        'index.js': `exports.answer = require('./middle.js').answer;`,
        'middle.js': `exports.answer = require('./inner.mjs').answer;`,
        'inner.mjs': `import { word } from './innermost.mjs'; export const answer = word;`,
        'innermost.mjs': `export const word = 'forty-two';`,
      }),
    },
  },
  {
    name: 'sdk-below-require-of-esm',
    program: {
      format: 'esm',
      source: `import { client } from 'commonjs-package';${makeCalls}\nawait makeCalls(client);`,
      files: cjsPackage({
        'index.js': `exports.client = require('./client.mjs').client;`,
        'client.mjs': `import OpenAI from 'openai'; export const client = new OpenAI();`,
      }),
    },
  },
  {
    name: 'typescript',
    sinceMinorOf22: 18,
    program: {
      format: 'ts',
      source: `import OpenAI from 'openai';${typedCalls}\nawait makeCalls(new OpenAI());`,
    },
  },
  {
    name: 'worker-thread',
    program: {
      format: 'esm',
      source: `import { Worker } from 'node:worker_threads';
new Worker(new URL('./worker.mjs', import.meta.url));`,
      files: { 'worker.mjs': esmImport.source },
    },
  },
  {
    name: 'foreign-loader',
    program: {
      ...esmImport,
      nodeArguments: ['--experimental-loader', './loader.mjs'],
      files: { 'loader.mjs': `export const load = (url, context, next) => next(url, context);` },
    },
  },
];

/** Emits a log record through the Logs API in `module` after the calls. */
export function withLogRecord(module: string | undefined): Program {
  const emit =
    module === undefined
      ? ''
      : `
const { logs } = await import('${module}');
logs.getLogger('application').emit({ body: 'ran' });`;
  return { ...esmImport, source: `${esmImport.source}${emit}` };
}

const inSpan = `
await trace.getTracer('application').startActiveSpan('question', async (span) => {
  await makeCalls(new OpenAI());
  span.end();
});`;

/** All imports of `ownProvider`. */
export const ownProviderPackages = [
  '@opentelemetry/api',
  '@opentelemetry/context-async-hooks',
  '@opentelemetry/exporter-trace-otlp-http',
  '@opentelemetry/sdk-trace',
  'openai',
];

/** Has its own tracer provider, registered through its own copy of the API. */
export const ownProvider: Program = {
  format: 'esm',
  source: `import { context, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import OpenAI from 'openai';${makeCalls}
const exporter = new OTLPTraceExporter();
const provider = new TracerProvider({ spanProcessors: [new BatchSpanProcessor({ exporter })] });
trace.setGlobalTracerProvider(provider);
context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());${inSpan}
await provider.shutdown();`,
};

/** Starts the whole SDK, as OpenTelemetry's documentation shows. */
export const withSdkNode: Program = {
  format: 'esm',
  source: `import { trace } from '@opentelemetry/api';
import { NodeSDK } from '@opentelemetry/sdk-node';
import OpenAI from 'openai';${makeCalls}
const sdk = new NodeSDK({ instrumentations: [] });
sdk.start();${inSpan}
await sdk.shutdown();`,
};
