// Agents and searches of Bedrock, which have no model in their requests: spans, records and content.

import { describe, expect, it } from 'vitest';
import { runProgram } from '../bedrock/run-program.ts';

const SET_UP = `
import { BedrockAgentRuntime, BedrockAgentRuntimeClient, InvokeAgentCommand, RetrieveCommand, paginateRetrieve } from '@aws-sdk/client-bedrock-agent-runtime';
const client = new BedrockAgentRuntime(options);
const asked = { agentId: 'AG1', agentAliasId: 'AL1', sessionId: 'session-1', inputText: 'Where does the quokka live?' };
const read = async ({ completion }) => {
  for await (const event of completion) console.log(JSON.stringify(event));
};`;
const CONTENT = { OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: 'true' };
const AGENT = '/agents/AG1/agentAliases/AL1/sessions/session-1/text';
const text = (content: string) => ({ type: 'text', content });
const event = (type: string, payload: object) => ({
  headers: { ':message-type': 'event', ':event-type': type, ':content-type': 'application/json' },
  payload,
});
const WORDS = { events: [{ chunk: 'On Rottnest ' }, { chunk: 'Island.' }] };

describe('InvokeAgent', () => {
  it.each([
    ['a method', 'await read(await client.invokeAgent(asked));'],
    [
      'a callback',
      'client.send(new InvokeAgentCommand(asked), (error, result) => void read(result));',
    ],
    [
      'send of another client',
      'await read(await new BedrockAgentRuntimeClient(options).send(new InvokeAgentCommand(asked)));',
    ],
  ])('is a span of an agent that runs elsewhere, by %s', async (_way, use) => {
    const { spans, records, sent } = await runProgram(`${SET_UP}${use}`, { [AGENT]: WORDS });
    expect(spans).toHaveLength(1);
    expect(spans[0]).toMatchObject({
      kind: 'client',
      attributes: {
        'gen_ai.operation.name': 'invoke_agent',
        'gen_ai.provider.name': 'aws.bedrock',
        'gen_ai.agent.id': 'AG1',
        'gen_ai.conversation.id': 'session-1',
        'llm_otel.outcome': 'completed',
      },
    });
    expect(records).toMatchObject([{ outcome: 'completed', agent_id: 'AG1' }]);
    expect(sent).not.toMatch(/quokka|Rottnest/);
  });

  it('has its content where that is recorded', async () => {
    const { spans } = await runProgram(
      `${SET_UP}await read(await client.invokeAgent(asked));`,
      { [AGENT]: WORDS },
      CONTENT,
    );
    expect(spans[0]!.attributes).toMatchObject({
      'gen_ai.input.messages': [{ role: 'user', parts: [text('Where does the quokka live?')] }],
      'gen_ai.output.messages': [
        { role: 'assistant', parts: [text('On Rottnest Island.')], finish_reason: 'stop' },
      ],
    });
  });

  it('asks the application to run a function', async () => {
    const called = { actionGroup: 'a', function: 'weather' };
    const parameters = [{ name: 'city', type: 'string', value: 'Rottnest' }];
    const { spans } = await runProgram(
      `${SET_UP}await read(await client.invokeAgent(asked));`,
      {
        [AGENT]: {
          events: [
            event('returnControl', {
              invocationId: 'i1',
              invocationInputs: [{ functionInvocationInput: { ...called, parameters } }],
            }),
          ],
        },
      },
      CONTENT,
    );
    expect(spans[0]!.attributes['gen_ai.output.messages']).toEqual([
      {
        role: 'assistant',
        parts: [{ type: 'tool_call', id: 'i1', name: 'weather', arguments: { city: 'Rottnest' } }],
        finish_reason: 'tool_call',
      },
    ]);
  });

  it('fails with the exception in its stream', async () => {
    const exception = {
      headers: {
        ':message-type': 'exception',
        ':exception-type': 'dependencyFailedException',
        ':content-type': 'application/json',
      },
      payload: { message: 'Access denied while invoking a Lambda function.' },
    };
    const { spans, stdout } = await runProgram(
      `${SET_UP}await read(await client.invokeAgent(asked)).catch((error) => console.log(error.name));`,
      { [AGENT]: { events: [{ chunk: 'On' }, exception] } },
    );
    expect(stdout).toContain('DependencyFailedException');
    expect(spans[0]).toMatchObject({
      status: { code: 'error' },
      attributes: { 'error.type': 'DependencyFailedException', 'llm_otel.outcome': 'error' },
    });
  });
});

describe('Retrieve', () => {
  const hits = [
    { content: { text: 'The quokka' }, score: 0.4, documentId: 'd1' },
    {
      content: { text: 'lives there.' },
      score: 0.9,
      location: { type: 'S3', s3Location: { uri: 's3://bucket/island.pdf' } },
    },
  ];
  const search = `{ knowledgeBaseId: 'KB1', retrievalQuery: { text: 'quokka' },
    retrievalConfiguration: { vectorSearchConfiguration: { numberOfResults: 3 } } }`;

  it.each([
    ['a method', `console.log((await client.retrieve(${search})).retrievalResults.length);`],
    [
      'a paginator',
      `for await (const page of paginateRetrieve({ client }, ${search})) console.log(page.retrievalResults.length);`,
    ],
  ])('is a span of a search with its hits and best score, by %s', async (_way, use) => {
    const { spans, records, sent } = await runProgram(`${SET_UP}${use}`, {
      '/knowledgebases/KB1/retrieve': { json: { retrievalResults: hits } },
    });
    expect(spans).toHaveLength(1);
    expect(spans[0]!.attributes).toMatchObject({
      'gen_ai.operation.name': 'retrieval',
      'gen_ai.provider.name': 'aws.bedrock',
      'gen_ai.data_source.id': 'KB1',
      'aws.bedrock.knowledge_base.id': 'KB1',
      'gen_ai.retrieval.top_k': 3,
      'llm_otel.retrieval.hit_count': 2,
      'llm_otel.retrieval.best_score': 0.9,
    });
    expect(records).toMatchObject([{ outcome: 'completed', retrieved_count: 2, best_score: 0.9 }]);
    expect(sent).not.toMatch(/quokka|island/);
  });

  it('has the query and where its hits stand, where content is recorded', async () => {
    const { spans } = await runProgram(
      `${SET_UP}await client.retrieve(${search});`,
      { '/knowledgebases/KB1/retrieve': { json: { retrievalResults: hits } } },
      CONTENT,
    );
    expect(spans[0]!.attributes).toMatchObject({
      'gen_ai.retrieval.query.text': 'quokka',
      'gen_ai.retrieval.documents': [
        { id: 'd1', score: 0.4 },
        { id: 's3://bucket/island.pdf', score: 0.9 },
      ],
    });
  });
});
