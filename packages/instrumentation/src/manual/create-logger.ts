// createLogger: a call to a model that is told in two lines, where no callback fits around it.

import { recordId } from '../foundation/record-id.ts';
import { safely } from '../foundation/safely.ts';
import type { Handle } from './handle.ts';
import { type LlmCallFields, type LlmCallOptions, startLlmCall } from './llm-call.ts';

/** What is told of a response. */
export interface LoggedResponse extends LlmCallFields {
  /** The error, if the call failed. The caller still throws it. */
  error?: unknown;
}

/** Tells of calls to models. */
export interface Logger {
  /** A call begins. Returns the `request_id` of its record. */
  logRequest(request: LlmCallOptions): string;
  /** The call ends. An id that is not known, or not any more, does nothing. */
  logResponse(requestId: string, response?: LoggedResponse): void;
}

/** Requests without a response, of all loggers: more are forgotten, the oldest first, and count as abandoned. */
const MAX_OPEN = 10_000;

const open = new Map<string, Handle<LlmCallFields>>();

/**
 * A logger; its name is the attribute `logger` of its calls.
 *
 * @example
 * const logger = createLogger('answers');
 * const id = logger.logRequest({ model: 'llama3', provider: 'ollama' });
 * logger.logResponse(id, { inputTokens: 10, outputTokens: 20 });
 */
export function createLogger(name: string): Logger {
  return {
    logRequest(request) {
      const id = recordId(Date.now());
      safely('logging a request', () => {
        const attributes = { ...request.attributes, logger: name };
        open.set(id, startLlmCall({ ...request, attributes }, id));
        if (open.size > MAX_OPEN) forgetOldest();
      });
      return id;
    },
    logResponse(requestId, response = {}) {
      safely('logging a response', () => {
        const handle = open.get(requestId);
        if (handle === undefined) return;
        open.delete(requestId);
        const { error, ...fields } = response;
        if (error === undefined) handle.end(fields);
        else handle.set(fields).fail(error);
      });
    },
  };
}

function forgetOldest(): void {
  const [oldest] = open;
  if (oldest === undefined) return;
  open.delete(oldest[0]);
  oldest[1].streamEnded('abandoned');
}
