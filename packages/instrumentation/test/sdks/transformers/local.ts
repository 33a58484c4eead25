// The cases of @huggingface/transformers: pipelines and models, streamed, interrupted and refused.

import type { LocalData } from '../local/local-data.ts';
import { writeRepository } from '../local/tiny-repository.ts';
import { featureCases } from './feature-cases.ts';
import { stoppedCases } from './stopped-cases.ts';
import { textCases } from './text-cases.ts';

export const data: LocalData = {
  adapter: 'transformers',
  package: '@huggingface/transformers',
  formats: ['cjs', 'esm'],
  releases: [
    {
      '@huggingface/transformers': '3.0.0',
      '@img/sharp-linux-x64': '0.33.5',
      '@img/sharp-libvips-linux-x64': '1.0.4',
    },
    {
      '@huggingface/transformers': '3.8.1',
      '@img/sharp-linux-x64': '0.34.5',
      '@img/sharp-libvips-linux-x64': '1.2.4',
    },
    {
      '@huggingface/transformers': '4.3.2',
      '@img/sharp-linux-x64': '0.35.4',
      '@img/sharp-libvips-linux-x64': '1.3.3',
    },
  ],
  extension: '',
  write({ folder, name }) {
    const [kind] = name.split('-');
    if (kind === 'missing') return;
    const kinds = { features: 'embedding', translated: 'translating' } as const;
    writeRepository(folder, name, kinds[kind as keyof typeof kinds] ?? 'continuing');
  },
  cases: [...textCases, ...stoppedCases, ...featureCases],
  classes: /Pipeline$|^PreTrainedModel$/,
  traced: [
    'TextGenerationPipeline._call',
    'Text2TextGenerationPipeline._call',
    'FeatureExtractionPipeline._call',
    'PreTrainedModel.generate',
  ],
  untraced: [
    [/^PreTrainedModel\.(?:_call|forward)$/, 'one step of a generation, or of a pipeline'],
    [/^PreTrainedModel\.(?:get|add)\w+$/, 'it runs no model'],
    [/^PreTrainedModel\.encode_\w+$/, 'a part of a step'],
    [/^PreTrainedModel\.prepare_\w+$|\.dispose$/, 'it runs no model'],
    [/^(?:Automatic|TextToAudio)\w*\./, 'speech: only what is generated inside is recorded'],
    [
      /^\w*(?:Classification|Segmentation|Detection|Estimation|ToImage|Removal)Pipeline\./,
      'the conventions have no such operation',
    ],
    [/^(?:FillMask|QuestionAnswering)Pipeline\./, 'the conventions have no such operation'],
    [/^ImageFeatureExtractionPipeline\./, 'vectors of images have no tokens'],
    [
      /^(?:ImageToText|DocumentQuestionAnswering)Pipeline\./,
      'what is generated inside is recorded',
    ],
    [/Pipeline\.(?!_call)/, 'a part of a call'],
  ],
};
