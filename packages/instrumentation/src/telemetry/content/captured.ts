// Gets the content of a call from an adapter, if content is recorded, and copies it.

import { isRecorded, type Capture } from '../../content/capture.ts';
import { copyContent, type ContentCopy } from '../../content/copy.ts';
import { contentLimits } from '../../content/limits.ts';
import { captureHere } from './capture-context.ts';
import type { OperationStart } from '../operation.ts';
import type { AnyMethod, Call } from '../../model/method.ts';
import type { Content } from '../../model/content.ts';
import { safely } from '../../foundation/safely.ts';

/** The recording of a starting call's content, and the input of the model. */
export function inputOf(
  method: AnyMethod,
  call: Call,
): Pick<OperationStart, 'capture' | 'content'> {
  return startCopy(method.input && (() => method.input!(call)));
}

/** A copy of the prompt that `read` returns: also read if only its hash is recorded. */
export function capturedPrompt(
  what: string,
  read: () => Content | undefined,
): ContentCopy | undefined {
  return captureHere() === undefined ? undefined : copied(what, read);
}

/** The model's output in `result`, which may be assembled from stream chunks. */
export function outputOf(
  method: AnyMethod,
  result: unknown,
  capture: Capture | undefined,
  known: { readonly kept?: unknown; readonly before?: unknown } = {},
): ContentCopy | undefined {
  if (result === undefined || method.output === undefined) return undefined;
  const { kept, before } = known;
  return captured('reading an output', () => method.output!(result, kept, before), capture);
}

/** The stream's chunks assembled with `chunk`, in the shape of an unstreamed result. */
export function assembled(method: AnyMethod, into: unknown, chunk: unknown): unknown {
  if (method.assemble === undefined) return undefined;
  try {
    return method.assemble(into, chunk) ?? into;
  } catch {
    // Unknown shape.
    return into;
  }
}

/** A copy of the content that `read` returns; `undefined` if content is not recorded. */
export function captured(
  what: string,
  read: () => Content | undefined,
  capture: Capture | undefined = captureHere(),
): ContentCopy | undefined {
  return capture !== undefined && isRecorded(capture) ? copied(what, read) : undefined;
}

function copied(what: string, read: () => Content | undefined): ContentCopy | undefined {
  return safely(what, () => {
    const content = read();
    return content === undefined ? undefined : copyContent(content, contentLimits());
  });
}

/** The same for non-calls: `read` is only called if content is recorded. */
export function startCopy(
  read: (() => Content) | undefined,
): Pick<OperationStart, 'capture' | 'content'> {
  const capture = captureHere();
  if (capture === undefined || read === undefined) return { capture };
  return { capture, content: copied('reading an input', read) };
}

/** The output of an operation whose content is recorded as in `capture`. */
export function outputCopy(
  read: (() => Content) | undefined,
  capture: Capture | undefined,
): ContentCopy | undefined {
  return read && captured('reading an output', read, capture);
}
