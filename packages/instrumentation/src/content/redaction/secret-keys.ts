// Keys and tokens with a known prefix of their issuer.

import { beginning, prefixed } from './boundary.ts';
import type { Rule } from './rule.ts';

/** The part after `sk-`: also as echoed by errors, with stars or dots for the middle. */
const MASKED = String.raw`(?=[\w*.-]{6})(?=\.{0,99}[\w*-])[\w*-]{0,9999}(?:\.{1,99}[\w*-]{1,999}){0,8}`;

/** A key whose prefix names its issuer. */
function key(kind: string, hints: readonly string[], prefix: string, rest: string): Rule {
  return {
    name: kind,
    hints,
    pattern: prefixed(prefix, rest),
    placeholder: `[SECRET:${kind}]`,
  };
}

/** Keys of model providers. */
const PROVIDERS: readonly Rule[] = [
  key('anthropic_key', ['sk-ant-'], 'sk-ant-', MASKED),
  key('openrouter_key', ['sk-or-'], 'sk-or-', MASKED),
  key('langfuse_key', ['-lf-'], '[sp]k-lf-', MASKED),
  key('openai_key', ['sk-'], 'sk-(?:proj|svcacct|admin|None)-', MASKED),
  key('openai_key', ['sk-'], 'sk-', String.raw`[A-Za-z0-9]{20,999}[\w-]{0,999}`),
  key('openai_key', ['sk-'], 'sk-', String.raw`[\w-]{0,20}(?:\*{2}|\.{2,99}\w)[\w*-]{0,999}`),
  key('openai_key', ['sess-'], 'sess-', '[A-Za-z0-9]{40}'),
  key('xai_key', ['xai-'], 'xai-', String.raw`\w{20,9999}`),
  key('groq_key', ['gsk_'], 'gsk_', '[A-Za-z0-9]{20,9999}'),
  key('api_key', ['sk-', 'pk-', 'rk-', 'ak-', 'xai-', 'gsk-'], '[spra]k-|xai-|gsk-', MASKED),
  key('huggingface_token', ['hf_'], 'hf_', '[A-Za-z0-9]{30,9999}'),
  key('replicate_token', ['r8_'], 'r8_', '[A-Za-z0-9]{37,9999}'),
  key('perplexity_key', ['pplx-'], 'pplx-', '[A-Za-z0-9]{32,9999}'),
  key('pinecone_key', ['pcsk_'], 'pcsk_', String.raw`\w{40,9999}`),
  key('nvidia_key', ['nvapi-'], 'nvapi-', String.raw`[\w-]{40,9999}`),
  key('cerebras_key', ['csk-'], 'csk-', '[a-z0-9]{40,9999}'),
  key('tavily_key', ['tvly-'], 'tvly-', String.raw`[\w-]{20,9999}`),
  key('together_key', ['tgp_v1_'], 'tgp_v1_', String.raw`[\w-]{30,9999}`),
  key('langsmith_key', ['lsv2_'], 'lsv2_(?:pt|sk)_', String.raw`\w{32,9999}`),
  key('elevenlabs_key', ['sk_'], 'sk_', '[0-9a-f]{48}'),
];

/** Cloud keys. */
const CLOUDS: readonly Rule[] = [
  key('aws_access_key', ['AKIA', 'ASIA'], 'A[KS]IA', '[A-Z0-9]{16}(?![A-Za-z0-9])'),
  key('google_api_key', ['AIza'], 'AIza', String.raw`[\w-]{35}`),
  key('google_api_key', ['AQ.'], String.raw`AQ\.`, String.raw`A[\w-]{29,9999}`),
  key(
    'google_oauth',
    ['ya29.'],
    String.raw`ya29\.`,
    String.raw`[\w-]{20,9999}(?:\.[\w-]{1,999}){0,4}`,
  ),
  key('google_oauth', ['GOCSPX-'], 'GOCSPX-', String.raw`[\w-]{20,9999}`),
  key('google_oauth', ['1//0'], '1//0', String.raw`[\w-]{30,9999}`),
  {
    name: 'azure_key',
    hints: ['JQQJ99'],
    pattern: new RegExp(
      `JQQJ99(?<=${beginning('A-Za-z0-9')}(?<before>[A-Za-z0-9]{52})JQQJ99)[A-Za-z0-9]{26}`,
      'g',
    ),
    placeholder: '[SECRET:azure_key]',
  },
  {
    name: 'azure_key',
    hints: ['8Q~'],
    pattern: new RegExp(
      String.raw`8Q~(?<=${beginning(String.raw`\w.~-`)}(?<before>[\w.~-]{3})8Q~)[\w.~-]{31,34}`,
      'g',
    ),
    placeholder: '[SECRET:azure_key]',
  },
  key('digitalocean_token', ['_v1_'], 'do[opr]_v1_', '[a-f0-9]{64}'),
  key('databricks_token', ['dapi'], 'dapi', '[a-f0-9]{32}'),
  key('vault_token', ['hvs.', 'hvb.', 'hvr.'], String.raw`hv[sbr]\.`, String.raw`[\w-]{24,9999}`),
];

