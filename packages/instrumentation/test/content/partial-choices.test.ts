// One switch off, in calls of real SDKs: the results of searches are documents and results of tools, and what
// a model said before is a response, wherever it stands.

import { describe, expect, it } from 'vitest';
import { useTracedProgram } from '../support/traced-program.ts';

const { sink, start } = useTracedProgram();

const usage = { input_tokens: 1, output_tokens: 1 };
const results = [{ file_id: 'f', filename: 'hit-name', score: 1, text: 'hit-file' }];
const response = { id: 'r', object: 'response', model: 'm', status: 'completed', usage };
const message = {
  id: 'a',
  type: 'message',
  role: 'assistant',
  model: 'm',
  stop_reason: 'end_turn',
  usage,
};
const found = {
  openai: {
    ...response,
    output: [
      { type: 'file_search_call', id: 'fs', status: 'completed', queries: ['asked-file'], results },
      {
        type: 'web_search_call',
        id: 'ws',
        status: 'completed',
        action: {
          type: 'search',
          query: 'asked-web',
          sources: [{ type: 'url', url: 'https://hit-web' }],
        },
      },
      {
        type: 'code_interpreter_call',
        id: 'ci',
        code: 'ran-code',
        outputs: [{ type: 'logs', logs: 'ran-logs' }],
      },
      { type: 'novel_tool_output', result: 'hit-or-other' },
      {
        type: 'message',
        id: 'm',
        role: 'assistant',
        content: [{ type: 'output_text', text: 'said-now', annotations: [] }],
      },
    ],
  },
  anthropic: {
    ...message,
    content: [
      { type: 'server_tool_use', id: 's', name: 'web_search', input: { query: 'asked-web' } },
      {
        type: 'web_search_tool_result',
        tool_use_id: 's',
        content: [{ type: 'web_search_result', title: 'hit-web', url: 'u' }],
      },
      {
        type: 'code_execution_tool_result',
        tool_use_id: 'c',
        content: { type: 'code_execution_result', stdout: 'ran-logs' },
      },
      { type: 'text', text: 'said-now', citations: [{ cited_text: 'hit-citation' }] },
    ],
  },
  genai: {
    candidates: [
      {
        finishReason: 'STOP',
        content: {
          role: 'model',
          parts: [
            { toolCall: { id: 't', toolType: 'GOOGLE_SEARCH_WEB', args: { q: 'asked-web' } } },
            { toolResponse: { id: 't', toolType: 'GOOGLE_SEARCH_WEB', response: 'hit-web' } },
            { executableCode: { code: 'ran-code', language: 'PYTHON' } },
            { codeExecutionResult: { outcome: 'OUTCOME_OK', output: 'ran-logs' } },
            { text: 'said-now' },
          ],
        },
        groundingMetadata: { groundingChunks: [{ web: { title: 'hit-chunk' } }] },
      },
    ],
  },
};

const program = `
  import OpenAI from 'openai';
  import Anthropic from '@anthropic-ai/sdk';
  import { GoogleGenAI } from '@google/genai';
  const found = ${JSON.stringify(found)};
  const client = (Class, answer) =>
    new Class({ apiKey: 'unused', maxRetries: 0, fetch: async () => Response.json(answer) });
  await client(OpenAI, found.openai).responses.create({ model: 'm', input: [
    { role: 'user', content: [{ type: 'input_text', text: 'asked-it' },
      { type: 'input_file', file_url: 'https://found-attachment.pdf' }] },
    { role: 'assistant', content: [{ type: 'output_text', text: 'said-before' }] },
    { type: 'reasoning', id: 'r', summary: [{ type: 'summary_text', text: 'said-thought' }] },
    ...found.openai.output.slice(0, 1),
    { type: 'function_call', call_id: 'c', name: 'f', arguments: '{"x":"ran-with"}' },
    { type: 'function_call_output', call_id: 'c', output: 'ran-result' },
  ], tools: [{ type: 'function', name: 'f', description: 'ran-described', parameters: {} }] });
  await client(Anthropic, found.anthropic).messages.create({ model: 'm', max_tokens: 9, messages: [
    { role: 'user', content: [
      { type: 'text', text: 'asked-it' },
      { type: 'document', title: 'found-title', source: { type: 'text', media_type: 'text/plain', data: 'found-document' } },
      { type: 'document', source: { type: 'content', content: [{ type: 'text', text: 'found-document' }] } },
      { type: 'search_result', title: 'hit-title', source: 's', content: [{ type: 'text', text: 'hit-block' }] },
    ] },
    { role: 'assistant', content: [{ type: 'thinking', thinking: 'said-thought', signature: 's' },
      { type: 'tool_use', id: 't', name: 'f', input: { x: 'ran-with' } }] },
    { role: 'user', content: [{ type: 'tool_result', tool_use_id: 't', content: [
      { type: 'text', text: 'ran-result' },
      { type: 'search_result', title: 'hit-title', source: 's', content: [{ type: 'text', text: 'hit-block' }] },
      { type: 'document', source: { type: 'text', media_type: 'text/plain', data: 'found-document' } } ] }] },
  ] });
  const genai = new GoogleGenAI({ apiKey: 'unused' });
  globalThis.fetch = async () => Response.json(found.genai);
  await genai.models.generateContent({ model: 'm', contents: [
    { role: 'user', parts: [{ text: 'asked-it' }, { fileData: { fileUri: 'https://found-file.pdf', mimeType: 'application/pdf' } }] },
    { role: 'model', parts: [{ text: 'said-before' }, { functionCall: { name: 'f', args: { x: 'ran-with' } } }] },
    { role: 'user', parts: [{ functionResponse: { name: 'f', response: { y: 'ran-result' } } }] },
  ] });`;

/** The kinds of words that are recorded of each SDK's call. */
async function kindsRecorded(env: Readonly<Record<string, string>>): Promise<string[]> {
  const { exitCode, stderr } = await start(program, {
    OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: 'true',
    LLM_OTEL_TOOL_DEFINITIONS: 'full',
    ...env,
  }).finished;
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  const spans = sink().traces();
  expect(spans).toHaveLength(3);
  return spans.map(({ attributes }) => {
    const words = JSON.stringify(attributes).matchAll(/(?:asked|said|found|hit|ran)(?=-)/g);
    return [...new Set(Array.from(words, ([word]) => word))].toSorted().join(' ');
  });
}

describe('a part of a message', () => {
  const everywhere = (kinds: string): string[] => [kinds, kinds, kinds];
  it.each([
    ['DOCUMENTS', everywhere('asked ran said')],
    ['TOOLS', everywhere('asked found said')],
    // The models search and run with words of their own.
    ['PROMPTS', everywhere('asked hit ran said')],
    ['RESPONSES', ['asked found ran', 'asked found hit ran', 'asked found ran']],
  ])('is left out where LLM_OTEL_CAPTURE_%s is false', async (kind, expected) => {
    expect(await kindsRecorded({})).toEqual(everywhere('asked found hit ran said'));
    sink().reset();
    expect(await kindsRecorded({ [`LLM_OTEL_CAPTURE_${kind}`]: 'false' })).toEqual(expected);
  });
});
