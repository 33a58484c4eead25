// What the cases of @huggingface/transformers share: the parts of the package that they use, and how they load a model.

import path from 'node:path';
import type { Stage } from '../local/local-data.ts';

/** The options of a generation. */
interface Options {
  readonly [name: string]: unknown;
}
interface Tensor {
  readonly dims: readonly number[];
  tolist(): unknown;
}
interface Tokenizer {
  (text: string): object;
}
interface Model {
  generate(options: object): Promise<Tensor>;
}
/** A function that `pipeline` makes. */
export interface Pipeline {
  (input: unknown, options?: Options): Promise<object>;
  readonly tokenizer: Tokenizer;
  readonly model: Model;
}
/** The module. */
export interface Sdk {
  readonly env: { allowRemoteModels: boolean; localModelPath: string };
  pipeline(task: string, model: string, options: object): Promise<Pipeline>;
  readonly TextStreamer: new (tokenizer: Tokenizer, options: object) => object;
  readonly InterruptableStoppingCriteria: new () => { interrupt(): void };
}

/** Loads the model of a case by the path of its folder, as `task`. */
export async function load({ sdk, folder, name }: Stage, task: string): Promise<Pipeline> {
  const { env, pipeline } = sdk as Sdk;
  env.allowRemoteModels = false;
  env.localModelPath = '';
  return pipeline(task, path.join(folder, name), { dtype: 'fp32' });
}
