// Texts that are cut: no head of a secret stays before the cut, and nearly nothing else is lost; attributes,
// names and variables are cut as well.

import { createHash, generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { useTracedProgram } from '../support/traced-program.ts';
import { spansOf, textsOf } from '../support/spoken.ts';

const traced = useTracedProgram();
const { sink } = traced;

/** Looks like random bytes, and is the same in every run. */
function bytes(length: number): Buffer {
  let found = Buffer.alloc(0);
  for (let n = 0; found.length < length; n += 1) {
    found = Buffer.concat([found, createHash('sha256').update(String(n)).digest()]);
  }
  return found.subarray(0, length);
}

const env = { LLM_OTEL_TEXT_MAX: '1KB', LLM_OTEL_CAPTURE_MEDIA: 'full' };
const cut = async (texts: readonly string[]): Promise<string[]> =>
  textsOf(await spansOf(traced, 'for (const text of given) ask(text);', texts, env)).map((text) => {
    const [shown, note] = text.split('… [truncated: ');
    expect(note).toMatch(/^\d+ characters\]$/);
    return shown!;
  });

/** No base64, which would be described. */
const token = bytes(20_000)
  .toString('base64url')
  .replaceAll(/(.{200})/g, '$1.');
const payload = Buffer.from(JSON.stringify({ sub: token.slice(0, 4000) })).toString('base64url');
const SECRETS: Readonly<Record<string, string>> = {
  'a token without a known shape': token,
  'a web token': `eyJhbGciOiJIUzI1NiJ9.${payload}.${token.slice(0, 43)}`,
  'a bearer': `Authorization: Bearer ${token.slice(0, 6000)}`,
  'a private key': generateKeyPairSync('rsa', {
    modulusLength: 4096,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  }).privateKey,
  'a key': `sk-proj-${token.slice(0, 190)}`,
  'a key that is too long': `sk-proj-${token.slice(0, 5000)}`,
  'bytes in hexadecimal': bytes(5000).toString('hex'),
};

describe('a secret that lies across the cut', () => {
  it.each(Object.entries(SECRETS))('leaves no head: %s', async (_what, secret) => {
    const shifts = [0, 8, 30, 100, 500, 990];
    const shown = await cut(
      shifts.map(
        (shift) =>
          `${'so it goes '.repeat(100).slice(0, 1000 - shift)} ${secret} and on ${'and on '.repeat(900)}`,
      ),
    );
    expect(shown).toHaveLength(shifts.length);
    const heads = secret.match(/[\w-]{16,}/g)!.map((run) => run.slice(0, 24));
    for (const [at, text] of shown.entries()) {
      expect(text.length).toBeGreaterThanOrEqual(1000 - shifts[at]!);
      for (const head of heads.filter((run) => !run.startsWith('eyJhbGci'))) {
        expect(text).not.toContain(head.slice(0, 16));
      }
    }
  });

  it('is replaced whole where its placeholder is longer than what is left', async () => {
    const [shown] = await cut([
      `${'so it goes '.repeat(90)}${SECRETS['a key']} ${'and on '.repeat(900)}`,
    ]);
    expect(shown).toMatch(/so it goes \[SECRET:openai_key\]$/);
  });

  it('does not bring in what follows the cut', async () => {
    const [shown] = await cut([
      `${'so it goes '.repeat(80)}sk-proj-${token.slice(0, 190)} ${'and on '.repeat(12)} quokka ${'and on '.repeat(900)}`,
    ]);
    expect(shown).not.toContain('quokka');
  });
});

describe('a text without spaces', () => {
  it.each([
    [
      'JSON',
      JSON.stringify(Array.from({ length: 900 }, (_v, n) => ({ id: n, name: `quokka${n}` }))),
    ],
    ['Chinese', '今天天气很好我们去公园散步'.repeat(700)],
    ['one letter', 'a'.repeat(9000)],
    ['a sequence', 'GATTACA'.repeat(1500)],
    ['minified code', 'function a1(B,c){return B2[c]+d("E3")}'.repeat(300)],
    ['addresses', 'https://example.com/Quokka1?a=B2&c=D3,'.repeat(300)],
  ])('is kept up to the cut: %s', async (_what, text) => {
    const [shown] = await cut([text]);
    expect(shown).toBe(text.slice(0, 1000));
  });
});

describe('what an application names and describes', () => {
  it('is cut before it is searched', async () => {
    const program = `
      const long = 'so it goes '.repeat(2e6);
      const many = Object.fromEntries(Array.from({ length: 1e5 }, (_v, n) => ['key' + n, n]));
      const attributes = { long, [long]: 1, list: Array.from({ length: 1e5 }, () => 'so it goes') };
      withConversation({ attributes: { inherited: long } }, () =>
        withPrompt({ name: 'p', variables: { long, [long]: 1, deep: { long, many } } }, () =>
          llmCall({ model: 'm', provider: 'p', attributes, input: 'x' }, (call) =>
            call.set({ attributes: { later: long } }))));
      tool('many', { attributes: many }, () => 1);
      evaluation('relevance', { score: 1, explanation: long, attributes: { long } });`;
    const spans = await spansOf(traced, program, undefined, {
      OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: 'true',
    });
    const { attributes } = sink()
      .logs()
      .find(({ eventName }) => eventName.includes('evaluation'))!;
    const call = spans.find((span) => 'later' in span)!;
    const note = expect.stringMatching(/^(?:so it goes )+.*… \[truncated: 22000000 characters\]$/);
    expect(call).toMatchObject({ long: note, inherited: note, later: note });
    expect(call['gen_ai.prompt.variable.long']).toEqual(note);
    expect(attributes).toMatchObject({ long: note, 'gen_ai.evaluation.explanation': note });
    for (const each of [...spans, attributes]) {
      expect(JSON.stringify(each).length).toBeLessThan(500_000);
      for (const name of Object.keys(each)) expect(name.length).toBeLessThan(350);
    }
    expect(Object.keys(call).filter((name) => name.includes('so it goes'))).toHaveLength(2);
  });
});
