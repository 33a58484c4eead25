// What the content filter of Azure OpenAI adds to completions, chunks, responses and errors.
import type { JsonObject, ServerEvent } from './answer.ts';

const harms = ['hate', 'self_harm', 'sexual', 'violence'];

/** Results that let everything through but the categories in `filtered`, which has commas between. */
function toResults(filtered = ''): JsonObject {
  const categories = filtered.split(',').filter((name) => name !== '');
  const severities = harms.map((harm) => {
    const isFiltered = categories.includes(harm);
    return [harm, { filtered: isFiltered, severity: isFiltered ? 'medium' : 'safe' }];
  });
  const detections = categories
    .filter((name) => !harms.includes(name))
    .map((name) => [name, { filtered: true, detected: true }]);
  return Object.fromEntries([...severities, ...detections]);
}

const ofPrompt = [{ prompt_index: 0, content_filter_results: toResults() }];

/** A completion in which the first choice was filtered. */
export function toFilteredBody(body: JsonObject, filtered: string): JsonObject {
  return { prompt_filter_results: ofPrompt, ...body, choices: judge(body, filtered) };
}

/** A stream of which the chunks with a finish reason tell what was filtered; one without choices leads. */
export function toFilteredEvents(events: readonly ServerEvent[], filtered: string): ServerEvent[] {
  const first = { id: '', model: '', object: '', choices: [], prompt_filter_results: ofPrompt };
  return [
    { data: first },
    ...events.map(({ data, ...event }) =>
      data === '[DONE]' ? { ...event, data } : { ...event, data: toFilteredChunk(data, filtered) },
    ),
  ];
}

/** What a response says in which `filtered` was. */
export function toFilters(filtered: string): JsonObject[] {
  return [
    { blocked: false, source_type: 'prompt', content_filter_results: toResults() },
    { blocked: true, source_type: 'completion', content_filter_results: toResults(filtered) },
  ];
}

/** The error of a prompt that was not let through. */
export function toFilteredError(body: JsonObject, filtered: string): JsonObject {
  const innererror = {
    code: 'ResponsibleAIPolicyViolation',
    content_filter_result: toResults(filtered),
  };
  return { error: { ...(body['error'] as JsonObject), innererror } };
}

function toFilteredChunk(chunk: JsonObject, filtered: string): JsonObject {
  return { ...chunk, choices: judge(chunk, filtered) };
}

function judge({ choices }: JsonObject, filtered: string): JsonObject[] {
  return (choices as JsonObject[]).map((choice) => ({
    ...choice,
    content_filter_results: choice['finish_reason'] == null ? {} : toResults(filtered),
  }));
}
