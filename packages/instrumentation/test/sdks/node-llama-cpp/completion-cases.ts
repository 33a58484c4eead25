// Completions of node-llama-cpp, and infills.

import type { LocalCase } from '../local/local-data.ts';
import { failing, generated, message } from '../local/expected.ts';
import { ANSWER, openCompletion } from './stage.ts';

const TEXT = 'A quokka';
const TEXTS = [TEXT, 'Two quokkas', 'No quokka at all'];
const COMPLETED = {
  'gen_ai.response.finish_reasons': ['eogToken'],
  'gen_ai.usage.output_tokens': 9,
};

export const completionCases: readonly LocalCase[] = [
  {
    name: 'completion',
    spans: [generated('text_completion', 'completed', COMPLETED)],
    said: {
      'gen_ai.input.messages': [message('user', TEXT)],
      'gen_ai.output.messages': [message('assistant', ANSWER, 'stop')],
    },
    async run(stage) {
      const completion = await openCompletion(stage);
      stage.log(await completion.generateCompletion(TEXT));
    },
  },
  {
    name: 'completion-streamed',
    twin: 'completion',
    spans: [generated('text_completion', 'completed', COMPLETED)],
    async run(stage) {
      const completion = await openCompletion(stage);
      const onTextChunk = (text: string): void => stage.log(text);
      stage.log(await completion.generateCompletionWithMeta(TEXT, { onTextChunk, seed: 7 }));
    },
  },
  {
    name: 'completions-at-once',
    spans: TEXTS.map(() => generated('text_completion', 'completed', COMPLETED)),
    async run(stage) {
      const completion = await openCompletion(stage);
      stage.log(await Promise.all(TEXTS.map((text) => completion.generateCompletion(text))));
    },
  },
  {
    name: 'infill',
    spans: [generated('text_completion', 'completed', COMPLETED)],
    said: {
      'gen_ai.input.messages': [
        {
          role: 'user',
          parts: [
            { type: 'text', content: 'A quokka' },
            { type: 'text', content: ' smiles.' },
          ],
        },
      ],
    },
    async run(stage) {
      const completion = await openCompletion(stage);
      stage.log(await completion.generateInfillCompletion('A quokka', ' smiles.'));
    },
  },
  {
    name: 'completion-aborted-before',
    spans: [generated('text_completion', 'aborted')],
    async run(stage) {
      const completion = await openCompletion(stage);
      const signal = AbortSignal.abort();
      await failing(stage, () => completion.generateCompletion(TEXT, { signal }));
    },
  },
];
