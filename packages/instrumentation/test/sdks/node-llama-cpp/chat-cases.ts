// Chats of node-llama-cpp, by sessions and without.

import type { LocalCase } from '../local/local-data.ts';
import { generated, message } from '../local/expected.ts';
import { ANSWER, openChat, openSession } from './stage.ts';

const QUESTION = 'Where is the quokka?';
/** The model says eight words, and that it ends. */
const ENDED = {
  'gen_ai.response.finish_reasons': ['eogToken'],
  'gen_ai.usage.output_tokens': 9,
};
const SAID = {
  'gen_ai.input.messages': [message('system', 'Be a kind quokka.'), message('user', QUESTION)],
  'gen_ai.output.messages': [message('assistant', ANSWER, 'stop')],
};
const systemPrompt = 'Be a kind quokka.';

export const chatCases: readonly LocalCase[] = [
  {
    name: 'prompt',
    spans: [generated('chat', 'completed', ENDED)],
    said: SAID,
    async run(stage) {
      const session = await openSession(stage, { systemPrompt });
      const asked = session.prompt(QUESTION);
      stage.log(asked, await asked);
    },
  },
  {
    name: 'prompt-streamed',
    twin: 'prompt',
    spans: [generated('chat', 'completed', { ...ENDED, 'gen_ai.request.stream': true })],
    said: SAID,
    async run(stage) {
      const session = await openSession(stage, { systemPrompt });
      stage.log(await session.prompt(QUESTION, { onTextChunk: (text: string) => stage.log(text) }));
    },
  },
  {
    name: 'prompt-with-meta',
    twin: 'prompt',
    spans: [
      generated('chat', 'completed', {
        ...ENDED,
        'gen_ai.request.stream': true,
        'gen_ai.request.temperature': 0,
        'gen_ai.request.top_k': 20,
        'gen_ai.request.max_tokens': 40,
        'gen_ai.request.stop_sequences': ['STOP'],
      }),
    ],
    said: SAID,
    async run(stage) {
      const session = await openSession(stage, { systemPrompt });
      const { log } = stage;
      const options = {
        temperature: 0,
        topK: 20,
        maxTokens: 40,
        customStopTriggers: ['STOP'],
        onToken: (tokens: unknown) => log(tokens),
        onResponseChunk: (chunk: unknown) => log(chunk),
      };
      log(await session.promptWithMeta(QUESTION, options), options);
    },
  },
  {
    name: 'two-prompts',
    spans: [generated('chat', 'completed', ENDED), generated('chat', 'completed', ENDED)],
    async run(stage) {
      const session = await openSession(stage);
      // The second one waits for the first.
      stage.log(await Promise.all([session.prompt(QUESTION), session.prompt('And now?')]));
    },
  },
  {
    name: 'max-tokens',
    spans: [
      generated('chat', 'completed', {
        'gen_ai.request.max_tokens': 3,
        'gen_ai.response.finish_reasons': ['maxTokens'],
        'gen_ai.usage.output_tokens': 3,
      }),
    ],
    async run(stage) {
      stage.log(await (await openSession(stage)).prompt(QUESTION, { maxTokens: 3 }));
    },
  },
  {
    name: 'completed-prompt',
    spans: [
      generated('text_completion', 'completed', {
        'gen_ai.request.max_tokens': 4,
        'gen_ai.usage.output_tokens': 4,
      }),
    ],
    async run(stage) {
      stage.log(await (await openSession(stage)).completePrompt('Where', { maxTokens: 4 }));
    },
  },
  {
    name: 'response',
    spans: [generated('chat', 'completed', ENDED)],
    said: {
      'gen_ai.input.messages': [
        message('user', 'What did it do?'),
        {
          role: 'assistant',
          parts: [
            { type: 'reasoning', content: 'A quokka looks.' },
            { type: 'tool_call', name: 'look', arguments: { at: 'the quokka' } },
          ],
        },
        { role: 'tool', parts: [{ type: 'tool_call_response', response: 'It smiled.' }] },
        message('assistant', 'It smiled.'),
        message('user', QUESTION),
      ],
      'gen_ai.output.messages': [message('assistant', ANSWER, 'stop')],
    },
    async run(stage) {
      const chat = await openChat(stage);
      const look = { type: 'functionCall', name: 'look', params: { at: 'the quokka' } };
      const thought = { segmentType: 'thought', text: 'A quokka looks.', ended: true };
      const response = [
        { type: 'segment', ...thought },
        { ...look, result: 'It smiled.' },
        'It smiled.',
      ];
      const history = [
        { type: 'user', text: 'What did it do?' },
        { type: 'model', response },
        { type: 'user', text: QUESTION },
        { type: 'model', response: [] },
      ];
      stage.log(await chat.generateResponse(history), history);
    },
  },
  {
    name: 'tool-call',
    spans: [
      generated('chat', 'completed', { 'gen_ai.response.finish_reasons': ['functionCalls'] }),
    ],
    said: {
      'gen_ai.output.messages': [
        {
          role: 'assistant',
          parts: [{ type: 'tool_call', name: 'look' }],
          finish_reason: 'tool_call',
        },
      ],
      'gen_ai.tool.definitions': [
        { type: 'function', name: 'look', description: 'Looks at the quokka.' },
      ],
    },
    async run(stage) {
      const chat = await openChat(stage);
      const functions = { look: { description: 'Looks at the quokka.' } };
      const history = [
        { type: 'user', text: QUESTION },
        { type: 'model', response: [] },
      ];
      stage.log(await chat.generateResponse(history, { functions, maxTokens: 50 }));
    },
  },
];
