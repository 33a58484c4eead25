// Where redaction reaches besides messages: values under the names of secrets, attributes of the application,
// and the texts of errors, with content off as well as on.

import { describe, expect, it } from 'vitest';
import { useTracedProgram } from '../support/traced-program.ts';

const { sink, start } = useTracedProgram();

const CAPTURE = 'OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT';

async function spansOf(source: string, env: Readonly<Record<string, string>> = {}) {
  const { exitCode, stderr } = await start(source, env).finished;
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  return sink().traces();
}

describe('a value under the name of a secret', () => {
  it('is replaced, whatever it looks like', async () => {
    const [span] = await spansOf(
      `import { tool } from 'llm-otel';
      tool('login', { arguments: { user: 'kim', password: 'dog', apiKey: 'abc', db: { 'x-api-key': 'd', SECRET_TOKEN: 'e' }, tokens: 'f', max_tokens: 9 } }, () => 1);`,
      { [CAPTURE]: 'true' },
    );
    const hidden = '[SECRET:named]';
    expect(span!.attributes['gen_ai.tool.call.arguments']).toEqual({
      user: 'kim',
      password: hidden,
      apiKey: hidden,
      db: { 'x-api-key': hidden, SECRET_TOKEN: hidden },
      tokens: 'f',
      max_tokens: 9,
    });
  });
});

describe('attributes of the application', () => {
  it('are redacted with content off, and stay what they are otherwise', async () => {
    const [tool, step] = await spansOf(`
      import { chainStep, tool, withConversation } from 'llm-otel';
      withConversation({ attributes: { who: 'kim@example.com', tags: ['a', 'lee@example.com'], count: 3, ok: true } }, () =>
        chainStep('s', { attributes: { note: 'ask kim@example.com' } }, (step) => {
          tool('t', { attributes: { 'db.password': 'dog' } }, () => 1);
          step.set({ attributes: { later: 'or lee@example.com' } });
        }));`);
    const inherited = { who: '[EMAIL]', tags: ['a', '[EMAIL]'], count: 3, ok: true };
    expect(tool!.attributes).toMatchObject({ ...inherited, 'db.password': '[SECRET:named]' });
    expect(step!.attributes).toMatchObject({
      ...inherited,
      note: 'ask [EMAIL]',
      later: 'or [EMAIL]',
    });
  });
});

describe('the text of an error', () => {
  const failing = (message: string): string => `
    import { tool } from 'llm-otel';
    try { tool('t', () => { throw new Error(${JSON.stringify(message)}); }); } catch {}`;
  const statusOf = async (message: string, env = {}): Promise<string | undefined> =>
    (await spansOf(failing(message), env))[0]!.status?.message;

  it.each([
    ['ask kim@example.com', 'ask [EMAIL]'],
    ['no field messages[0].content', 'no field messages[0].content'],
    [
      "This model's limit isn't what you've asked for today",
      "This model's limit isn't what you've asked for today",
    ],
    ["no answer to 'where does Kim live these days'", 'no answer to [REDACTED]'],
    ['no answer to "where does Kim live these days", sorry', 'no answer to "[REDACTED]", sorry'],
  ])('is kept without personal data and quotations: %s', async (message, shown) => {
    expect(await statusOf(message)).toBe(shown);
  });

  it('is cut behind 1024 characters, and shows nothing of a key that lies there', async () => {
    const text = await statusOf(`${'x '.repeat(505)}sk-proj-${'aB3'.repeat(30)}`);
    expect(text).toHaveLength(1024);
    expect(text).not.toContain('aB3');
  });
});

describe('personal data', () => {
  it('stays where only secrets are redacted', async () => {
    const source = `import { llmCall } from 'llm-otel';
      llmCall({ model: 'm', provider: 'p', input: 'kim@example.com has sk-proj-${'aB3dE5'.repeat(8)}' }, () => 1);`;
    const [span] = await spansOf(source, { [CAPTURE]: 'true', LLM_OTEL_REDACT: 'secrets' });
    expect(JSON.stringify(span!.attributes['gen_ai.input.messages'])).toContain(
      'kim@example.com has [SECRET:openai_key]',
    );
  });
});
