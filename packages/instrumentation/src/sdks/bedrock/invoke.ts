// InvokeModel and its stream: the methods of each family of models.

import type { Content } from '../../model/content.ts';
import type { AnyMethod } from '../../model/method.ts';
import type { RequestOf } from '../../model/operation.ts';
import { ownValue } from '../../model/size.ts';
import { inference, request } from './clients.ts';
import { familyOf, taskOf } from './families.ts';
import type { Family } from './family.ts';
import { addChunk, toResponse } from './invoke-answers.ts';
import { type Body, parsed } from './invoke-body.ts';
import { type InvokeCommand, type InvokeResult, bodyOf, hearing } from './invoke-command.ts';
import { invokeEmbeddings } from './invoke-embeddings.ts';

interface StreamResult {
  readonly body?: object;
}

interface Event {
  readonly chunk?: { readonly bytes?: unknown };
}

const plain = new Map<Family, AnyMethod>();
const streamed = new Map<Family, AnyMethod>();

/** No conventions say what a model that sorts is asked. */
const rerank = request<InvokeCommand, unknown>({
  name: 'bedrock.invokeModel',
  request: ({ input }) => ({ model: input.modelId }),
  response: () => ({}),
});

/** The method of an `InvokeModelCommand`. */
export function invokeModel(command: object): AnyMethod {
  const [model, body] = [modelOf(command), bodyOf(command)];
  const task = taskOf(model, body);
  if (task !== undefined) return task === 'rerank' ? rerank : invokeEmbeddings;
  return methodIn(plain, familyOf(model, body), plainMethod);
}

/** The method of an `InvokeModelWithResponseStreamCommand`. */
export function invokeModelStream(command: object): AnyMethod {
  return methodIn(streamed, familyOf(modelOf(command), bodyOf(command)), streamedMethod);
}

function modelOf(command: object): string {
  return String(ownValue(ownValue(command, 'input'), 'modelId'));
}

function methodIn(
  methods: Map<Family, AnyMethod>,
  family: Family,
  make: (family: Family) => AnyMethod,
): AnyMethod {
  const method = methods.get(family) ?? make(family);
  methods.set(family, method);
  return method;
}

function askedOf({ operation, request: settingsOf, size, input }: Family) {
  return {
    operation,
    request(command: InvokeCommand): RequestOf<'inference'> {
      const { modelId: model, guardrailIdentifier: bedrockGuardrailId } = command.input;
      const body = bodyOf(command);
      return { ...(body && settingsOf(body)), model, bedrockGuardrailId };
    },
    ...(size && {
      size(command: InvokeCommand) {
        const body = bodyOf(command);
        return body && size(body);
      },
    }),
    ...(input && { input: (command: InvokeCommand) => contentOf(command.input.body, input) }),
  };
}

/** What is no JSON has no content. */
function contentOf(bytes: unknown, read: (body: Body) => Content): Content {
  const body = parsed(bytes);
  return body === undefined ? {} : read(body);
}

function plainMethod(family: Family): AnyMethod {
  const { output } = family;
  return inference<InvokeCommand, InvokeResult>({
    ...askedOf(family),
    pass: hearing,
    response: (result) => toResponse(family, result),
    ...(output && { output: ({ body }) => contentOf(body, output) }),
  });
}

function streamedMethod(family: Family): AnyMethod {
  const { assemble, output } = family;
  const asked = askedOf(family);
  return inference<InvokeCommand, StreamResult & Body, Event>({
    ...asked,
    request: (command) => ({ ...asked.request(command), stream: true }),
    stream: ({ body }) => body,
    response: () => ({}),
    saysEnd: true,
    chunk: (into, { chunk }) => addChunk(family, into, chunk?.bytes),
    ...(assemble && {
      assemble(into, { chunk }) {
        const body = parsed(chunk?.bytes);
        return body && (assemble(into, body) as (StreamResult & Body) | undefined);
      },
    }),
    ...(output && { output }),
  });
}
