// Live sessions of @google/genai over a WebSocket of this machine: each turn of the model is an inference, whoever began
// it and however it ends.

import { runScenario, startOtlpSink, type OtlpSink } from '@llm-otel/testkit';
import { createRequire } from 'node:module';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

let sink: OtlpSink;
beforeAll(async () => {
  sink = await startOtlpSink();
});
afterEach(() => sink.reset());
afterAll(() => sink.close());

const preload = createRequire(import.meta.url).resolve('llm-otel/register');
const MODEL = 'gemini-live-2.5-flash-preview';

/** A service that answers by the words it is asked, and a client that prints what it hears. */
const START = `
  const { GoogleGenAI } = await load('@google/genai');
  const { WebSocketServer } = await load('ws');
  const usage = (given, said) => ({ usageMetadata: { promptTokenCount: given, responseTokenCount: said, totalTokenCount: given + said,
    responseTokensDetails: [{ modality: 'TEXT', tokenCount: said }] } });
  const says = (text) => ({ serverContent: { modelTurn: { role: 'model', parts: [{ text }] } } });
  const done = { serverContent: { turnComplete: true } };
  const ANSWERS = {
    hello: [says('quokka'), says(' answer'), { serverContent: { generationComplete: true } }, { ...done, ...usage(5, 7) }],
    look: [{ toolCall: { functionCalls: [{ id: 'f-1', name: 'weather', args: { city: 'quokka town' } }] }, ...usage(9, 3) }],
    stop: [says('quokka'), { serverContent: { interrupted: true } }, { ...done, ...usage(5, 1) }],
    drop: [says('quokka'), 1011],
    wait: [],
    sound: [{ serverContent: { modelTurn: { role: 'model', parts: [{ inlineData: { mimeType: 'audio/pcm', data: 'AAAA' } }] } } },
      { serverContent: { outputTranscription: { text: 'quokka heard' } } }, { ...done, ...usage(11, 13) }],
    result: [says('quokka sun'), { ...done, ...usage(15, 4) }],
  };
  const wordIn = ({ clientContent, toolResponse, realtimeInput }) =>
    clientContent ? clientContent.turns?.[0]?.parts[0].text.split(' ')[0] : toolResponse ? 'result' : realtimeInput?.audioStreamEnd ? 'sound' : undefined;
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  server.on('connection', (socket, { url }) => {
    if (url.includes('key=refused')) return socket.close(1008, 'quokka key');
    socket.on('message', (data) => {
      const message = JSON.parse(data);
      if (message.setup) return socket.send(JSON.stringify({ setupComplete: {} }));
      for (const answer of ANSWERS[wordIn(message)] ?? [])
        if (typeof answer === 'number') socket.close(answer, 'quokka reason'); else socket.send(Buffer.from(JSON.stringify(answer)));
    });
  });
  await new Promise((resolve) => server.once('listening', resolve));
  const show = (...values) => console.log(...values.map((value) => JSON.stringify(value)));
  const client = (apiKey = 'unused') => new GoogleGenAI({ apiKey, httpOptions: { baseUrl: 'http://127.0.0.1:' + server.address().port } });
  let heard = () => {};
  class Listener {
    #count = 0;
    onopen() { show('open', this.#count); }
    onmessage(message) { this.#count += 1; show(this.#count, message); heard(message); }
    onclose({ code }) { show('close', code); heard({ code }); }
  }
  const until = (test) => new Promise((resolve) => { heard = (message) => { if (test(message)) resolve(); }; });
  const isDone = (message) => message.serverContent?.turnComplete || message.toolCall || message.code;
  const params = { model: '${MODEL}', config: { temperature: 0.5, systemInstruction: 'quokka rules' }, callbacks: new Listener() };
  const connect = () => client().live.connect(params);
  const ask = async (session, text) => { const end = until(isDone); session.sendClientContent({ turns: text }); await end; };`;

async function run(format: 'esm' | 'cjs', source: string, isTraced: boolean, env = {}) {
  const body = `${START} ${source} server.close(); for (const one of server.clients) one.terminate();`;
  const result = await runScenario({
    format,
    source:
      format === 'cjs'
        ? `const load = async (name) => require(name); (async () => { ${body} })();`
        : `const load = (name) => import(name); ${body}`,
    nodeArguments: isTraced ? ['--require', preload] : [],
    env: { OTEL_EXPORTER_OTLP_ENDPOINT: sink.url, ...env },
  });
  expect(result).toMatchObject({ exitCode: 0 });
  return result;
}

