// The results of Azure OpenAI's content filter for prompts and answers: the categories that it flagged
// and the highest severity. The SDK's types lack them.

import type { Response as ModelResponse } from '../../model/response.ts';

/** The safety part of a response. */
export type Safety = Pick<ModelResponse, 'safetyFlags' | 'safetyScore'>;

/** Severities on Azure's scale from 0 to 7, of which the API names four steps. */
const SEVERITIES: Readonly<Record<string, number>> = { safe: 0, low: 2, medium: 4, high: 6 };

/** By category: one result, or a list of results. */
type Results = Readonly<Record<string, unknown>>;

interface Found {
  readonly filtered?: unknown;
  readonly detected?: unknown;
  readonly severity?: unknown;
}
/** A prompt or a choice. */
interface Judged {
  readonly content_filter_results?: Results | null;
}
interface Filtered {
  readonly prompt_filter_results?: readonly Judged[] | null;
  readonly choices?: readonly Judged[] | null;
  /** For a response: its prompt and its output. */
  readonly content_filters?: readonly Judged[] | null;
}
interface Refused {
  readonly error?: {
    readonly innererror?: { readonly content_filter_result?: Results };
    readonly inner_error?: { readonly content_filter_results?: Results };
  };
}

/** Adds the results of a response or a chunk to `into`. */
export function addSafety<T extends Safety>(into: T, response: object): T {
  const { prompt_filter_results: prompts, choices, content_filters: parts } = response as Filtered;
  addAll(into, prompts);
  addAll(into, choices);
  addAll(into, parts);
  return into;
}

/** The results in an error about a blocked prompt. */
export function safetyOfError(thrown: unknown): Safety {
  const { error } = thrown as Refused;
  const safety: Safety = {};
  addResults(safety, error?.innererror?.content_filter_result);
  addResults(safety, error?.inner_error?.content_filter_results);
  return safety;
}

function addAll(into: Safety, all: readonly Judged[] | null | undefined): void {
  // Compatible servers may send anything.
  if (!Array.isArray(all)) return;
  for (const judged of all) addResults(into, (judged as Judged | null)?.content_filter_results);
}

function addResults(into: Safety, results: Results | null | undefined): void {
  if (results === undefined || results === null) return;
  for (const [category, found] of Object.entries(results)) {
    if (isFlagged(found) && into.safetyFlags?.includes(category) !== true) {
      (into.safetyFlags ??= []).push(category);
    }
    const score = SEVERITIES[String((found as Found | null)?.severity)];
    if (score !== undefined && score >= (into.safetyScore ?? 0)) into.safetyScore = score;
  }
}

function isFlagged(found: unknown): boolean {
  if (Array.isArray(found)) return found.some(isFlagged);
  const { filtered, detected } = (found ?? {}) as Found;
  return filtered === true || detected === true;
}
