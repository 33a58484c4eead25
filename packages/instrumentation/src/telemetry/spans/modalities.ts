// Token counts by modality: text, image or audio.

import { MODALITIES } from '../../model/fields/usage-fields.ts';
import type { TokensByModality, Usage } from '../../model/response.ts';
import type { Target } from './target.ts';

/** Sets the parts of `usage`. */
export function putModalities(to: Target, usage: Usage): void {
  const { inputByModality: input, outputByModality: output, cacheReadByModality: cached } = usage;
  if (input !== undefined) {
    put(
      to,
      input,
      MODALITIES.textInputTokens.attribute,
      MODALITIES.imageInputTokens.attribute,
      MODALITIES.audioInputTokens.attribute,
    );
  }
  if (output !== undefined) {
    put(
      to,
      output,
      MODALITIES.textOutputTokens.attribute,
      MODALITIES.imageOutputTokens.attribute,
      MODALITIES.audioOutputTokens.attribute,
    );
  }
  if (cached !== undefined) {
    put(
      to,
      cached,
      MODALITIES.textCacheReadInputTokens.attribute,
      MODALITIES.imageCacheReadInputTokens.attribute,
      MODALITIES.audioCacheReadInputTokens.attribute,
    );
  }
}

function put(
  to: Target,
  { text, image, audio }: TokensByModality,
  textName: string,
  imageName: string,
  audioName: string,
): void {
  if (text !== undefined) to.setAttribute(textName, text);
  if (image !== undefined) to.setAttribute(imageName, image);
  if (audio !== undefined) to.setAttribute(audioName, audio);
}
