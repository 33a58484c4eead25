// Generations of @huggingface/transformers. Words are tokens, and the model says five, and that it ends.

import type { LocalCase } from '../local/local-data.ts';
import { generated, message } from '../local/expected.ts';
import { load, type Sdk } from './stage.ts';

const PROMPT = 'quokka where is';
const ANSWER = ' the quokka smiles at everyone';
const USAGE = {
  'gen_ai.response.finish_reasons': ['stop'],
  'gen_ai.usage.input_tokens': 3,
  'gen_ai.usage.output_tokens': 6,
};
const SAID = {
  'gen_ai.input.messages': [message('user', PROMPT)],
  'gen_ai.output.messages': [message('assistant', ANSWER, 'stop')],
};

export const textCases: readonly LocalCase[] = [
  {
    name: 'text',
    spans: [generated('text_completion', 'completed', USAGE)],
    said: SAID,
    async run(stage) {
      const generator = await load(stage, 'text-generation');
      const asked = generator(PROMPT);
      stage.log(asked, await asked);
    },
  },
  {
    name: 'text-streamed',
    twin: 'text',
    spans: [
      generated('text_completion', 'completed', {
        ...USAGE,
        'gen_ai.request.stream': true,
        'gen_ai.request.max_tokens': 20,
        'gen_ai.request.temperature': 1,
        'gen_ai.request.top_k': 5,
      }),
    ],
    said: SAID,
    async run(stage) {
      const { TextStreamer } = stage.sdk as Sdk;
      const generator = await load(stage, 'text-generation');
      const streamer = new TextStreamer(generator.tokenizer, {
        callback_function: (text: string) => stage.log(text),
      });
      const options = { streamer, max_new_tokens: 20, temperature: 1, top_k: 5 };
      stage.log(await generator(PROMPT, options), Object.keys(options));
    },
  },
  {
    name: 'chat',
    spans: [generated('chat', 'completed', { ...USAGE, 'gen_ai.usage.input_tokens': 5 })],
    said: {
      'gen_ai.input.messages': [message('system', 'be kind'), message('user', PROMPT)],
      'gen_ai.output.messages': [message('assistant', ANSWER, 'stop')],
    },
    async run(stage) {
      const generator = await load(stage, 'text-generation');
      const messages = [
        { role: 'system', content: 'be kind' },
        { role: 'user', content: PROMPT },
      ];
      stage.log(await generator(messages), messages);
    },
  },
  {
    name: 'batch',
    spans: [
      generated('text_completion', 'completed', {
        'gen_ai.response.finish_reasons': ['stop', 'stop'],
        'gen_ai.usage.input_tokens': 4,
        'gen_ai.usage.output_tokens': 12,
      }),
    ],
    async run(stage) {
      const generator = await load(stage, 'text-generation');
      // What fills up the shorter one does not count.
      stage.log(await generator([PROMPT, 'where'], { return_full_text: false }));
    },
  },
  {
    name: 'model-alone',
    spans: [
      generated('text_completion', 'completed', { ...USAGE, 'gen_ai.request.max_tokens': 9 }),
    ],
    async run(stage) {
      const { tokenizer, model } = await load(stage, 'text-generation');
      const ids = await model.generate({ ...tokenizer(PROMPT), max_new_tokens: 9 });
      stage.log(ids.dims, String(ids.tolist()));
    },
  },
  {
    name: 'translated',
    spans: [generated('text_completion', 'completed', USAGE)],
    said: {
      'gen_ai.input.messages': [message('user', PROMPT)],
      'gen_ai.output.messages': [message('assistant', ANSWER.trim(), 'stop')],
    },
    async run(stage) {
      stage.log(await (await load(stage, 'text2text-generation'))(PROMPT));
    },
  },
  {
    name: 'translated-to-a-summary',
    spans: [generated('text_completion', 'completed', USAGE)],
    async run(stage) {
      stage.log(await (await load(stage, 'summarization'))(PROMPT));
    },
  },
];
