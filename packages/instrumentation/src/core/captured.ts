// Asks an adapter for the content of a call, if content is recorded at all, and copies it.

import type { Capture } from '../content/capture.ts';
import { copyContent, type ContentCopy, type Limits } from '../content/copy.ts';
import { config } from '../config.ts';
import { captureHere } from '../telemetry/capture-context.ts';
import type { AnyMethod } from './adapter.ts';
import type { Content } from './content.ts';
import { safely } from './safely.ts';

let limits: Limits | undefined;

/** What is said to the model. */
export function inputOf(
  method: AnyMethod,
  params: unknown,
  second: unknown,
): ContentCopy | undefined {
  if (method.input === undefined) return undefined;
  return captured('reading an input', () => method.input!(params, second));
}

/** What the model says in `result`, which may be what the chunks of a stream add up to. */
export function outputOf(
  method: AnyMethod,
  result: unknown,
  capture: Capture | undefined,
): ContentCopy | undefined {
  if (result === undefined || method.output === undefined) return undefined;
  return captured('reading an output', () => method.output!(result), capture);
}

/** What the chunks of a stream add up to with `chunk`, in the shape of an unstreamed result. */
export function assembled(method: AnyMethod, into: unknown, chunk: unknown): unknown {
  if (method.assemble === undefined) return undefined;
  try {
    return method.assemble(into, chunk) ?? into;
  } catch {
    // Of an unknown shape.
    return into;
  }
}

/** The content that `read` returns, as a copy. */
export function captured(
  what: string,
  read: () => Content | undefined,
  capture: Capture | undefined = captureHere(),
): ContentCopy | undefined {
  if (capture === undefined) return undefined;
  return safely(what, () => {
    const content = read();
    return content === undefined ? undefined : copyContent(content, (limits ??= readLimits()));
  });
}

function readLimits(): Limits {
  const { textLimit, contentLimit, captureMedia, toolDefinitions, hmacKey } = config();
  return {
    text: textLimit,
    content: contentLimit,
    hasMedia: captureMedia === 'full',
    hasToolDetails: toolDefinitions === 'full',
    hasDigests: hmacKey !== undefined,
  };
}
