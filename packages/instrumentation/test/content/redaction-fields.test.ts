// Names of fields say what their values are: in tool arguments as objects as in their JSON, in attributes of the
// application, on spans and in call records.

import { describe, expect, it } from 'vitest';
import { useTracedProgram } from '../support/traced-program.ts';

const { sink, start } = useTracedProgram();

const CAPTURE = { OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: 'true' };

async function spansOf(source: string, env: Readonly<Record<string, string>> = {}) {
  const { exitCode, stderr } = await start(source, env).finished;
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  return sink().traces();
}

/** The arguments of one tool call as they leave. */
async function argumentsOf(given: unknown): Promise<unknown> {
  const source = `import { tool } from 'llm-otel'; tool('t', { arguments: ${JSON.stringify(given)} }, () => 1);`;
  const [span] = await spansOf(source, CAPTURE);
  return span!.attributes['gen_ai.tool.call.arguments'];
}

const SECRET = '[SECRET:named]';

describe('arguments of a tool', () => {
  it('have no secret and no personal number below a name that says so', async () => {
    const given = {
      card: 4_111_111_111_111_111,
      phone: '4155550132',
      mobile: 4_155_550_132,
      ssn: '536229876',
      socialSecurityNumber: 536_229_876,
      secretKey: 'aaa',
      password: ['bbb', 1234, { old: 'ccc', is: true, none: null }],
      'db-password': 'ddd',
      pin: 4711,
      headers: { Authorization: 'Basic eee', Cookie: 'a=fff', 'X-Api-Key': 'ggg' },
      credentials: { user: 'hhh', key: 'iii' },
      phones: { home: '4155550132', work: [4_155_550_132] },
      variables: [
        { name: 'DB_PASSWORD', value: 'jjj' },
        { key: 'apiToken', value: 'kkk' },
      ],
      pairs: [['Authorization', 'Token lll1']],
      rounded: 6_212_345_678_901_234_569,
    };
    expect(await argumentsOf(given)).toEqual({
      card: '[CARD]',
      phone: '[PHONE]',
      mobile: '[PHONE]',
      ssn: '[SSN]',
      socialSecurityNumber: '[SSN]',
      secretKey: SECRET,
      password: [SECRET, SECRET, { old: SECRET, is: true, none: null }],
      'db-password': SECRET,
      pin: SECRET,
      headers: { Authorization: SECRET, Cookie: SECRET, 'X-Api-Key': SECRET },
      credentials: { user: SECRET, key: SECRET },
      phones: { home: '[PHONE]', work: ['[PHONE]'] },
      variables: [
        { name: 'DB_PASSWORD', value: SECRET },
        { key: 'apiToken', value: SECRET },
      ],
      pairs: [['Authorization', SECRET]],
      rounded: '[CARD]',
    });
  });

  it('stay where a name only resembles one', async () => {
    const given = {
      max_tokens: 4096,
      tokens: 1_523_000,
      total_tokens: 5,
      token_count: 12,
      next_page_token: 3,
      key: 'home',
      monkey: 'x',
      passenger: 'Lee',
      compass: 'north',
      passwordless: true,
      secretary: 'Lee',
      pinned: 1234,
      id: 4_155_550_132,
      at: 1_712_345_678_901,
      price: 1299.5,
      columns: ['password', 'email'],
    };
    expect(await argumentsOf(given)).toEqual(given);
  });

  it('keep the schema of a field with such a name, not its default', async () => {
    const given = {
      type: 'object',
      properties: { password: { type: 'string', description: 'At least eight', default: 'aaa' } },
    };
    const { password } = given.properties;
    expect(await argumentsOf(given)).toEqual({
      type: 'object',
      properties: { password: { ...password, default: SECRET } },
    });
  });

  it('keep all fields whose names are personal data', async () => {
    expect(await argumentsOf({ 'kim@example.com': 1, 'lee@example.com': 2 })).toEqual({
      '[EMAIL]': 1,
      '[EMAIL] 2': 2,
    });
  });

  it('hide the same values as JSON', async () => {
    const canaries = ['4111111111111111', '4155550132', '536229876', 'hunter22', 'q1w2e3r4t5'];
    const given = {
      card: 4_111_111_111_111_111,
      phone: '4155550132',
      ssn: '536229876',
      secretKey: 'q1w2e3r4t5',
      password: ['hunter22'],
    };
    for (const form of [given, JSON.stringify(given), [given], { inner: JSON.stringify(given) }]) {
      sink().reset();
      const shown = JSON.stringify(await argumentsOf(form));
      for (const canary of canaries) expect(shown).not.toContain(canary);
    }
  });
});

it('counts in attributes of the application, which stay valid attributes', async () => {
  const [span] = await spansOf(`
    import { tool } from 'llm-otel';
    const attributes = { 'user.phone': 4155550132, 'user.pin': 4711, cards: [4111111111111111, 12], 'max.tokens': 9 };
    tool('t', { attributes }, () => 1);`);
  expect(span!.attributes).toMatchObject({
    'user.phone': '[PHONE]',
    'user.pin': SECRET,
    cards: ['[CARD]', '12'],
    'max.tokens': 9,
  });
});
