// The clients of AWS: each sends through a function of its own, which the package makes for Bedrock or for SageMaker.

import type { SubscribeTarget } from '../../model/target.ts';

interface Options {
  readonly fetcher?: object;
  readonly awsRegion?: unknown;
}

/** Which service a function sends to. */
const platforms = new WeakMap<object, string>();

/** Notes what the functions are for that the package makes. */
export const platformNotes: SubscribeTarget = {
  kind: 'subscribe',
  install(exports, tracing) {
    tracing.replace(
      exports as object,
      'fetchOverride',
      (original) =>
        function (...args) {
          const made = original.apply(this, args);
          platforms.set(made as object, String(args[0]));
          return made;
        },
    );
  },
};

/** `bedrock` or `sagemaker`; `undefined` for a client of Cohere itself. */
export function platformOf(client: unknown): string | undefined {
  const { fetcher } = optionsOf(client);
  return fetcher && platforms.get(fetcher);
}

/** Where a client of AWS sends to. */
export function urlOfPlatform(client: unknown): string | undefined {
  const platform = platformOf(client);
  if (platform === undefined) return undefined;
  const host = platform === 'bedrock' ? 'bedrock-runtime' : 'runtime.sagemaker';
  return `https://${host}.${String(optionsOf(client).awsRegion)}.amazonaws.com`;
}

function optionsOf(client: unknown): Options {
  return (client as { readonly _options?: Options })._options ?? {};
}
