// Audio of `together-ai`, and the helper of its chat, each as without us and with one record.

import { runScenario } from '@llm-otel/testkit';
import { expect, it } from 'vitest';

const SOURCE = (calls: string): string => `
  import Together, { toFile } from 'together-ai';
  const answers = {
    '/audio/speech': () => new Response('sound', { headers: { 'content-type': 'audio/mpeg' } }),
    '/audio/transcriptions': () => Response.json({ text: 'quokka', duration: 2.5, language: 'en', segments: [] }),
    '/audio/translations': () => Response.json({ text: 'quokka' }),
  };
  const chunk = (data) => 'data: ' + (typeof data === 'string' ? data : JSON.stringify(data)) + '\\n\\n';
  const events = (...data) => new Response(data.map(chunk).join(''), { headers: { 'content-type': 'text/event-stream' } });
  const fetch = async (url, { body }) => {
    const { pathname } = new URL(url);
    if (!String(body).includes('"stream":true')) return answers[pathname.replace('/v1', '')]();
    if (pathname.endsWith('/speech')) {
      return events({ object: 'audio.tts.chunk', model: 'sonic', b64: 'c291' }, { object: 'audio.tts.chunk', model: 'sonic', b64: 'bmQ=' }, '[DONE]');
    }
    const of = { id: 'c1', object: 'chat.completion.chunk', created: 1, model: 'gpt-oss' };
    return events(
      { ...of, choices: [{ index: 0, delta: { role: 'assistant', content: 'quokka' }, finish_reason: null }] },
      { ...of, choices: [{ index: 0, delta: { role: 'assistant', content: '' }, finish_reason: 'stop' }], usage: { prompt_tokens: 3, completion_tokens: 2, total_tokens: 5 } },
      '[DONE]',
    );
  };
  const client = new Together({ apiKey: 'unused', fetch, maxRetries: 0 });
  const file = await toFile(Buffer.from('x'), 'x.mp3');
  const speech = { model: 'cartesia/sonic', input: 'quokka', voice: 'calm' };
  ${calls}`;

async function record(calls: string): Promise<Readonly<Record<string, unknown>>> {
  const scenario = {
    format: 'esm' as const,
    source: SOURCE(calls),
    env: { LLM_OTEL_LOG_DIR: 'llm_logs' },
  };
  const bare = await runScenario(scenario);
  const traced = await runScenario({
    ...scenario,
    nodeArguments: ['--require', 'llm-otel/register'],
  });
  expect(bare.exitCode).toBe(0);
  expect([traced.exitCode, traced.stdout]).toEqual([0, bare.stdout]);
  const [first, ...others] = traced.callRecords();
  expect(others).toEqual([]);
  expect(first).toMatchObject({ provider: 'together', outcome: 'completed' });
  return first!;
}

it.each([
  [
    'speech',
    'console.log(await (await client.audio.speech.create(speech)).text());',
    { model_id: 'cartesia/sonic', output_type: 'speech' },
  ],
  [
    'speech, streamed',
    'for await (const { b64 } of await client.audio.speech.create({ ...speech, stream: true })) console.log(b64);',
    { model_id: 'cartesia/sonic', model_version: 'sonic', output_type: 'speech', stream: true },
  ],
  [
    'a transcription',
    `console.log(await client.audio.transcriptions.create({ file, model: 'openai/whisper-large-v3' }));`,
    { model_id: 'openai/whisper-large-v3', attributes: { 'llm_otel.usage.audio_seconds': 2.5 } },
  ],
  [
    'a translation',
    `console.log(await client.audio.translations.create({ file, model: 'openai/whisper-large-v3' }));`,
    { model_id: 'openai/whisper-large-v3', output_type: 'text' },
  ],
  [
    'a stream of the helper of chat',
    `const stream = client.chat.completions.stream({ model: 'gpt-oss', messages: [{ role: 'user', content: 'Hi' }] });
     stream.on('content', (delta) => console.log(delta));
     console.log((await stream.finalChatCompletion()).choices[0].message);`,
    { model_id: 'gpt-oss', prompt_tokens: 3, completion_tokens: 2, finish_reasons: ['stop'] },
  ],
])('records %s', async (_name, calls, expected) => {
  expect(await record(calls)).toMatchObject(expected);
});
