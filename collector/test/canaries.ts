// What must not pass the collector, and what must pass it untouched. No secret here was ever one; those that
// a scanner of repositories would report are put together here.

import type { PlainMap } from './otlp-request.ts';

/** A secret or a piece of personal data: the words around it, and the part that may nowhere be found. */
export interface Canary {
  readonly name: string;
  readonly text: string;
  readonly core: string;
}

const BASE62 = 'qT7mZ2xK9vB4nR6wY1cF8hJ3dL5gP0sAeUiOqT7mZ2xK9vB4nR6wY1cF8hJ3dL5gP0sAeUiO';
const HEX = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';

let made = 0;

/** Letters and digits that no other canary has. */
function unique(length: number, from = BASE62): string {
  made += 1;
  const mark = String(made).padStart(3, '0');
  return `${from.slice(made % 20, (made % 20) + length - 3)}${mark}`;
}

function after(name: string, prefix: string, secret: string, suffix = ''): Canary {
  return { name, text: `it is ${prefix}${secret}${suffix}, she said`, core: secret };
}

/** A core that is found only together with its prefix: short, or alike in others. */
function whole(name: string, secret: string): Canary {
  return { name, text: `it is ${secret}, she said`, core: secret };
}

const PEM_BODY = unique(60);

/** Each of another shape. */
export const CANARIES: readonly Canary[] = [
  after('OpenAI project key', 'sk-proj-', unique(48)),
  after('OpenAI service account key', 'sk-svcacct-', unique(40)),
  after('OpenAI admin key', 'sk-admin-', unique(40)),
  after('OpenAI key of old', 'sk-', unique(48)),
  after('Anthropic key', 'sk-ant-api03-', unique(60)),
  after('OpenRouter key', 'sk-or-v1-', unique(50, HEX)),
  after('Langfuse key', 'sk-lf-', unique(36)),
  after('xAI key', 'xai-', unique(60)),
  after('Groq key', 'gsk_', unique(52)),
  after('Hugging Face token', 'hf_', unique(34)),
  after('Perplexity key', 'pplx-', unique(40)),
  after('Replicate token', 'r8_', unique(37)),
  after('NVIDIA key', 'nvapi-', unique(60)),
  after('LangSmith key', 'lsv2_pt_', unique(40)),
  after('Databricks token', 'dapi', unique(32, HEX)),
  after('PyPI token', 'pypi-', unique(60)),
  after('AWS access key', 'AKIA', unique(16).toUpperCase()),
  after('AWS temporary key', 'ASIA', unique(16).toUpperCase()),
  after('AWS secret key after its name', 'aws_secret_access_key = ', unique(40)),
  after('Google API key', 'AIza', unique(35)),
  after('Google OAuth token', 'ya29.', unique(60)),
  after('Google client secret', 'GOCSPX-', unique(28)),
  after('GitHub token', 'ghp_', unique(36)),
  after('GitHub server token', 'ghs_', unique(36)),
  after('GitHub fine-grained token', 'github_pat_', unique(60)),
  after('GitLab token', 'glpat-', unique(20)),
  after('Slack bot token', 'xoxb-', unique(40)),
  after('Slack app token', 'xapp-1-', unique(40)),
  after('Slack webhook', 'https://hooks.slack.com/services/', `T00000000/B00000000/${unique(24)}`),
  after('Stripe live key', 'sk_live_', unique(24)),
  after('Stripe restricted key', 'rk_test_', unique(24)),
  after('Stripe webhook secret', 'whsec_', unique(32)),
  after('npm token', 'npm_', unique(36)),
  after('SendGrid key', 'SG.', `${unique(22)}.${unique(43)}`),
  after('JSON Web Token', `eyJhbGciOiJIUzI1NiJ9.eyJ${unique(20)}.`, unique(43)),
  {
    name: 'private key',
    text: `-----BEGIN RSA PRIVATE KEY-----\n${PEM_BODY}\n${PEM_BODY}\n-----END RSA PRIVATE KEY-----`,
    core: PEM_BODY,
  },
  after('private key without its end', '-----BEGIN PRIVATE KEY-----\n', unique(60)),
  after('bearer header', 'Authorization: Bearer ', unique(32)),
  after('bearer token', 'with bearer ', unique(32)),
  after('basic header', 'authorization: Basic ', 'dXNlcjpwYXNzd29yZA=='),
  after('header without a scheme', '"authorization":"', unique(32), '"'),
  after('key in a URL', 'https://api.example.com/v1/models?page=2&key=', unique(32), '&size=3'),
  after('token in a URL', 'https://api.example.com/?access_token=', unique(32)),
  after('signature in a URL', 'https://bucket.example.com/a.pdf?X-Amz-Signature=', unique(50, HEX)),
  after('password in a URL', 'postgres://app:', unique(16), '@db:5432/app'),
  after('API key after its name', 'api_key="', unique(32), '"'),
  after('Azure key after its name', 'api-key: ', unique(32, HEX)),
  after('API key in capitals', 'X-API-Key: ', unique(32)),
  after('access token after its name', '"access_token": "', unique(32), '"'),
  after('refresh token after its name', 'refreshToken=', unique(32)),
  after('auth token after its name', 'authToken: ', unique(32)),
  after('key of an Azure account', 'AccountKey=', unique(60)),
  after('key of a subscription', 'Ocp-Apim-Subscription-Key: ', unique(32, HEX)),
  after('key in the environment', 'EXAMPLE_KEY=', unique(32)),
  after('token in the environment', 'EXAMPLE_TOKEN=', unique(32)),
  after('secret in the environment', 'EXAMPLE_SECRET=', unique(32)),
  after('header in capitals', 'HTTP_AUTHORIZATION: ', unique(32)),
  after('basic after its scheme', 'tried basic ', `${unique(20)}==`),
  after('key as a first parameter', '/v1/models?api_key=', unique(32)),
  after('token in a fragment', 'https://app.example.com/#id_token=', unique(32)),
  after('password in capitals', 'DB_PASSWORD=', `hunter-${unique(9)}`),
  after('password in short', 'pwd: ', `hunter-${unique(9)}`),
  after('password after its name', 'password=', `c0rrect-${unique(12)}`),
  after('client secret as JSON', '{"client_secret": "', unique(32), '"}'),
  whole('e-mail', 'ada.lovelace+spam@mail.example.co.uk'),
  whole('e-mail between angle brackets', 'bob_42@example.org'),
  whole('e-mail at a domain of digits', 'liwei@163.com'),
  whole('social security number', '219-09-9999'),
  whole('Visa card', '4111 1111 1111 1111'),
  whole('Mastercard without gaps', '5555555555554444'),
  whole('American Express card', '3782-822463-10005'),
  whole('IBAN in groups', 'DE89 3704 0044 0532 0130 00'),
  whole('IBAN without gaps', 'GB29NWBK60161331926819'),
  after('password before an ampersand in a URL', 'postgres://app:', unique(12), '&x9@db:5432/app'),
  after('Together key', 'tgp_v1_', unique(43)),
  after('Pinecone key', 'pcsk_', `${unique(6)}_${unique(50)}`),
  after('Cerebras key', 'csk-', unique(48)),
  after('Bedrock key', 'ABSK', unique(40) + unique(40)),
  after('Tavily key', 'tvly-dev-', unique(32)),
  after('Bedrock key for a time', 'bedrock-api-key-', unique(50)),
  after('e-mail in a URL', 'https://app.example.com/?to=', 'grace.hopper%40mail.example.net'),
  whole('e-mail with letters beyond ASCII', 'josé.müller@bücher.example'),
];

