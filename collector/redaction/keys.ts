// Secrets that begin with a word of their own.

import { BEFORE_KEY, type Form, type Gate, type Look } from './form.ts';

const SK: Look = {
  name: 'sk',
  patterns: [
    String.raw`sk-(?:(?:ant|proj|svcacct|admin|None|or|lf|helicone)-|[A-Za-z0-9]{20}|[A-Za-z0-9]{0,20}\*\*)`,
  ],
};
/** Gates by the signs that are behind them: what they have in common, from a letter or two on that texts seldom have. */
const GATES: readonly (readonly [signs: RegExp, gate: Gate])[] = [
  // Ids of responses have as much after an underscore, but not every text has such an id.
  [/_$|^pylf_v/, gate('underscored', '_(?:[A-Za-z0-9+/]{20}|live_|test_|pat_|pt_|sk_|v1_)')],
  [
    /^(?:xai-|pplx-|llx-|xox|xapp-)/,
    gate('x', String.raw`x(?:(?:ai)?-\w{12}|ox[abeoprs]|app-[0-9])`),
  ],
  [/^(?:nvapi-|pypi-|dapi)/, gate('pi', String.raw`pi(?:[a-f0-9]{8}|-[\w-]{12})`)],
  [/^A(?:KIA|SIA|Iza|BSK)/, gate('A', 'A(?:KIA|SIA|Iza|BSK)')],
  [/^(?:GOCSPX-|SG|-----BEGIN)/, gate('G', String.raw`G(?:OCSPX-|\.|IN )`)],
  [
    /^(?:eyJ|ya29|tvly-|bedrock-api-key-)/,
    gate('y', String.raw`y(?:J[\w-]{8}|a29\.|-[\w+/-]{20})`),
  ],
];

