// The classes of `@anthropic-ai/sdk` and their methods that call a service. A test that walks the SDK's
// types lists the omitted methods, each with its reason.

import type { AnyMethod } from '../../model/method.ts';
import type { ClassTarget, Helper, StreamMakerTarget, TracerTarget } from '../../model/target.ts';
import { otherMethods } from '../other-methods.ts';
import { requests } from '../requests.ts';
import { resourceClass } from '../resource-class.ts';
import { batchMethods } from './batches.ts';
import { completions } from './completions.ts';
import type { AnthropicFile, ResourceFile } from './files.ts';
import { messages } from './messages.ts';
import { HELPERS } from './parsed.ts';
import { request } from './methods.ts';
import { UNTRACED } from './untraced.ts';

const FILE_METHODS = ['upload', 'retrieveMetadata', 'list', 'delete', 'download'];

export const CLASSES: Readonly<Record<ResourceFile, ClassTarget>> = {
  messages: at('messages', methodsAt('messages'), HELPERS),
  betaMessages: at('beta.messages', methodsAt('beta.messages'), HELPERS),
  completions: at('completions', { create: completions }),
  batches: at('messages.batches', batchMethods('messages.batches')),
  betaBatches: at('beta.messages.batches', batchMethods('beta.messages.batches')),
  files: plain('files', FILE_METHODS),
  betaFiles: plain('beta.files', FILE_METHODS),
};

/** All targets, keyed by file name. */
export const TARGETS: Readonly<
  Record<AnthropicFile, ClassTarget | StreamMakerTarget | TracerTarget>
> = {
  ...CLASSES,
  client: { kind: 'tracer', name: 'Anthropic' },
  // Its `parse` cannot be seen: the answer arrives, and is recorded, whether or not the caller has it parsed.
  thread: {
    kind: 'class',
    name: 'BetaMessageThread',
    methods: {},
    helpers: { stream: HELPERS['stream']! },
  },
  // Message threads create streams with it, since 1.12.
  streaming: { kind: 'stream-maker', name: 'Stream', method: 'fromSSEResponse' },
};

/** No model runs where tokens are only counted. */
function methodsAt(path: string): Record<string, AnyMethod> {
  return {
    create: messages,
    countTokens: request<{ readonly model?: string }, unknown>({
      name: `anthropic.${path}.countTokens`,
      request: ({ model }) => ({ model }),
      response: () => ({}),
    }),
  };
}

function at(
  path: string,
  methods: Record<string, AnyMethod>,
  helpers?: Readonly<Record<string, Helper>>,
): ClassTarget {
  const others = otherMethods(request, 'anthropic', path, UNTRACED);
  return resourceClass('Anthropic', path, methods, helpers, others);
}

function plain(path: string, names: readonly string[]): ClassTarget {
  return at(path, requests(request, 'anthropic', path, ...names));
}
