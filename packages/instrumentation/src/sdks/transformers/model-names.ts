// The names of the models of `@huggingface/transformers`: a model does not know what it was loaded by.

import type { Tracing } from '../../model/tracing.ts';

/** A loaded model: the parts of the package's types that are read. */
export interface Model {
  readonly config?: { readonly model_type?: string; readonly eos_token_id?: unknown };
  readonly generation_config?: { readonly eos_token_id?: unknown } | null;
}

const names = new WeakMap<object, string>();

/** Watches what models are loaded by. The promise of a model is followed by one that is settled alike. */
export function watchLoading(exports: unknown, tracing: Tracing): void {
  const { PreTrainedModel: owner } = (exports ?? {}) as { readonly PreTrainedModel?: unknown };
  if (typeof owner !== 'function') return;
  tracing.replace(
    owner,
    'from_pretrained',
    (original) =>
      function (this: unknown, ...args) {
        const loading = original.apply(this, args);
        if (!(loading instanceof Promise)) return loading;
        return loading.then((model: unknown) => {
          const name = nameOf(args[0]);
          if (name !== undefined && model !== null) names.set(model as object, name);
          return model;
        });
      },
  );
}

/** The id of a repository, or the name of a folder without those that it is in: they belong to the machine. */
function nameOf(loadedBy: unknown): string | undefined {
  if (typeof loadedBy !== 'string') return undefined;
  if (/^[\w-][\w.-]*\/[\w-][\w.-]*$/.test(loadedBy)) return loadedBy;
  return loadedBy.split(/[/\\]/).findLast((part) => part !== '');
}

/** Its name; else the kind of model that it is. */
export function modelOf(model: Model | undefined): string | undefined {
  return (model && names.get(model)) ?? model?.config?.model_type;
}
