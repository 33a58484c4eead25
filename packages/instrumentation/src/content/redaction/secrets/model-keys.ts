// Keys of providers of models, and of the services around models.

import type { Rule } from '../rule.ts';
import { alphanumeric, dashed, hex, key, keyAround, word } from './key.ts';
import { isNameOfThing } from './stand-ins.ts';

/** The part after `sk-`: also as echoed by errors, with stars or dots for the middle. */
const MASKED = String.raw`(?=[\w*.-]{6})(?=\.{0,99}[\w*-])[\w*-]{0,9999}(?:\.{1,99}[\w*-]{1,999}){0,8}`;

/** In execution order. */
export const MODEL_KEYS: readonly Rule[] = [
  key('anthropic_key', ['sk-ant-'], MASKED),
  key('openrouter_key', ['sk-or-'], MASKED),
  key('langfuse_key', ['sk-lf-', 'pk-lf-'], MASKED),
  key('openai_key', ['sk-proj-', 'sk-svcacct-', 'sk-admin-', 'sk-None-'], MASKED),
  key('openai_key', ['sk-'], String.raw`[A-Za-z0-9]{20,999}[\w-]{0,999}`),
  key('openai_key', ['sk-'], String.raw`[\w-]{0,20}(?:\*{2}|\.{2,99}\w)[\w*-]{0,999}`),
  key('openai_key', ['sess-'], alphanumeric(40)),
  key('openai_key', ['ek_'], alphanumeric(32)),
  key('browserbase_key', ['bb_live_', 'bb_test_'], dashed(20)),
  key('xai_key', ['xai-'], word(20)),
  {
    ...key('api_key', ['sk-', 'pk-', 'rk-', 'ak-', 'xai-', 'gsk-'], MASKED),
    accepts: (value) => !isNameOfThing(value) && !/x{8}|^sk-[a-z]{2,5}-?$/i.test(value),
  },
  key('groq_key', ['gsk_'], alphanumeric(20)),
  key('huggingface_token', ['hf_', 'api_org_'], alphanumeric(30)),
  key('replicate_token', ['r8_'], alphanumeric(37)),
  key('perplexity_key', ['pplx-'], alphanumeric(32)),
  key('pinecone_key', ['pcsk_'], word(40)),
  key('nvidia_key', ['nvapi-'], dashed(40)),
  key('cerebras_key', ['csk-'], alphanumeric(40)),
  key('fireworks_key', ['fw_'], alphanumeric(20)),
  key('voyage_key', ['pa-'], dashed(40)),
  key('jina_key', ['jina_'], dashed(32)),
  key('tavily_key', ['tvly-'], dashed(20)),
  key('together_key', ['tgp_v1_'], dashed(30)),
  key('langsmith_key', ['lsv2_pt_', 'lsv2_sk_'], word(32)),
  key('langsmith_key', ['ls__'], hex(32)),
  key('elevenlabs_key', ['sk_'], hex(48)),
  key('firecrawl_key', ['fc-'], hex(32)),
  key('brave_key', ['BSA'], String.raw`[\w-]{26,30}(?![\w-])`),
  key('runpod_key', ['rpa_'], '[A-Z0-9]{36,9999}[a-z0-9]{0,9}'),
  key('modal_token', ['ak-', 'as-'], '[A-Za-z0-9]{22}(?![A-Za-z0-9])'),
  key('llamacloud_key', ['llx-'], alphanumeric(40)),
  key('mem0_key', ['m0-'], alphanumeric(30)),
  key('e2b_key', ['e2b_'], hex(40)),
  key('logfire_token', ['pylf_v'], String.raw`\d_[a-z]{2,10}_[A-Za-z0-9]{20,9999}`),
  key('wandb_key', ['wandb_v1_'], word(40)),
  key('helicone_key', ['sk-helicone-', 'pk-helicone-'], dashed(20)),
  key('vercel_ai_key', ['vck_'], alphanumeric(24)),
  key('cursor_key', ['key_'], hex(64)),
  key('chroma_key', ['ck-'], alphanumeric(40)),
  key('nomic_key', ['nk-'], dashed(40)),
  keyAround('zhipu_key', '[0-9a-f]{29,32}', '.', '[A-Za-z0-9]{16}(?![A-Za-z0-9])', { run: 29 }),
  key('unstructured_key', ['usk-'], dashed(20)),
  key('braintrust_key', ['bt-st-'], dashed(20)),
];
