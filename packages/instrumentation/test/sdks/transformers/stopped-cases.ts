// Generations of @huggingface/transformers that are cut short, interrupted or refused.

import { failing, generated, message } from '../local/expected.ts';
import type { LocalCase } from '../local/local-data.ts';
import { load, type Sdk } from './stage.ts';

const PROMPT = 'quokka where is';

export const stoppedCases: readonly LocalCase[] = [
  {
    name: 'max-tokens',
    spans: [
      generated('text_completion', 'completed', {
        'gen_ai.request.max_tokens': 2,
        'gen_ai.response.finish_reasons': ['length'],
        'gen_ai.usage.output_tokens': 2,
      }),
    ],
    said: { 'gen_ai.output.messages': [message('assistant', ' the quokka', 'length')] },
    async run(stage) {
      const generator = await load(stage, 'text-generation');
      stage.log(await generator(PROMPT, { max_new_tokens: 2 }));
    },
  },
  {
    name: 'interrupted',
    spans: [
      generated('text_completion', 'aborted', {
        'gen_ai.response.finish_reasons': ['error'],
        'gen_ai.usage.output_tokens': 2,
      }),
    ],
    said: { 'gen_ai.output.messages': [message('assistant', ' the quokka', 'error')] },
    async run(stage) {
      const { TextStreamer, InterruptableStoppingCriteria } = stage.sdk as Sdk;
      const generator = await load(stage, 'text-generation');
      const stopping_criteria = new InterruptableStoppingCriteria();
      let steps = 0;
      const streamer = new TextStreamer(generator.tokenizer, {
        skip_prompt: true,
        callback_function: () => undefined,
        token_callback_function: () => {
          if (++steps === 2) stopping_criteria.interrupt();
        },
      });
      stage.log(await generator(PROMPT, { streamer, stopping_criteria }));
    },
  },
  {
    name: 'streamer-that-throws',
    spans: [
      generated('text_completion', 'error', {
        'error.type': 'RangeError',
        'gen_ai.usage.input_tokens': 3,
        'gen_ai.usage.output_tokens': 1,
      }),
    ],
    async run(stage) {
      const generator = await load(stage, 'text-generation');
      let calls = 0;
      const streamer = {
        put(): void {
          if (++calls === 2) throw new RangeError('a quokka in the way');
        },
        end: () => undefined,
      };
      await failing(stage, () => generator(PROMPT, { streamer }));
    },
  },
  {
    name: 'refused',
    spans: [
      generated('chat', 'error', { 'error.type': 'Error' }),
      generated('text_completion', 'error', { 'error.type': 'TypeError' }),
    ],
    async run(stage) {
      const generator = await load(stage, 'text-generation');
      await failing(stage, () => generator([{ quokka: 'no message' }]));
      await failing(stage, () => generator(PROMPT, null as never));
    },
  },
  {
    name: 'missing-model',
    spans: [],
    async run(stage) {
      await failing(stage, () => load(stage, 'text-generation'));
    },
  },
];