/** The names of those that a text holds, or bytes that were read as Latin-1. */
export function canariesIn(text: string): string[] {
  const holds = ({ core }: Canary): boolean =>
    text.includes(core) || text.includes(Buffer.from(core).toString('latin1'));
  return CANARIES.filter(holds).map(({ name }) => name);
}

/** The same canary where a JSON text has an escape before it. */
export function afterLineBreak({ name, text, core }: Canary): Canary {
  return {
    name: `${name} after a line break`,
    text: `first line\n\t${text.replace(/^it is /, '')}`,
    core,
  };
}

/** Names of attributes whose values are masked whatever they are. */
export const SECRET_NAMES = [
  'http.request.header.authorization',
  'http.request.header.cookie',
  'http.response.header.set-cookie',
  'http.request.header.x-api-key',
  'http.request.header.proxy-authorization',
  'api_key',
  'apiKey',
  'openai.api_key',
  'db.password',
  'aws.secret_access_key',
  'client_secret',
  'access_token',
  'session_token',
] as const;

/** What telemetry of LLM calls is full of and nobody must lose. */
export const INNOCENTS: readonly string[] = [
  'gpt-5.1-mini-2026-03-11',
  'claude-sonnet-4-5-20250929',
  'anthropic.claude-3-5-sonnet-20241022-v2:0',
  'text-embedding-3-large',
  'chatcmpl-AbC123dEf456GhI789jKl012MnO345',
  'call_Zx81kQpLm3TnVb7RsYw2cD9e',
  'toolu_01A09q90qw90lq917835lq9',
  'resp_67ccd2bed1ec8190b14f964abc0542670bb6a6b452d3795b',
  'fp_44709d6fcb',
  '550e8400-e29b-41d4-a716-446655440000',
  '5b8efff798038103d269b633813fc60c',
  'order 10443-2026, invoice INV-2026-000123',
  'ORD-4111-2222-3333',
  '2026-11-21T21:45:32.123Z',
  '1790000000000000000',
  '1790000000123',
  'v24.21.0',
  'react@19.1.0 and next@15.0.0-canary.1',
  'icon@2x.png',
  '0.4111111111111111',
  'that costs 1,299.00 USD, or 49.99 a month',
  '+12 % in 2026, 3.14159',
  '192.168.10.20:8080',
  '/home/app/src/index.ts:42:13',
  'https://api.openai.com/v1/chat/completions?stream=true&limit=20',
  'postgres://db.internal:5432/app',
  'basic understanding of the bearer of bad news',
  'the key to success: practice; password: required',
  'client_secret: <redacted>, export OPENAI_API_KEY=<your key>',
  'a risk-assessment of the task-list',
  'max_tokens=512, token type: input',
  'line one\nline two\t"quoted" \\ <b>bold</b> & more',
  '{"city":"Paris","unit":"celsius"}',
  '[EMAIL] wrote to [SECRET:openai_key], password=[SECRET:password]',
  '日本語のテキスト 🎉',
];

/** What is no text, and must stay what it is. */
export const NUMBERS = {
  'gen_ai.usage.input_tokens': 1234,
  'gen_ai.usage.output_tokens': 56,
  'gen_ai.request.temperature': 0.7,
  'app.cached': true,
  'app.snowflake': 1_234_567_890_123,
};

/** Four deep, as messages and tool calls nest, each in an attribute of its own. */
export function nested(texts: PlainMap): PlainMap {
  return Object.fromEntries(
    Object.entries(texts).map(([key, text]) => [
      `${key}.nested`,
      [{ role: 'user', index: 7, parts: [{ type: 'text', content: { lines: [text, 'kept'] } }] }],
    ]),
  );
}

/** Each text in an attribute of its own. */
export function byNumber(texts: readonly string[], form = 'text'): Record<string, string> {
  return Object.fromEntries(texts.map((text, index) => [`app.${form}.${index}`, text]));
}