/** Keys of all other services. */
const SERVICES: readonly Rule[] = [
  key(
    'github_token',
    ['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_'],
    'gh[pousr]_',
    '[A-Za-z0-9]{36,9999}',
  ),
  key('github_token', ['github_pat_'], 'github_pat_', String.raw`\w{36,9999}`),
  key('gitlab_token', ['glpat-'], 'glpat-', String.raw`[\w-]{20,9999}(?:\.[\w-]{1,999}){0,3}`),
  key(
    'gitlab_token',
    ['gldt-', 'glrt-', 'glcbt-', 'glptt-', 'glft-', 'glimt-', 'glsoat-', 'glagent-'],
    'gl(?:dt|rt|cbt|ptt|ft|imt|soat|agent)-',
    String.raw`[\w-]{20,9999}`,
  ),
  key('slack_token', ['xox'], String.raw`xox[abeoprs](?:\.xox[bp])?-`, String.raw`[\w-]{10,9999}`),
  key('slack_token', ['xapp-'], 'xapp-', String.raw`\d-[\w-]{10,9999}`),
  key('stripe_key', ['_live_', '_test_'], '[sr]k_(?:live|test)_', '[A-Za-z0-9]{10,9999}'),
  key('stripe_key', ['whsec_'], 'whsec_', '[A-Za-z0-9+/]{24,9999}={0,2}'),
  key('npm_token', ['npm_'], 'npm_', '[A-Za-z0-9]{36}'),
  key('pypi_token', ['pypi-'], 'pypi-', String.raw`[\w-]{50,9999}`),
  key('docker_token', ['dckr_pat_'], 'dckr_pat_', String.raw`[\w-]{20,9999}`),
  key('sendgrid_key', ['SG.'], String.raw`SG\.`, String.raw`[\w-]{16,32}\.[\w-]{16,64}`),
  key('twilio_key', ['SK'], 'SK', '[0-9a-f]{32}(?![A-Za-z0-9])'),
  key('mailgun_key', ['key-'], 'key-', '[0-9a-f]{32}(?![A-Za-z0-9])'),
  key('shopify_token', ['shp'], 'shp(?:at|ca|pa|ss)_', '[a-fA-F0-9]{32}'),
  key('square_token', ['sq0'], 'sq0(?:atp|csp|idp)-', String.raw`[\w-]{22,9999}`),
  key('notion_token', ['ntn_'], 'ntn_', '[A-Za-z0-9]{40,9999}'),
  key('linear_key', ['lin_'], 'lin_(?:api|oauth)_', '[A-Za-z0-9]{32,9999}'),
  key('figma_token', ['figd_'], 'figd_', String.raw`[\w-]{38,9999}`),
  key('postman_key', ['PMAK-'], 'PMAK-', '[a-f0-9]{24}-[a-f0-9]{34}'),
  key('grafana_token', ['glsa_', 'glc_'], 'gl(?:sa|c)_', '[A-Za-z0-9+/=_]{32,9999}'),
  key('new_relic_key', ['NRAK-'], 'NRAK-', '[A-Z0-9]{27}'),
  key('sentry_token', ['sntry'], 'sntry[su]_', '[A-Za-z0-9+/=_]{40,9999}'),
  key('atlassian_token', ['ATATT3'], 'ATATT3', String.raw`[\w=-]{40,9999}`),
  key('supabase_key', ['sbp_', 'sb_secret_'], 'sbp_|sb_secret_', String.raw`[\w-]{20,9999}`),
  {
    name: 'telegram_token',
    hints: [':AA'],
    pattern: new RegExp(
      String.raw`:AA(?<=${beginning('A-Za-z0-9')}(?:bot)?(?<before>\d{6,12}):AA)[\w-]{32,34}`,
      'g',
    ),
    placeholder: '[SECRET:telegram_token]',
  },
];

export const KEY_RULES: readonly Rule[] = [...PROVIDERS, ...CLOUDS, ...SERVICES];
