// Assembles a response from stream chunks. Each chunk is a whole response with only the new parts.

import type { Candidate, GenerateContentResponse, Part } from '@google/genai';
import { placeOf } from '../../../model/place.ts';
import { appended } from '../../../model/texts.ts';

/** A partial candidate. */
interface GrowingCandidate {
  finishReason?: Candidate['finishReason'];
  readonly content: { role: string; readonly parts: Part[] };
}

/** Adds `chunk` to the response. Chunks belong to the caller: growing data is a copy. */
export function assemble(
  into: GenerateContentResponse | undefined,
  chunk: GenerateContentResponse,
): GenerateContentResponse {
  const response = (into ?? { candidates: [] }) as { candidates: GrowingCandidate[] };
  for (const { index, content, finishReason } of chunk.candidates ?? []) {
    const candidate = (response.candidates[placeOf(index)] ??= {
      content: { role: 'model', parts: [] },
    });
    if (finishReason !== undefined) candidate.finishReason = finishReason;
    for (const part of content?.parts ?? []) addPart(candidate.content.parts, part);
  }
  return response as GenerateContentResponse;
}

/** A text continues the previous text: thoughts continue thoughts, the answer the answer. */
function addPart(parts: Part[], part: Part): void {
  const last = parts.at(-1);
  const goesOn =
    typeof part.text === 'string' &&
    typeof last?.text === 'string' &&
    (part.thought === true) === (last.thought === true);
  if (goesOn) last.text = appended(last.text, part.text!);
  else parts.push({ ...part });
}
