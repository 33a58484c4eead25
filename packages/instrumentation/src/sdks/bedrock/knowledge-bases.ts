// Knowledge bases: a search in one, and an answer of a model from what the service found there.

import type {
  RetrieveAndGenerateRequest,
  RetrieveAndGenerateResponse,
  RetrieveAndGenerateStreamResponse,
  RetrieveAndGenerateStreamResponseOutput,
  RetrieveRequest,
  RetrieveResponse,
  KnowledgeBaseRetrievalResult,
} from '@aws-sdk/client-bedrock-agent-runtime';
import type { Content } from '../../model/content.ts';
import type { RequestOf } from '../../model/operation.ts';
import { ownValue } from '../../model/size.ts';
import { appended, toTexts } from '../../model/texts.ts';
import { toPrompt, toTextParts } from '../content-parts.ts';
import { NO_ANSWER } from '../shapes/failure.ts';
import { promptSize } from '../shapes/size.ts';
import { generating, retrieval } from './clients.ts';
import { decisionOf } from './guardrails.ts';

/** A search. */
export const retrieve = retrieval<{ readonly input: RetrieveRequest }, RetrieveResponse>({
  name: ({ input }) => input.knowledgeBaseId,
  request({ input: { knowledgeBaseId, retrievalConfiguration: by, guardrailConfiguration } }) {
    const search = by?.vectorSearchConfiguration ?? by?.managedSearchConfiguration;
    return {
      retrievalTopK: search?.numberOfResults,
      bedrockKnowledgeBaseId: knowledgeBaseId,
      bedrockGuardrailId: guardrailConfiguration?.guardrailId,
    };
  },
  input: ({ input }) => ({ queryText: input.retrievalQuery?.text }),
  response({ retrievalResults: found, guardrailAction }) {
    const scores = (found ?? []).flatMap(({ score }) => (Number.isFinite(score) ? [score!] : []));
    return {
      hitCount: found?.length,
      bestScore: scores.length === 0 ? undefined : Math.max(...scores),
      guardrailDecision: decisionOf(guardrailAction),
    };
  },
  output: ({ retrievalResults: found }) => ({
    documents: found?.map((hit) => ({ id: idOf(hit), score: hit.score })),
  }),
});

/** Of a chunk of a document if it has one, else of the document: where it stands. */
function idOf({ documentId, metadata, location }: KnowledgeBaseRetrievalResult) {
  const chunk: unknown = metadata?.['x-amz-bedrock-kb-chunk-id'];
  if (typeof chunk === 'string') return chunk;
  if (documentId !== undefined) return documentId;
  const places: readonly unknown[] = Object.values(location ?? {});
  const urls = places.map((place) => {
    const { uri, url, id } = (place ?? {}) as Readonly<Record<string, unknown>>;
    return uri ?? url ?? id;
  });
  return urls.find((url) => typeof url === 'string') as string | undefined;
}

interface Command {
  readonly input: RetrieveAndGenerateRequest;
}

const asked = {
  // A search and a text in one: neither a chat nor the completion of a prompt.
  operation: 'generate_content' as const,
  request: toRequest,
  size: (command: Command) =>
    promptSize(ownValue(ownValue(ownValue(command, 'input'), 'input'), 'text')),
  input: ({ input: { input } }: Command) => toPrompt(input?.text),
};

/** One answer. */
export const retrieveAndGenerate = generating<Command, RetrieveAndGenerateResponse>({
  ...asked,
  response: ({ output, guardrailAction }) => ({
    guardrailDecision: decisionOf(guardrailAction),
    ...(output === undefined && { failure: NO_ANSWER }),
  }),
  output: ({ output }) => toOutput(output?.text),
});

/** A stream of the answer's text, which no event ends. */
export const retrieveAndGenerateStream = generating<
  Command,
  RetrieveAndGenerateStreamResponse & { readonly text?: string },
  RetrieveAndGenerateStreamResponseOutput
>({
  ...asked,
  request: (command) => ({ ...toRequest(command), stream: true }),
  stream: ({ stream }) => stream,
  response: () => ({}),
  saysEnd: true,
  chunk(into, { output, guardrail }) {
    if (output !== undefined) into.ended();
    into.first('guardrailDecision', decisionOf(guardrail?.action));
  },
  assemble: (into, { output }) =>
    ({ text: appended(into?.text, output?.text ?? '') }) as typeof into,
  output: ({ text }) => toOutput(text),
});

function toRequest({ input }: Command): RequestOf<'inference'> {
  const { knowledgeBaseConfiguration: base, externalSourcesConfiguration: sources } =
    input.retrieveAndGenerateConfiguration ?? {};
  const { generationConfiguration: generation, modelArn } = base ?? sources ?? {};
  const { maxTokens, temperature, topP, stopSequences } =
    generation?.inferenceConfig?.textInferenceConfig ?? {};
  return {
    model: modelArn,
    maxTokens,
    temperature,
    topP,
    stopSequences: toTexts(stopSequences),
    conversationId: input.sessionId,
    bedrockKnowledgeBaseId: base?.knowledgeBaseId,
    bedrockGuardrailId: generation?.guardrailConfiguration?.guardrailId,
  };
}

function toOutput(text: string | undefined): Content {
  return {
    outputMessages: [{ role: 'assistant', parts: toTextParts(text), finish_reason: 'stop' }],
  };
}
