// The methods of cohere-ai that are not traced, and why.

import { defineSurface } from '../surfaces.ts';

export const surface = defineSurface<typeof import('cohere-ai')>({
  adapter: 'cohere',
  package: 'cohere-ai',
  clients(sdk) {
    const v1 = new sdk.CohereClient({ token: '' });
    return { CohereClient: v1, V2Client: v1.v2, TranscriptionsClient: v1.audio.transcriptions };
  },
  untraced: {
    'runs no model': [
      'CohereClient.tokenize',
      'CohereClient.detokenize',
      'CohereClient.checkApiKey',
    ],
    'sends any request, of which nothing is known': ['CohereClient.fetch'],
    'turns a document into text, which is charged by the page and has no tokens': [
      'V2Client.parse',
    ],
    'manages jobs, whose results are files': ['CohereClient.batches', 'CohereClient.embedJobs'],
    'manages models and data': [
      'CohereClient.datasets',
      'CohereClient.connectors',
      'CohereClient.models',
      'CohereClient.finetuning',
    ],
    'holds what is traced': ['CohereClient.audio', 'CohereClient.v2'],
  },
});
