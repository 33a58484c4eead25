// What a golden case is, and the answers of services in it.

/** A call of an SDK, what the service answers, and what that costs in dollars; `null` where nobody knows. */
export interface Golden {
  readonly name: string;
  /** The price page, and the day on which it said so. */
  readonly page: string;
  readonly sdk: 'openai' | 'azure' | 'anthropic' | 'google' | 'bedrock';
  readonly call:
    | 'chat'
    | 'responses'
    | 'embeddings'
    | 'images'
    | 'transcriptions'
    | 'messages'
    | 'generate'
    | 'converse'
    | 'invoke';
  readonly model: string;
  /** Further parameters of the request. */
  readonly asked?: object;
  readonly answer: object;
  readonly headers?: Readonly<Record<string, string>>;
  readonly dollars: number | null;
  /** Besides the amount. */
  readonly record?: object;
}

/** Pages, and the day of the price. */
export const OPENAI = 'https://platform.openai.com/docs/pricing (2026-11-29)';
export const PRIORITY = 'https://openai.com/api-priority-processing/ (2026-11-29)';
export const CLAUDE = 'https://platform.claude.com/docs/en/about-claude/pricing (2026-11-29)';
export const FAST = 'https://platform.claude.com/docs/en/build-with-claude/fast-mode (2026-11-29)';
export const GEMINI = 'https://ai.google.dev/gemini-api/docs/pricing (2026-11-29)';

export const SEARCH =
  'https://ai.google.dev/gemini-api/docs/pricing, Grounding with Google Search (2026-11-30)';
export const DALL_E_3 = 'https://developers.openai.com/api/docs/models/dall-e-3 (2026-11-30)';
export const DALL_E_2 = 'https://developers.openai.com/api/docs/models/dall-e-2 (2026-11-30)';
export const GPT_IMAGE = 'https://developers.openai.com/api/docs/models/gpt-image-1 (2026-11-30)';

type About = Pick<Golden, 'name' | 'page' | 'model' | 'dollars'> & Partial<Golden>;

/** A call of that kind. */
export function chat(usage: object | undefined, about: About & { readonly tier?: string }): Golden {
  const { tier, ...rest } = about;
  return {
    sdk: 'openai',
    call: 'chat',
    answer: {
      id: 'c1',
      object: 'chat.completion',
      created: 1,
      model: about.model,
      choices: [{ index: 0, message: { role: 'assistant', content: 'Hi' }, finish_reason: 'stop' }],
      usage,
      ...(tier && { service_tier: tier }),
    },
    ...rest,
  };
}

/** Usage of a chat. */
export const tokens = (input: number, output: number, more: object = {}): object => ({
  prompt_tokens: input,
  completion_tokens: output,
  total_tokens: input + output,
  ...more,
});

/** A call of that kind. */
export function message(usage: object, about: About): Golden {
  return {
    sdk: 'anthropic',
    call: 'messages',
    answer: {
      id: 'm1',
      type: 'message',
      role: 'assistant',
      model: about.model,
      content: [{ type: 'text', text: 'Hi' }],
      stop_reason: 'end_turn',
      usage,
    },
    ...about,
  };
}

/** A call of that kind; `queries` are those that Google searched for. */
export function generated(usage: object, about: About, queries?: readonly string[]): Golden {
  return {
    sdk: 'google',
    call: 'generate',
    answer: {
      responseId: 'g1',
      modelVersion: about.model,
      candidates: [
        {
          content: { role: 'model', parts: [{ text: 'Hi' }] },
          finishReason: 'STOP',
          ...(queries && { groundingMetadata: { webSearchQueries: queries } }),
        },
      ],
      usageMetadata: usage,
    },
    ...about,
  };
}

/** A call of that kind. */
export function response(usage: object, about: About, output: readonly object[] = []): Golden {
  return {
    sdk: 'openai',
    call: 'responses',
    answer: {
      id: 'r1',
      object: 'response',
      status: 'completed',
      model: about.model,
      output,
      usage,
    },
    ...about,
  };
}

/** A call of that kind. */
export function images(usage: object, about: About): Golden {
  return {
    sdk: 'openai',
    call: 'images',
    answer: { created: 1, data: [{ b64_json: '' }], usage },
    ...about,
  };
}

/** A call of that kind. */
export function embeddings(input: number, about: About): Golden {
  return {
    sdk: 'openai',
    call: 'embeddings',
    answer: {
      object: 'list',
      model: about.model,
      data: [{ object: 'embedding', index: 0, embedding: [0.1] }],
      usage: { prompt_tokens: input, total_tokens: input },
    },
    ...about,
  };
}

/** Images whose response says nothing of tokens. */
export function drawn(count: number, about: About): Golden {
  const answer = { created: 1, data: Array.from({ length: count }, () => ({ url: 'https://x' })) };
  return { sdk: 'openai', call: 'images', answer, ...about };
}
