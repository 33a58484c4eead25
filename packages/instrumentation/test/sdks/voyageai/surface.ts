// The methods of voyageai that are not traced, and why.

import { defineSurface } from '../surfaces.ts';

export const surface = defineSurface<typeof import('voyageai')>({
  adapter: 'voyageai',
  package: 'voyageai',
  clients: (sdk) => ({ VoyageAIClient: new sdk.VoyageAIClient({ apiKey: '' }) }),
  untraced: { 'counts tokens in the process itself': ['VoyageAIClient.tokenize'] },
});
