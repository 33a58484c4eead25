// Counts the tokens of a generation of `@huggingface/transformers`, which gives a streamer the ids that it starts with
// and then those of each step. A call without a streamer gets one that only counts.

import type { Usage } from '../../model/response.ts';
import type { Model } from './model-names.ts';

type Ids = readonly (readonly (bigint | number)[])[];

/** A streamer. */
export interface Streamer {
  put(ids: Ids): unknown;
  end(): unknown;
}
interface Tensor {
  readonly dims?: readonly number[];
  readonly data?: ArrayLike<bigint | number>;
}
/** What a model gets. */
export interface Inputs {
  readonly input_ids?: Tensor | null;
  readonly attention_mask?: Tensor | null;
  readonly eos_token_id?: unknown;
}
/** A criterion that an application ends a generation with; a list of some has them in `criteria`. */
interface Criterion {
  readonly interrupted?: unknown;
  readonly criteria?: readonly Criterion[];
}
/** The options of a generation that matter here. */
export interface Options extends Inputs {
  readonly streamer?: Streamer | null;
  readonly stopping_criteria?: Criterion | readonly Criterion[] | null;
}

const counts = new WeakMap<object, TokenCount>();

/** The count of the call that passed its options on, if they have our streamer. */
export function countIn(options: Options | undefined): TokenCount | undefined {
  return options?.streamer ? counts.get(options.streamer) : undefined;
}

/** The count of one generation. */
export class TokenCount {
  #inputTokens: number | undefined;
  #outputTokens: number | undefined;
  #ends: ReadonlySet<string> = new Set();
  /** By sequence: whether the model has ended it. */
  #ended: boolean[] = [];
  readonly #criteria: readonly Criterion[];

  constructor({ stopping_criteria: criteria }: Options = {}) {
    this.#criteria = [criteria ?? []].flat();
  }

  /** The model is about to run. */
  begun(model: Model, inputs: Inputs | null | undefined): void {
    this.#inputTokens = tokensOf(inputs);
    const { generation_config: generation, config } = model;
    const ends = inputs?.eos_token_id ?? generation?.eos_token_id ?? config?.eos_token_id;
    this.#ends = new Set([ends ?? []].flat().map(String));
  }

  /** The streamer that counts, and tells `heard` of each step before it passes that on to `streamer`. */
  streamer(streamer: Streamer | null | undefined, heard: (ids: unknown) => void): Streamer {
    const put = (ids: Ids): void => {
      const isStep = this.#outputTokens !== undefined;
      if (isStep) this.#step(ids);
      else this.#outputTokens = 0;
      if (streamer && isStep) heard(ids);
      streamer?.put(ids);
    };
    const counting = { put, end: () => void streamer?.end() };
    counts.set(counting, this);
    return counting;
  }

  #step(ids: Ids): void {
    this.#outputTokens! += ids.length;
    ids.forEach((sequence, index) => {
      this.#ended[index] ||= sequence.some((id) => this.#ends.has(String(id)));
    });
  }

  /** The counts; nothing if the model has not run. */
  get usage(): Usage {
    return { inputTokens: this.#inputTokens, outputTokens: this.#outputTokens };
  }

  /** Whether the application interrupted it. */
  get isStopped(): boolean {
    return this.#criteria.some(
      ({ interrupted, criteria = [] }) =>
        interrupted === true || criteria.some((each) => each.interrupted === true),
    );
  }

  /** Why each sequence ended: the model, or a criterion of the application, ended it, or it was long enough. */
  get finishReasons(): string[] {
    if (this.isStopped) return this.#ended.map((isEnded) => (isEnded ? 'stop' : 'error'));
    const otherwise = this.#criteria.length > 0 ? 'stop' : 'length';
    return this.#ended.map((isEnded) => (isEnded ? 'stop' : otherwise));
  }
}

/** The tokens of a model's input, without what fills a batch up. */
function tokensOf(inputs: Inputs | null | undefined): number | undefined {
  const { attention_mask: mask, input_ids: ids } = inputs ?? {};
  if (mask?.data !== undefined) {
    return Array.from(mask.data, Number).reduce((total, isToken) => total + isToken, 0);
  }
  return ids?.dims?.reduce((total, length) => total * length, 1);
}
