// Errors that a service reports in the place of a response or a chunk.

import type { Kind } from '../model/kinds.ts';
import type { AnyMethod, Method } from '../model/method.ts';
import type { Response } from '../model/response.ts';
import { failureOf } from './shapes/failure.ts';

/** What else is called may return a job that failed, which is no failure of the call. */
export const ANSWERING: ReadonlySet<Kind> = new Set<Kind>(['inference', 'embeddings', 'rerank']);

/** A method whose results are unknown. */
export type ErasedMethod = Pick<Method<unknown, readonly never[], never, never>, 'response'>;

/** `method`, to which an error in the place of a response or chunk is a failure. */
export function readingFailures({ response, chunk, ...rest }: AnyMethod): ErasedMethod {
  const reading: Omit<AnyMethod, 'describe'> = {
    ...rest,
    response(result) {
      const failure = failureOf(result);
      if (failure === undefined) return response(result);
      // A body with an error may have nothing else.
      const read = readable(() => response(result));
      return { ...read, failure: read.failure ?? failure };
    },
    ...(chunk && {
      chunk(into, data) {
        into.first('failure', failureOf(data));
        chunk(into, data);
      },
    }),
  };
  return reading as unknown as ErasedMethod;
}

function readable(read: () => Response): Response {
  try {
    return read();
  } catch {
    return {};
  }
}
