// InvokeAgent: an agent that runs at the service; an inline one is described by the request. The answer is a stream of parts of
// a text, or of calls of functions that the application is to run; no event says that it ends.

import type {
  InvokeAgentRequest,
  InvokeAgentResponse,
  InvokeInlineAgentRequest,
  ReturnControlPayload,
  ResponseStream,
} from '@aws-sdk/client-bedrock-agent-runtime';
import type { Content, Part } from '../../model/content.ts';
import type { StreamedResponse } from '../../model/streamed-response.ts';
import { appended } from '../../model/texts.ts';
import { toPrompt, toTextParts } from '../content-parts.ts';
import { remoteAgent } from './clients.ts';
import { viewOf } from './invoke-body.ts';

interface Command<Input> {
  readonly input: Input;
}

/** What has been said so far. */
interface Answer extends InvokeAgentResponse {
  readonly text?: string | undefined;
  readonly calls?: readonly Part[];
}

const answered = {
  input: ({ input: { inputText } }: Command<{ readonly inputText?: string | undefined }>) =>
    toPrompt(inputText),
  stream: ({ completion }: Answer) => completion,
  response: () => ({}),
  saysEnd: true as const,
  chunk: (into: StreamedResponse) => into.ended(),
  assemble: (into: Answer | undefined, { chunk, returnControl }: ResponseStream) =>
    ({
      text: appended(into?.text, viewOf(chunk?.bytes)?.toString() ?? ''),
      calls: [...(into?.calls ?? []), ...callsIn(returnControl)],
    }) as unknown as Answer,
  output: toOutput,
};

/** A call of an agent. */
export const invokeAgent = remoteAgent<Command<InvokeAgentRequest>, Answer, ResponseStream>({
  ...answered,
  request: ({ input: { agentId, sessionId } }) => ({ agentId, conversationId: sessionId }),
});

/** A call of an agent that the request describes. */
export const invokeInlineAgent = remoteAgent<
  Command<InvokeInlineAgentRequest>,
  Answer,
  ResponseStream
>({
  ...answered,
  name: ({ input }) => input.agentName,
  request: ({ input: { foundationModel, sessionId } }) => ({
    model: foundationModel,
    conversationId: sessionId,
  }),
});

function toOutput({ text, calls = [] }: Answer): Content {
  return {
    outputMessages: [
      {
        role: 'assistant',
        parts: [...toTextParts(text), ...calls],
        finish_reason: calls.length === 0 ? 'stop' : 'tool_call',
      },
    ],
  };
}

/** What the application is to run. */
function callsIn(control: ReturnControlPayload | undefined): Part[] {
  return (control?.invocationInputs ?? []).map((input) => {
    const { functionInvocationInput: called, apiInvocationInput: api } = input;
    const { parameters } = called ?? api ?? {};
    return {
      type: 'tool_call',
      id: control?.invocationId,
      name: called?.function ?? api?.apiPath ?? 'unknown',
      arguments: Object.fromEntries((parameters ?? []).map(({ name, value }) => [name, value])),
    };
  });
}
