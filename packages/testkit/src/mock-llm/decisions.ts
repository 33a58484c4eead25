// The wire forms of what classifies its input: /v1/moderations, /v1/decisions, and the search in a
// vector store.
import { type Answer, type AnswerSeed, type JsonObject, toResponseModel } from './answer.ts';
import { countTokens } from './words.ts';

/** Finds nothing wrong with anything. */
export function answerModeration(request: JsonObject, id: AnswerSeed['id']): Answer {
  const inputs = [request['input']].flat();
  const result = {
    flagged: false,
    categories: { violence: false },
    category_scores: { violence: 0 },
  };
  const model = toResponseModel(String(request['model'] ?? 'omni-moderation'));
  return { body: { id: `modr-${id}`, model, results: inputs.map(() => result) } };
}

/** Says yes to every question. */
export function answerDecision(request: JsonObject): Answer {
  const questions = request['questions'] as readonly { name?: string }[];
  const input = countTokens(JSON.stringify(request['input']));
  const usage = {
    input_tokens: input,
    input_tokens_details: { cached_tokens: 0, cache_write_tokens: 0 },
    output_tokens: questions.length,
    output_tokens_details: { reasoning_tokens: 0 },
    total_tokens: input + questions.length,
  };
  const answers = questions.map(({ name = null }) => ({ type: 'predicate', name, probability: 1 }));
  return { body: { answers, model: toResponseModel(String(request['model'])), usage } };
}

/** Finds two passages, or as many as `max_num_results` says if that is fewer. */
export function answerSearch(request: JsonObject): Answer {
  const hits = [0.91, 0.42].map((score, index) => ({
    file_id: `file-${index + 1}`,
    filename: `handbook-${index + 1}.md`,
    score,
    attributes: {},
    content: [{ type: 'text', text: 'A span is a timed operation.' }],
  }));
  const data = hits.slice(0, Number(request['max_num_results'] ?? 10));
  const page = {
    object: 'vector_store.search_results.page',
    search_query: [request['query']].flat(),
  };
  return { body: { ...page, data, has_more: false, next_page: null } };
}
