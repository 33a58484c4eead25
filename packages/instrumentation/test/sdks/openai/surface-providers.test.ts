// Who serves the model: the class of the client, else its base URL.

import type { Attributes } from '@opentelemetry/api';
import type { AzureOpenAI, BedrockOpenAI } from 'openai';
import { describe, expect, it } from 'vitest';
import { hasResponses, loadModule, majors, useTracedOpenAi } from '../../support/traced-openai.ts';

const chat = { model: 'gpt-4o', messages: [{ role: 'user' as const, content: 'What is a span?' }] };
const fetch = (): Promise<Response> => Promise.resolve(Response.json({ choices: [] }));
const options = { apiKey: 'unused', maxRetries: 0, fetch };

const PROVIDERS: readonly (readonly [baseUrl: string, provider: string])[] = [
  ['https://api.openai.com/v1', 'openai'],
  ['https://eu.api.openai.com/v1', 'openai'],
  ['https://acme.openai.azure.com/openai/v1/', 'azure.ai.openai'],
  ['https://acme.services.ai.azure.com/openai/v1', 'azure.ai.openai'],
  ['https://bedrock-runtime.us-west-2.amazonaws.com/openai/v1', 'aws.bedrock'],
  ['https://bedrock-mantle.us-east-1.api.aws/openai/v1', 'aws.bedrock'],
  ['https://us-central1-aiplatform.googleapis.com/v1/projects/p', 'gcp.vertex_ai'],
  ['https://generativelanguage.googleapis.com/v1beta/openai/', 'gcp.gemini'],
  ['https://api.anthropic.com/v1/', 'anthropic'],
  ['https://api.deepseek.com', 'deepseek'],
  ['https://api.groq.com/openai/v1', 'groq'],
  ['https://api.mistral.ai/v1', 'mistral_ai'],
  ['https://api.x.ai/v1', 'x_ai'],
  ['https://api.perplexity.ai', 'perplexity'],
  ['https://api.moonshot.cn/v1', 'moonshot_ai'],
  ['https://openrouter.ai/api/v1', 'openrouter'],
  ['https://api.together.xyz/v1', 'together'],
  ['https://api.fireworks.ai/inference/v1', 'fireworks'],
  ['https://api.cerebras.ai/v1', 'cerebras'],
  ['https://integrate.api.nvidia.com/v1', 'nvidia'],
  ['https://models.github.ai/inference', 'github_models'],
  ['https://models.inference.ai.azure.com', 'github_models'],
  ['https://phi.eastus2.models.ai.azure.com/v1', 'azure.ai.inference'],
  ['https://router.huggingface.co/v1', 'hugging_face'],
  ['https://abc.us-east-1.aws.endpoints.huggingface.cloud/v1', 'hugging_face'],
  ['https://dashscope.aliyuncs.com/compatible-mode/v1', 'alibaba_cloud'],
  ['https://dashscope-intl.aliyuncs.com/compatible-mode/v1', 'alibaba_cloud'],
  ['https://api.sambanova.ai/v1', 'sambanova'],
  ['https://api.deepinfra.com/v1/openai', 'deepinfra'],
  ['https://api.studio.nebius.com/v1', 'nebius'],
  ['https://api.novita.ai/v3/openai', 'novita'],
  ['https://inference.baseten.co/v1', 'baseten'],
  ['https://oai.endpoints.kepler.ai.cloud.ovh.net/v1', 'ovhcloud'],
  ['https://us-south.ml.cloud.ibm.com/ml/v1', 'ibm.watsonx.ai'],
  ['https://dbc-1.cloud.databricks.com/serving-endpoints', 'databricks'],
  ['https://adb-1.2.azuredatabricks.net/serving-endpoints', 'databricks'],
  ['https://api.minimax.io/v1', 'minimax'],
  ['https://api.z.ai/api/paas/v4', 'z_ai'],
  ['https://open.bigmodel.cn/api/paas/v4', 'z_ai'],
  ['https://ark.cn-beijing.volces.com/api/v3', 'volcengine'],
  ['https://api.siliconflow.cn/v1', 'siliconflow'],
  ['https://ai-gateway.vercel.sh/v1', 'vercel'],
  ['https://gateway.ai.cloudflare.com/v1/acme/gw/openai', 'cloudflare'],
  ['https://api.cloudflare.com/client/v4/accounts/acme/ai/v1', 'cloudflare'],
  ['https://api.portkey.ai/v1', 'portkey'],
  ['https://router.requesty.ai/v1', 'requesty'],
  ['https://oai.helicone.ai/v1', 'helicone'],
  ['https://api.z.ai.example.org/v1', 'openai'],
  ['https://example.org/?at=open.bigmodel.cn', 'openai'],
  ['http://localhost:11434/v1', 'ollama'],
  ['http://[::1]:11434/v1', 'ollama'],
  ['http://127.0.0.1:1234/v1', 'lm_studio'],
  ['http://localhost:8000/v1', 'openai'],
  ['http://user:word@localhost:11434/v1', 'ollama'],
  ['https://user:word@API.groq.com/openai/v1', 'groq'],
  ['https://api.groq.com@example.org/v1', 'openai'],
  ['https://groq.com.example.org/v1', 'openai'],
  ['https://example.org/api.groq.com/v1', 'openai'],
  ['https://box.ai/v1', 'openai'],
];

