// The adapter of LangChain and LangGraph. Chains, agents and nodes tell a manager of callbacks what they do; models, tools
// and retrievers are called through methods of their base classes, around which their spans are active.

import { defineAdapter, type FileRule } from '../../model/adapter.ts';
import type { AnyFunction, Tracing } from '../../model/tracing.ts';
import { callingFunctions, queueing, running, streaming } from './contexts.ts';
import { beginning, configuring, ending, failing } from './managers.ts';
import type { Shape } from './model-request.ts';
import { generating, lookingIntoCache, streamingModel } from './models.ts';
import { retrieving } from './retrievers.ts';
import { calling } from './tools.ts';
import { searching } from './vector-stores.ts';

type Exports = Readonly<Record<string, unknown>>;
type Wrapper = (tracing: Tracing) => (original: AnyFunction) => AnyFunction;

/** A file in which methods of `classes` are replaced: of their prototypes, or as `static` ones. */
function methods(
  file: RegExp,
  classes: Readonly<Record<string, Readonly<Record<string, Wrapper>>>>,
): FileRule {
  return subscribed(file, (exports, tracing) => {
    for (const [name, wrappers] of Object.entries(classes)) {
      const prototype = prototypeOf(exports[name]);
      for (const [method, around] of Object.entries(wrappers)) {
        if (prototype !== undefined) tracing.replace(prototype, method, around(tracing));
      }
    }
  });
}

function subscribed(file: RegExp, install: (exports: Exports, tracing: Tracing) => void): FileRule {
  return {
    file,
    targets: [
      { kind: 'subscribe', install: (exports, tracing) => install(exports as Exports, tracing) },
    ],
  };
}

function prototypeOf(found: unknown): object | undefined {
  return typeof found === 'function' ? (found.prototype as object) : undefined;
}

/** A file with the base class of models. */
function models(file: RegExp, name: string, shape: Shape): FileRule {
  return subscribed(file, (exports, tracing) => {
    const base = prototypeOf(exports[name]);
    if (base === undefined) return;
    tracing.replace(base, '_generateUncached', generating(tracing, shape));
    tracing.replace(base, '_generateCached', lookingIntoCache());
    tracing.replace(base, '_streamIterator', streamingModel(tracing, shape, base));
  });
}

const managers = subscribed(/^dist\/callbacks\/manager$/, (exports, tracing) => {
  const { CallbackManager, CallbackManagerForChainRun } = exports;
  const all = prototypeOf(CallbackManager);
  const chains = prototypeOf(CallbackManagerForChainRun);
  if (all === undefined || chains === undefined) return;
  tracing.replace(CallbackManager as object, '_configureSync', configuring(tracing));
  tracing.replace(all, 'handleChainStart', beginning(tracing));
  tracing.replace(chains, 'handleChainEnd', ending(tracing));
  tracing.replace(chains, 'handleChainError', failing(tracing));
});

/** The one object that calls functions with their configuration. */
const singletons = subscribed(
  /^dist\/singletons\/(?:async_local_storage\/)?index$/,
  ({ AsyncLocalStorageProviderSingleton: provider }, tracing) => {
    if (typeof provider !== 'object' || provider === null) return;
    tracing.replace(Object.getPrototypeOf(provider) as object, 'runWithConfig', running(tracing));
  },
);

const retrievers = subscribed(/^dist\/retrievers(?:\/index)?$/, ({ BaseRetriever }, tracing) => {
  const prototype = prototypeOf(BaseRetriever);
  if (prototype === undefined) return;
  const around = retrieving(tracing);
  // Older versions call the one from the other.
  if (!tracing.replace(prototype, 'getRelevantDocuments', around)) {
    tracing.replace(prototype, 'invoke', around);
  }
});

export const langChain = defineAdapter({
  name: 'langchain',
  packages: [
    {
      name: '@langchain/core',
      versions: '>=0.3 <2',
      traces:
        'chains, models, tools, retrievers, searches of vector stores; embeddings by the SDK below',
      files: [
        managers,
        singletons,
        retrievers,
        methods(/^dist\/vectorstores$/, {
          VectorStore: { similaritySearch: searching, similaritySearchWithScore: searching },
        }),
        methods(/^dist\/tools(?:\/index)?$/, { StructuredTool: { call: calling } }),
        models(/^dist\/language_models\/chat_models$/, 'BaseChatModel', 'chat'),
        models(/^dist\/language_models\/llms$/, 'BaseLLM', 'text'),
        methods(/^dist\/runnables\/base$/, {
          Runnable: { _callWithConfig: callingFunctions },
          RunnableSequence: { _streamIterator: (tracing) => streaming(tracing, false) },
        }),
        methods(/^dist\/utils\/async_caller$/, {
          AsyncCaller: {
            call: () => queueing(0),
            callWithOptions: () => queueing(1),
          },
        }),
      ],
    },
    {
      name: '@langchain/langgraph',
      versions: '>=0.2 <2',
      traces: 'graphs and their nodes',
      files: [
        methods(/^dist\/pregel\/index$/, {
          Pregel: { _streamIterator: (tracing) => streaming(tracing, true) },
        }),
      ],
    },
  ],
});
