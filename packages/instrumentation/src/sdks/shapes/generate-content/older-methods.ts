// generateContent of the two packages before `@google/genai`: functions inside the package, in whose requests the
// settings and the instructions stand beside each other, and whose streams have a promise of the whole beside them.

import type { GenerateContentParameters, GenerateContentResponse } from '@google/genai';
import { type Call, defineMethod, type Method } from '../../../model/method.ts';
import { ownValue } from '../../../model/size.ts';
import { input, output } from './content.ts';
import {
  generateContentChunk,
  generateContentRequest,
  generateContentResponse,
} from './generate-content.ts';
import { generateContentSize } from './size.ts';
import { assemble } from './stream.ts';

/** What they send. */
interface OlderRequest {
  readonly contents: unknown;
  readonly systemInstruction?: unknown;
  readonly tools?: unknown;
  readonly generationConfig?: unknown;
}

/** Where the arguments of a package's functions have it. */
interface Places<Args extends readonly unknown[]> {
  model(args: Args): string;
  request(args: Args): OlderRequest;
  served(args: Args): { readonly provider: string; readonly server: string };
}

/** Results of both packages. */
export interface Whole {
  readonly response: object;
}
interface Streamed {
  readonly stream: AsyncIterable<object>;
  readonly response: Promise<object>;
}

/** The two methods; `common` is what the package's other functions share with them. */
export function olderMethods<Args extends readonly unknown[]>(
  places: Places<Args>,
  common: Pick<Method<unknown, Args>, 'failure' | 'errorTexts' | 'isAbort' | 'signal'>,
) {
  type Asked = Call<unknown, Args>;
  const describing = (stream: boolean) => (call: Asked) => {
    const { generationConfig } = places.request(call.args);
    const request = generateContentRequest({
      model: places.model(call.args),
      config: generationConfig,
    } as GenerateContentParameters);
    return {
      kind: 'inference',
      operation: 'generate_content',
      ...places.served(call.args),
      request: stream ? { ...request, stream } : request,
    } as const;
  };
  const inference = {
    ...common,
    size: ({ args }: Asked) => {
      const request = places.request(args);
      const systemInstruction = ownValue(request, 'systemInstruction');
      return generateContentSize({
        contents: ownValue(request, 'contents'),
        config: { systemInstruction },
      });
    },
    input: ({ args }: Asked) => {
      const { contents, systemInstruction, tools } = places.request(args);
      return input({ contents, config: { systemInstruction, tools } } as GenerateContentParameters);
    },
  };
  return {
    generateContent: defineMethod<unknown, Args, Whole>({
      ...inference,
      describe: describing(false),
      response: ({ response }) => generateContentResponse(response as GenerateContentResponse),
      output: ({ response }) => output(response as GenerateContentResponse),
    }),
    generateContentStream: defineMethod<unknown, Args, Streamed | object, object>({
      ...inference,
      describe: describing(true),
      stream: (result) => (result as Streamed).stream,
      whole: 'response',
      response: (whole) => generateContentResponse(whole as GenerateContentResponse),
      saysEnd: true,
      chunk: (into, chunk) => generateContentChunk(into, chunk as GenerateContentResponse),
      // The packages join chunks, but not their texts.
      output: (whole) => output(assemble(undefined, whole as GenerateContentResponse)),
      assemble: (into, chunk) =>
        assemble(into as GenerateContentResponse | undefined, chunk as GenerateContentResponse),
    }),
  };
}