describe.each(majors)('openai %s', (version) => {
  const traced = useTracedOpenAi(version);
  const attributes = (): Attributes => traced.sink.spans()[0]!.attributes;

  it.each(PROVIDERS)('calls the service at %s %s', async (baseURL, provider) => {
    await new traced.OpenAI({ ...options, baseURL }).chat.completions.create(chat);
    expect(attributes()).toMatchObject({
      'gen_ai.provider.name': provider,
      'gen_ai.request.model': 'gpt-4o',
      'server.address': new URL(baseURL).hostname,
    });
  });

  describe('AzureOpenAI', () => {
    const azure = (more: object): AzureOpenAI => {
      const { AzureOpenAI: Azure } = loadModule(version);
      return new Azure({ ...options, apiVersion: '2026-01-01', ...more });
    };

    it('asks for the deployment that the client names', async () => {
      const endpoint = 'https://proxy.example.org';
      await azure({ endpoint, deployment: 'blue' }).chat.completions.create(chat);
      expect(attributes()).toMatchObject({
        'gen_ai.provider.name': 'azure.ai.openai',
        'gen_ai.request.model': 'blue',
        'server.address': 'proxy.example.org',
      });
    });

    it('asks for the deployment that the URL names', async () => {
      const baseURL = 'https://acme.openai.azure.com/openai/deployments/green%20one';
      await azure({ baseURL }).chat.completions.create(chat);
      expect(attributes()).toMatchObject({ 'gen_ai.request.model': 'green one' });
    });

    it('asks for the model of the request otherwise', async () => {
      await azure({ endpoint: 'https://acme.openai.azure.com' }).chat.completions.create(chat);
      expect(attributes()).toMatchObject({ 'gen_ai.request.model': 'gpt-4o' });
    });

    it.runIf(hasResponses(version))('sends Responses to no deployment', async () => {
      const client = azure({ endpoint: 'https://acme.openai.azure.com', deployment: 'blue' });
      await client.responses.create({ model: 'gpt-4o', input: 'x' });
      expect(attributes()).toMatchObject({ 'gen_ai.request.model': 'gpt-4o' });
    });
  });

  it.runIf('BedrockOpenAI' in loadModule(version))('knows BedrockOpenAI', async () => {
    const { BedrockOpenAI: Bedrock } = loadModule(version) as {
      BedrockOpenAI: typeof BedrockOpenAI;
    };
    const client = new Bedrock({ ...options, baseURL: 'https://gateway.example.org/v1' });
    await client.responses.create({ model: 'openai.gpt-oss-120b', input: 'x' });
    expect(attributes()).toMatchObject({
      'gen_ai.provider.name': 'aws.bedrock',
      'gen_ai.request.model': 'openai.gpt-oss-120b',
    });
  });

  it.each([
    [{ prompt_tokens: Number.NaN, completion_tokens: -1 }],
    [{ prompt_tokens: '7', completion_tokens: '8' }],
    [{ prompt_tokens: 1.5, completion_tokens: Number.MAX_VALUE }],
    ['many'],
    [null],
  ])('does not take %j for usage', async (usage) => {
    const client = new traced.OpenAI({
      ...options,
      fetch: () => Promise.resolve(Response.json({ id: 'chatcmpl-1', choices: [], usage })),
    });
    await client.chat.completions.create(chat);
    expect(attributes()).toMatchObject({ 'gen_ai.response.id': 'chatcmpl-1' });
    expect(Object.keys(attributes()).filter((name) => name.includes('usage'))).toEqual([]);
    const counted = (await traced.sink.metrics()).filter(
      ({ name, points }) => name.includes('operation.') && points.some((point) => point.count),
    );
    expect(counted).toEqual([]);
  });
});
