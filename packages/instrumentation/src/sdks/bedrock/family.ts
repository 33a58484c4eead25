// What Bedrock's families of models differ in: the shape of the bodies of InvokeModel.

import type { Content } from '../../model/content.ts';
import type { OperationNames } from '../../model/kinds.ts';
import type { RequestOf } from '../../model/operation.ts';
import type { Response } from '../../model/response.ts';
import type { Size } from '../../model/size.ts';
import type { StreamedResponse } from '../../model/streamed-response.ts';
import type { Body } from './invoke-body.ts';

/** The shape of one family. Chunks of a stream are put together to a body of an unstreamed response. */
export interface Family {
  readonly operation: OperationNames['inference'];
  request(body: Body): RequestOf<'inference'>;
  size?(body: Body): Size | undefined;
  input?(body: Body): Content;
  response(body: Body): Response;
  output?(body: Body): Content;
  chunk(into: StreamedResponse, body: Body): void;
  assemble?(into: Body | undefined, body: Body): Body | undefined;
}

/** A family in the types of its own API, whose bodies are JSON all the same. */
export function familyIn<Params, Answer, Chunk>(family: {
  readonly operation: OperationNames['inference'];
  request(params: Params): RequestOf<'inference'>;
  size(params: Params): Size | undefined;
  input(params: Params): Content;
  response(answer: Answer): Response;
  output(answer: Answer): Content;
  chunk(into: StreamedResponse, chunk: Chunk): void;
  assemble(into: Answer | undefined, chunk: Chunk): Answer | undefined;
}): Family {
  return family as unknown as Family;
}