/** By the name of the package's rule. */
export const KEY_FORMS: Readonly<Record<string, readonly Form[]>> = {
  'private key in PEM, also cut off before its end': [
    key(
      '-----BEGIN ',
      String.raw`[A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----(?:(?:[^"-]|-[^"-])*-----END [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----|(?:[A-Za-z0-9+/=\s]|\\+[nr])*)`,
      'private_key',
    ),
  ],
  'JSON Web Token': [key('eyJ', String.raw`[\w-]{8,}\.[\w-]{8,}\.[\w-]*(?:\.[\w-]+)*`, 'jwt')],
  anthropic_key: [keyAfter('sk-ant-', String.raw`[\w*.-]{8,}`, 'anthropic_key')],
  openai_key: [
    keyAfter('sk-', String.raw`(?:proj|svcacct|admin|None)-[\w*-]{16,}`, 'openai_key'),
    keyAfter('sk-', '[A-Za-z0-9]{20,}', 'openai_key'),
    keyAfter('sk-', String.raw`[A-Za-z0-9]{0,20}\*{2,}[\w*-]*`, 'openai_key'),
  ],
  openrouter_key: [keyAfter('sk-or-', String.raw`[\w-]{16,}`, 'openrouter_key')],
  langfuse_key: [keyAfter('sk-lf-', String.raw`[\w-]{16,}`, 'langfuse_key')],
  helicone_key: [keyAfter('sk-helicone-', String.raw`[\w-]{16,}`, 'helicone_key')],
  cerebras_key: [keyAfter('csk-', '[A-Za-z0-9]{40,}', 'cerebras_key')],
  unstructured_key: [keyAfter('usk-', String.raw`[A-Za-z0-9]{20}[\w-]*`, 'unstructured_key')],
  xai_key: [key('xai-', String.raw`\w{20,}`, 'xai_key')],
  groq_key: [key('gsk_', '[A-Za-z0-9]{20,}', 'groq_key')],
  huggingface_token: [
    key('hf_', '[A-Za-z0-9]{30,}', 'huggingface_token'),
    key('api_org_', '[A-Za-z0-9]{30,}', 'huggingface_token'),
  ],
  perplexity_key: [key('pplx-', '[A-Za-z0-9]{32,}', 'perplexity_key')],
  replicate_token: [key('r8_', '[A-Za-z0-9]{30,}', 'replicate_token')],
  nvidia_key: [key('nvapi-', String.raw`[\w-]{40,}`, 'nvidia_key')],
  langsmith_key: [
    key('lsv2_', String.raw`(?:pt|sk)_\w{32,}`, 'langsmith_key'),
    key('ls__', '[0-9a-f]{32,}', 'langsmith_key'),
  ],
  together_key: [key('tgp_v1_', String.raw`[\w-]{30,}`, 'together_key')],
  fireworks_key: [key('fw_', '[A-Za-z0-9]{20,}', 'fireworks_key')],
  pinecone_key: [key('pcsk_', String.raw`\w{40,}`, 'pinecone_key')],
  jina_key: [key('jina_', String.raw`[\w-]{32,}`, 'jina_key')],
  tavily_key: [key('tvly-', String.raw`[\w-]{20,}`, 'tavily_key')],
  llamacloud_key: [key('llx-', '[A-Za-z0-9]{40,}', 'llamacloud_key')],
  elevenlabs_key: [key('sk_', '[0-9a-f]{48}', 'elevenlabs_key')],
  runpod_key: [key('rpa_', '[A-Z0-9]{36,}[a-z0-9]{0,9}', 'runpod_key')],
  e2b_key: [key('e2b_', '[0-9a-f]{40}', 'e2b_key')],
  logfire_token: [key('pylf_v', '[0-9]_[a-z]{2,10}_[A-Za-z0-9]{20,}', 'logfire_token')],
  wandb_key: [key('wandb_v1_', String.raw`\w{40,}`, 'wandb_key')],
  vercel_ai_key: [key('vck_', '[A-Za-z0-9]{24,}', 'vercel_ai_key')],
  cursor_key: [key('key_', '[0-9a-f]{64}', 'cursor_key')],
  browserbase_key: ['bb_live_', 'bb_test_'].map((prefix) =>
    key(prefix, String.raw`[\w-]{20,}`, 'browserbase_key'),
  ),
  aws_bedrock_key: [
    key('ABSK', '[A-Za-z0-9+/]{60,}={0,2}', 'aws_bedrock_key'),
    key('bedrock-api-key-', String.raw`[\w+/-]{40,}={0,2}`, 'aws_bedrock_key'),
  ],
  databricks_token: [key('dapi', '[a-f0-9]{32}', 'databricks_token')],
  pypi_token: [key('pypi-', String.raw`[\w-]{50,}`, 'pypi_token')],
  aws_access_key: [
    key('AKIA', '[A-Z0-9]{16}', 'aws_access_key'),
    key('ASIA', '[A-Z0-9]{16}', 'aws_access_key'),
  ],
  google_api_key: [key('AIza', String.raw`[\w-]{30,}`, 'google_api_key')],
  google_oauth: [
    key('ya29.', String.raw`[\w-]{20,}(?:\.[\w-]+)*`, 'google_oauth'),
    key('GOCSPX-', String.raw`[\w-]{20,}`, 'google_oauth'),
  ],
  github_token: [
    key('gh', '[pousr]_[A-Za-z0-9]{30,}', 'github_token'),
    key('github_pat_', String.raw`\w{30,}`, 'github_token'),
  ],
  gitlab_token: [key('glpat-', String.raw`[\w-]{20,}`, 'gitlab_token')],
  slack_token: [
    key('xox', String.raw`[abeoprs](?:\.xox[bp])?-[\w-]{10,}`, 'slack_token'),
    key('xapp-', String.raw`[0-9]-[\w-]{10,}`, 'slack_token'),
  ],
  'Slack webhook': [
    {
      pattern: String.raw`(hooks\.slack\.com/(?:services|workflows|triggers)/)[\w/]{12,}`,
      replacement: '$1[SECRET:slack_webhook]',
      sign: String.raw`hooks\.slack\.com/`,
    },
  ],
  stripe_key: [
    key('sk_', '(?:live|test)_[A-Za-z0-9]{10,}', 'stripe_key'),
    key('rk_', '(?:live|test)_[A-Za-z0-9]{10,}', 'stripe_key'),
    key('whsec_', '[A-Za-z0-9+/]{24,}=*', 'stripe_key'),
  ],
  npm_token: [key('npm_', '[A-Za-z0-9]{36}', 'npm_token')],
  sendgrid_key: [key('SG.', String.raw`[\w-]{16,}\.[\w-]{16,}`, 'sendgrid_key')],
};

/** `prefix`, literal, and `rest`. */
function key(prefix: string, rest: string, kind: string): Form {
  const literal = prefix.replaceAll('.', String.raw`\.`);
  const sign = literal + (/^(?:\[\w+\]_?|\(\?:[\w|]+\)_)/.exec(rest)?.[0] ?? '');
  const form = { pattern: literal + rest, sign, replacement: `[SECRET:${kind}]` };
  const gated = GATES.find(([signs]) => signs.test(sign));
  return gated === undefined ? form : { ...form, gate: gated[1] };
}

function gate(name: string, pattern: string): Gate {
  return { name, patterns: [pattern] };
}

/** The same where letters may precede it in ordinary words: `risk-`, `task-`. */
function keyAfter(prefix: string, rest: string, kind: string): Form {
  return {
    pattern: BEFORE_KEY + prefix + rest,
    replacement: `$1[SECRET:${kind}]`,
    look: SK,
  };
}
