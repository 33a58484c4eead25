// The application beside another tool: the calls of the matrix and a raw response, inside its
// own span.

import { CALLS, makeCalls, type Program } from '../program-shapes.ts';
import type { Application, OtherTool } from './other-tool.ts';
import { ourSpansIn } from './spans.ts';

// Some tools replace the SDK's promise with a plain one. This shows it, with and without us.
const readRawResponse = `
async function readRawResponse(client) {
  const messages = [{ role: 'user', content: 'What is a meter?' }];
  const promise = client.chat.completions.create({ model: 'gpt-4o', messages });
  if (typeof promise.withResponse !== 'function') {
    const chat = await promise;
    return console.log('no raw response:', chat.choices[0].message.content);
  }
  const { data, response } = await promise.withResponse();
  console.log('raw response:', response.status, data.choices[0].message.content);
}`;

const calls = [...CALLS, 'chat'];

/** It calls the SDK itself. */
export const sdkApplication: Application = {
  program: programWith,
  calls,
  spansIn: (spans, { isGenAi }) => ourSpansIn(spans, isGenAi === true),
  spans: calls.map(() => 'llm.call below question'),
};

function programWith({ format, spans, files = {} }: OtherTool): Program {
  const imports =
    format === 'esm'
      ? `import OpenAI from 'openai';
import * as apiNamespace from '${spans.module}';
const api = apiNamespace.default ?? apiNamespace;`
      : `const { OpenAI } = require('openai');
const api = require('${spans.module}');`;
  return {
    format,
    files,
    source: `${imports}${makeCalls}${readRawResponse}
const openSpan = ${spans.open};
openSpan(async () => {
  const client = new OpenAI();
  await makeCalls(client);
  await readRawResponse(client);
});`,
  };
}
