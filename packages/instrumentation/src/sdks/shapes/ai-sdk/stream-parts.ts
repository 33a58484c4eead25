// The parts of a streamed answer of the AI SDK's models of language.

import type { Failure } from '../../../model/response.ts';
import type { StreamedResponse } from '../../../model/streamed-response.ts';
import { appended } from '../../../model/texts.ts';
import { failureOf } from '../failure.ts';
import { type Answer, toUsage, wordOf } from './language-model.ts';

/** A part of a streamed answer, of which kind its `type` says. */
export type StreamPart = Answer & {
  readonly type: string;
  readonly id?: string;
  readonly modelId?: string;
  readonly delta?: string;
  readonly textDelta?: string;
  readonly error?: unknown;
};

/** Adds a part of a stream. */
export function addPart(into: StreamedResponse, part: StreamPart): void {
  into.choice(0, undefined);
  switch (part.type) {
    case 'response-metadata':
      return into.identify(part.id, part.modelId);
    case 'error':
      return into.first('failure', failureIn(part));
    case 'finish':
      into.choice(0, wordOf(part.finishReason));
      if (part.usage) into.usage(toUsage(part.usage));
  }
}

/** What `addPart` makes of a stream's content: texts and thoughts in one piece each, and calls of tools. */
export function assemble(into: Answer | undefined, part: StreamPart): Answer {
  const answer = { ...into, content: [...(into?.content ?? [])] };
  switch (part.type) {
    case 'text-delta':
      append(answer.content, 'text', part.delta ?? part.textDelta);
      break;
    case 'reasoning-delta':
      append(answer.content, 'reasoning', part.delta);
      break;
    case 'tool-call':
      answer.content.push(part);
      break;
    case 'finish':
      return { ...answer, ...(part.finishReason && { finishReason: part.finishReason }) };
  }
  return answer;
}

function append(content: object[], type: string, delta: string | undefined): void {
  const last = content.at(-1) as { readonly type?: string; readonly text?: string } | undefined;
  const isSame = last?.type === type;
  const text = appended(isSame ? last.text : undefined, delta ?? '');
  content.splice(isSame ? -1 : content.length, 1, { type, text });
}

/** An error of the stream may be that of the package, with the answer of the server. */
function failureIn({ error }: StreamPart): Failure {
  return failureOf({ error }) ?? { code: 'error' };
}
