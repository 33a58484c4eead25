// beta.threads.runs: a run calls the model in the background. What it took is known when a fetch, or a stream, finds that
// it has ended; helpers that wait for that fetch it.

import type { AssistantStreamEvent } from 'openai/resources/beta/assistants';
import type { Run } from 'openai/resources/beta/threads/runs/runs';
import type { AnyMethod } from '../../model/method.ts';
import type { Response } from '../../model/response.ts';
import { requests } from '../requests.ts';
import { toCompletionUsage } from '../shapes/usage.ts';
import { isNewEnd } from '../background.ts';
import { request } from './methods.ts';

const ENDED: ReadonlySet<Run['status']> = new Set([
  'completed',
  'incomplete',
  'failed',
  'expired',
] as const);

const PATH = 'beta.threads.runs';

/** The methods of the resource. */
export const runs: Readonly<Record<string, AnyMethod>> = {
  ...requests(request, 'openai', PATH, 'update', 'list', 'cancel'),
  ...Object.fromEntries(
    ['create', 'retrieve', 'submitToolOutputs'].map((name) => [name, run(name)]),
  ),
};

function run(method: string): AnyMethod {
  return request<unknown, Run, AssistantStreamEvent>({
    name: `openai.${PATH}.${method}`,
    request: () => ({}),
    response: toResponse,
    chunk(into, event) {
      if (event.event.startsWith('thread.run.') && 'model' in event.data) {
        Object.assign(into.metadata, toResponse(event.data as Run));
      }
    },
  });
}

/** Of a run that has ended, which nobody has said before: the rest is not read. */
function toResponse({ id, model, status, usage, last_error: error }: Run): Response {
  if (!ENDED.has(status) || !isNewEnd(id, status)) return {};
  const failure = isFailure(status)
    ? { code: error?.code ?? status, message: error?.message }
    : undefined;
  const finishReasons = [failure === undefined ? toFinishReason(status) : 'error'];
  return {
    failure,
    fetched: { id, model, finishReasons, usage: toCompletionUsage(usage), failure },
  };
}

function isFailure(status: Run['status']): boolean {
  return status === 'failed' || status === 'expired';
}

function toFinishReason(status: Run['status']): string {
  return status === 'incomplete' ? 'length' : 'stop';
}
