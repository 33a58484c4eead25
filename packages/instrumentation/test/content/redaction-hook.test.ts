// F-34: what the application adds to redaction. Whatever it does, nothing passes it unredacted, and the
// application's calls know nothing of it.

import { describe, expect, it } from 'vitest';
import { useTracedProgram } from '../support/traced-program.ts';

const { sink, start } = useTracedProgram();

const program = (hook: string): string => `
  import OpenAI from 'openai';
  import { llmCall, setRedactionHook, tool, withConversation } from 'llm-otel';
  setRedactionHook(${hook});
  const client = new OpenAI();
  const { choices } = await client.chat.completions.create({ model: 'm', messages: [{ role: 'user', content: 'Where is Kim?' }] });
  console.log(choices.length);
  withConversation({ attributes: { place: 'Kim in Oslo' } }, () => tool('find', { arguments: { name: 'Kim' } }, () => 'Oslo'));
  try { tool('fail', () => { throw new Error('no Kim here'); }); } catch (error) { console.log(error.message); }`;

async function emitted(
  source: string,
  env: Readonly<Record<string, string>> = {},
): Promise<{ stdout: string; stderr: string; text: string; spans: number }> {
  const { exitCode, stdout, stderr } = await start(source, {
    OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: 'true',
    ...env,
  }).finished;
  expect(exitCode).toBe(0);
  const spans = sink().traces();
  const logs = sink().logs();
  const text = JSON.stringify([spans, logs], (_key, value: unknown) =>
    typeof value === 'bigint' ? String(value) : value,
  );
  return { stdout, stderr, text, spans: spans.length };
}

describe('F-34 a redaction hook', () => {
  it('redacts whatever leaves, after the rules', async () => {
    const { text, stdout } = await emitted(
      program(
        "(text) => { if (text.includes('@')) throw 0; return text.replaceAll('Kim', '[NAME]'); }",
      ),
    );
    expect(stdout).toBe('1\nno Kim here\n');
    expect(text).not.toContain('Kim');
    for (const expected of ['Where is [NAME]?', '[NAME] in Oslo', 'no [NAME] here']) {
      expect(text).toContain(expected);
    }
  });

  it.each([
    ['throws', "() => { throw new Error('x'); }"],
    ['rejects', "() => Promise.reject(new Error('x'))"],
    ['returns a promise', '(text) => Promise.resolve(text)'],
    ['returns a promise that never settles', '() => new Promise(() => {})'],
    ['returns no text', '(text) => ({ text })'],
    [
      'returns what throws when it is touched',
      "() => new Proxy({}, { get() { throw new Error('x'); } })",
    ],
  ])('that %s costs the whole text, and no call', async (_what, hook) => {
    const { text, stdout, stderr, spans } = await emitted(program(hook));
    expect({ stdout, stderr, spans }).toEqual({ stdout: '1\nno Kim here\n', stderr: '', spans: 3 });
    expect(text).not.toMatch(/Kim|Oslo/);
    expect(text).toContain('[REDACTED]');
  });

  it.each([
    ['CommonJS', 'module.exports = (text) => text.replaceAll("Kim", "[NAME]");', 'cjs'],
    ['an ES module', 'export default (text) => text.replaceAll("Kim", "[NAME]");', 'mjs'],
  ])('may be a file of %s', async (_what, source, extension) => {
    const { text, stderr } = await emitted(
      `import { writeFileSync } from 'node:fs';
      writeFileSync('hook.${extension}', ${JSON.stringify(source)});
      const { tool } = await import('llm-otel');
      tool('find', { arguments: { name: 'Kim' } }, () => 'Oslo');`,
      { LLM_OTEL_REDACT_HOOK: `./hook.${extension}` },
    );
    expect(stderr).toBe('');
    expect(text).toContain('[NAME]');
    expect(text).not.toContain('Kim');
  });

  it.each([
    ['is not there', './missing.cjs', /cannot be loaded: Error: Cannot find module/],
    ['exports no function', './empty.json', /exports no function/],
  ])('whose file %s lets nothing pass, and says so once', async (_what, file, reason) => {
    const source = `import { writeFileSync } from 'node:fs';
      import { tool } from 'llm-otel';
      writeFileSync('empty.json', '{}');
      for (const name of ['a', 'b']) tool(name, { arguments: { name: 'Kim' } }, () => 'Oslo');`;
    const { text, stderr } = await emitted(source, { LLM_OTEL_REDACT_HOOK: file });
    expect(stderr).toMatch(
      /^llm-otel: LLM_OTEL_REDACT_HOOK="[^\n]*; every text is recorded as \[REDACTED\]\n$/,
    );
    expect(stderr).toMatch(reason);
    expect(text).not.toMatch(/Kim|Oslo/);
  });
});
