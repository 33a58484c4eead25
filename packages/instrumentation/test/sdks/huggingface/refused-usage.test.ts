// A server that refuses the token counts that LLM_OTEL_STREAM_USAGE=request adds to a stream.

import { expect, it } from 'vitest';
import { useTracedProgram } from '../../support/traced-program.ts';

const { run } = useTracedProgram({ isHosted: true });
const program = (errorOfAll: string): string => `
  import { createServer } from 'node:http';
  import { InferenceClient } from '@huggingface/inference';
  const asked = [];
  const chunk = (content, finish_reason) => 'data: ' + JSON.stringify({ choices: [{ index: 0, delta: { content }, finish_reason }] }) + '\\n\\n';
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (part) => (body += part));
    request.on('end', () => {
      const asks = 'stream_options' in JSON.parse(body);
      asked.push(asks);
      const error = asks ? 'Extra inputs are not permitted' : '${errorOfAll}';
      const type = error === '' ? 'text/event-stream' : 'application/json';
      response.writeHead(error === '' ? 200 : 422, { 'content-type': type });
      response.end(error === '' ? chunk('Hel', null) + chunk('lo', 'stop') : JSON.stringify({ error }));
    });
  }).listen(0, '127.0.0.1', async () => {
    const client = new InferenceClient('hf_unused', { endpointUrl: 'http://127.0.0.1:' + server.address().port });
    const texts = [];
    for (const _ of [1, 2]) try {
      let text = '';
      for await (const { choices } of client.chatCompletionStream({ model: 'm', messages: [{ role: 'user', content: 'Hi' }] })) text += choices[0].delta.content;
      texts.push(text);
    } catch (error) { texts.push(error.message); }
    console.log(JSON.stringify({ asked, texts }));
    server.close(); server.closeAllConnections();
  });`;
const asking = { LLM_OTEL_STREAM_USAGE: 'request' };

it('answers the application, in one span, and is not asked again', async () => {
  const { stdout, stderr, callRecords } = await run(asking, program(''));
  expect(JSON.parse(stdout)).toEqual({ asked: [true, false, false], texts: ['Hello', 'Hello'] });
  expect(callRecords()).toMatchObject([{ outcome: 'completed' }, { outcome: 'completed' }]);
  expect(stderr.match(/token counts of streams/g)).toHaveLength(1);
});

it('throws the error of the request without our addition', async () => {
  const text = 'the context is too long';
  const { stdout, callRecords } = await run(asking, program(text));
  const thrown = `Failed to perform inference: ${text}`;
  expect(JSON.parse(stdout)).toEqual({
    asked: [true, false, true, false],
    texts: [thrown, thrown],
  });
  expect(callRecords()).toMatchObject([{ error_code: '422' }, { error_code: '422' }]);
});
