// Speech, and recordings that become text, in all versions of the AI SDK.

import { describe, expect, it } from 'vitest';
import { type Major, runAi } from './program.ts';

const programOf = (specification: string): string => `
const modelOf = (kind, modelId, made) => ({
  specificationVersion: '${specification}', provider: 'openai.' + kind, modelId,
  doGenerate: async () => ({ ...made, warnings: [], response: { timestamp: new Date(0), modelId } }),
});
const speak = sdk.generateSpeech ?? sdk.experimental_generateSpeech;
const write = sdk.transcribe ?? sdk.experimental_transcribe;
const voice = modelOf('speech', 'tts-1', { audio: new Uint8Array([1, 2]) });
console.log((await speak({ model: voice, text: 'Hello' })).audio.uint8Array.length);
const ear = modelOf('transcription', 'whisper-1', { text: 'Hello', segments: [], language: 'en', durationInSeconds: 30 });
console.log((await write({ model: ear, audio: new Uint8Array([1, 2]) })).text);
const silent = modelOf('transcription', 'whisper-1', {});
await write({ model: silent, audio: new Uint8Array([1, 2]) }).catch((error) => console.log(error.name, error.message));
`;

describe.each([
  [7, 'esm', 'v4'],
  [6, 'cjs', 'v3'],
  [5, 'esm', 'v2'],
  [4, 'cjs', 'v1'],
] as const)('version %i as %s', (major: Major, format, specification) => {
  it('records each once', async () => {
    const program = programOf(specification);
    const [bare, traced] = await Promise.all([
      runAi(program, { major, format, isTraced: false }),
      runAi(program, { major, format }),
    ]);
    expect(bare).toMatchObject({ exitCode: 0 });
    expect(traced).toMatchObject({ exitCode: 0, stdout: bare.stdout });
    const call = { operation: 'generate_content', provider: 'openai' };
    const heard = { ...call, output_type: 'text', model_id: 'whisper-1' };
    expect(traced.records).toMatchObject([
      { ...call, output_type: 'speech', model_id: 'tts-1', outcome: 'completed' },
      { ...heard, outcome: 'completed', attributes: { 'llm_otel.usage.audio_seconds': 30 } },
      { ...heard, outcome: 'error' },
    ]);
    expect(JSON.stringify(traced.records)).not.toContain('Hello');
  });
});
