// The results of the safety filters for prompts and candidates: the blocked categories. Only Vertex AI sends
// scores, on a separate scale from 0 to 1.

import type { GenerateContentResponse, SafetyRating } from '@google/genai';
import type { Safety } from '../../../model/response.ts';

/** Adds the results of a response or a chunk to `into`. */
export function addSafety<T extends Safety>(into: T, response: GenerateContentResponse): T {
  const { promptFeedback, candidates } = response;
  addRatings(into, promptFeedback?.safetyRatings);
  for (const { safetyRatings } of candidates ?? []) addRatings(into, safetyRatings);
  return into;
}

function addRatings(into: Safety, ratings: readonly SafetyRating[] | undefined): void {
  if (!Array.isArray(ratings)) return;
  for (const { blocked, category, severityScore: score } of ratings as readonly SafetyRating[]) {
    const isNew = category !== undefined && into.safetyFlags?.includes(category) !== true;
    if (blocked === true && isNew) (into.safetyFlags ??= []).push(category);
    if (typeof score === 'number' && score >= (into.safetyScore ?? 0)) into.safetyScore = score;
  }
}
