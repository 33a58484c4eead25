// The commands of InvokeModel, and what of them is read.

import { ownValue } from '../../model/size.ts';
import { type Body, lengthOf, parsed } from './invoke-body.ts';
import { withHeaders } from './response-headers.ts';

/** A command. Its body is a text or bytes. */
export interface InvokeCommand {
  readonly input: {
    readonly modelId?: string;
    readonly guardrailIdentifier?: string;
    readonly body?: unknown;
  };
}

/** What the application gets of an unstreamed one. */
export interface InvokeResult {
  readonly body?: unknown;
}

/** Bytes: more are images or documents, and take longer to parse than the settings in them are worth. */
const MOST = 2 ** 20;

/** The body of a request, unless it is too long to be read for its settings. */
export function bodyOf(command: object): Body | undefined {
  const body = ownValue(ownValue(command, 'input'), 'body');
  return lengthOf(body) > MOST ? undefined : parsed(body);
}

/** `pass` of a method: the headers of the response are noted. */
export function hearing({
  args: [command, ...rest],
}: {
  readonly args: readonly [InvokeCommand, ...unknown[]];
}): [InvokeCommand, ...unknown[]] {
  return [withHeaders(command), ...rest];
}
