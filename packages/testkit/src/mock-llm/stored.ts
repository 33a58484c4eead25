// The wire form of everything that is stored and managed rather than generated: files, batches,
// conversations, assistants, threads and their runs. Nothing is kept: an object is made of its path.
import { type Answer, createdAt, type JsonObject } from './answer.ts';

const names: Readonly<Record<string, string>> = {
  files: 'file',
  batches: 'batch',
  conversations: 'conversation',
  items: 'conversation.item',
  assistants: 'assistant',
  threads: 'thread',
  messages: 'thread.message',
  runs: 'thread.run',
  steps: 'thread.run.step',
};

/** What a request for a stored object says. */
export interface StoredRequest {
  readonly method: string;
  /** Path without query. */
  readonly path: string;
  readonly fields: JsonObject;
}

/** Answers a request for an object, a list of them, or something that is done to one. */
export function answerStored({ method, path, fields }: StoredRequest, seed: string): Answer {
  const segments = path.split('/').slice(2);
  const last = segments.at(-1)!;
  if (last === 'content') {
    return { body: {}, raw: { contentType: 'text/plain', bytes: Buffer.from('stored text') } };
  }
  const isCollection = last in names;
  const kind = segments.findLast((segment) => segment in names)!;
  const id = isCollection ? `${kind}_${seed}` : segments[segments.lastIndexOf(kind) + 1]!;
  const object = toObject(names[kind]!, id, segments[1]);
  if (method === 'DELETE') return { body: { id, object: `${names[kind]}.deleted`, deleted: true } };
  if (method === 'GET' && isCollection) {
    return { body: { object: 'list', data: [object], first_id: id, last_id: id, has_more: false } };
  }
  if (fields['stream'] !== true) return { body: object };
  const queued = { ...object, status: 'queued' };
  return {
    body: object,
    events: [
      { name: 'thread.run.created', data: queued },
      { name: 'thread.run.completed', data: object },
      { name: 'done', data: '[DONE]' },
    ],
  };
}

function toObject(object: string, id: string, owner: string | undefined): JsonObject {
  return {
    id,
    object,
    created_at: createdAt,
    status: object === 'file' ? 'processed' : 'completed',
    ...(object.startsWith('thread.') && { thread_id: owner }),
    ...(object === 'thread.run' && {
      usage: { prompt_tokens: 3, completion_tokens: 4, total_tokens: 7 },
    }),
  };
}
