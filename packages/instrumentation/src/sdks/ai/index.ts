// The adapter of the AI SDK. Nothing of `ai` 7 is replaced: it tells a registered integration what it does. Its
// predecessors are given a tracer where a call asks for none.

import { defineAdapter } from '../../model/adapter.ts';
import { audio } from './audio.ts';
import { images } from './images.ts';
import { integrationOf } from './integration.ts';
import { selections, tracers } from './older-spans.ts';
import { ownIntegrations } from './own-integrations.ts';
import { register } from './registered.ts';

/** Functions that only versions 4 to 6 have. */
const older = { kind: 'wrapped', isLocal: true, isOptional: true } as const;

export const ai = defineAdapter({
  name: 'ai',
  packages: [
    {
      name: 'ai',
      versions: '>=4 <8',
      traces:
        'generateText, streamText, generateObject, streamObject, their tools, embed, embedMany, rerank, images, speech and transcriptions',
      files: [
        {
          file: /^dist\/index$/,
          targets: [
            {
              kind: 'subscribe',
              // Nothing is left to be loaded in a call.
              install: (_exports, tracing) => void register(() => integrationOf(tracing))(),
            },
            ownIntegrations,
            images,
            ...audio,
            { ...older, name: 'getTracer', around: tracers },
            { ...older, name: 'selectTelemetryAttributes', around: selections },
          ],
        },
      ],
    },
  ],
});