/** Spans of a program that sees the same with us and without, and all that has left it. */
async function sent(format: 'esm' | 'cjs', source: string, env = {}) {
  const [traced, bare] = await Promise.all([
    run(format, source, true, env),
    run(format, source, false, env),
  ]);
  expect(traced.stdout.replaceAll(/\d{5}/g, 'port')).toBe(bare.stdout.replaceAll(/\d{5}/g, 'port'));
  expect(bare.stdout).toContain('quokka');
  const text = JSON.stringify(
    [sink.traces(), sink.metrics(), sink.logs()],
    (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value),
  );
  return { spans: sink.traces().map(({ attributes }) => attributes), text };
}

const turn = (inputTokens: number, outputTokens: number, reason: string) => ({
  'gen_ai.operation.name': 'generate_content',
  'gen_ai.provider.name': 'gcp.gemini',
  'gen_ai.request.model': MODEL,
  'gen_ai.request.temperature': 0.5,
  'gen_ai.request.stream': true,
  'gen_ai.usage.input_tokens': inputTokens,
  'gen_ai.usage.output_tokens': outputTokens,
  'gen_ai.response.finish_reasons': [reason],
  'llm_otel.outcome': 'completed',
  'server.address': '127.0.0.1',
});

const TURNS = `
  const session = await connect();
  await ask(session, 'hello quokka');
  await ask(session, 'look');
  const end = until(isDone);
  session.sendToolResponse({ functionResponses: { id: 'f-1', name: 'weather', response: { sky: 'quokka' } } });
  await end;
  const spoken = until(isDone);
  session.sendRealtimeInput({ audio: { mimeType: 'audio/pcm', data: 'AAAA' } });
  session.sendRealtimeInput({ audioStreamEnd: true });
  await spoken;
  show(Object.keys(params), Object.keys(params.config), session.constructor.name);
  const closed = until((message) => message.code);
  session.close();
  await closed;`;

describe.each(['esm', 'cjs'] as const)('turns of a live session as %s', (format) => {
  it('are inferences', async () => {
    const { spans, text } = await sent(format, TURNS);
    expect(spans).toMatchObject([
      turn(5, 7, 'stop'),
      turn(9, 3, 'tool_call'),
      turn(15, 4, 'stop'),
      turn(11, 13, 'stop'),
    ]);
    expect(text).not.toContain('quokka');
    const names = sink.metrics().map(({ name }) => name);
    expect(names).toContain('gen_ai.client.inference.time_to_first_chunk');
  });
});

it('have their content, if it is asked for', async () => {
  const { spans } = await sent('esm', TURNS, {
    OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: 'span_only',
  });
  const [hello, look, result, sound] = spans;
  const output = (part: object, reason: string): unknown => [
    { role: 'assistant', parts: [part], finish_reason: reason },
  ];
  const said = (content: string): object => ({ type: 'text', content });
  expect(hello).toMatchObject({
    'gen_ai.system_instructions': [said('quokka rules')],
    'gen_ai.input.messages': [{ role: 'user', parts: [said('hello quokka')] }],
    'gen_ai.output.messages': output(said('quokka answer'), 'stop'),
  });
  const call = { type: 'tool_call', name: 'weather', arguments: { city: 'quokka town' } };
  expect(look!['gen_ai.output.messages']).toMatchObject(output(call, 'tool_call') as object);
  const parts = [{ type: 'tool_call_response', response: { sky: 'quokka' } }];
  expect(result!['gen_ai.input.messages']).toMatchObject([{ parts }]);
  expect(sound!['gen_ai.output.messages']).toEqual(output(said('quokka heard'), 'stop'));
});

it('end as they end', async () => {
  const { spans, text } = await sent(
    'esm',
    `const session = await connect();
     await ask(session, 'stop');
     session.sendClientContent({ turns: 'wait', turnComplete: false });
     session.sendClientContent({ turns: 'wait' });
     const closed = until((message) => message.code);
     session.close();
     await closed;
     const dropped = await connect();
     await ask(dropped, 'drop');
     await client('refused').live.connect(params).catch((error) => show(error.message));`,
  );
  const endings = spans.map((span) => [span['llm_otel.outcome'], span['error.type']]);
  expect(endings).toEqual([
    ['aborted', undefined],
    ['aborted', undefined],
    ['error', '1011'],
    ['error', '1008'],
  ]);
  expect(spans[0]).toMatchObject({ 'gen_ai.usage.output_tokens': 1 });
  expect(text).not.toContain('quokka');
});

it('leaves a refusal that nobody handles as it is', async () => {
  const source = `process.on('unhandledRejection', ({ message }) => { show(message, 'quokka'); process.exit(0); });
    client('refused').live.connect(params); await new Promise(() => {});`;
  const { spans } = await sent('esm', source);
  expect(spans).toHaveLength(1);
});
