// The token counters of one attribute set: a running total for each counter and modality.

import type { Attributes } from '@opentelemetry/api';
import type { TokensByModality, Usage } from '../../model/response.ts';
import { METRIC, type MetricDefinition } from '../conventions/metric-vocabulary.ts';
import { ATTRIBUTE, MODALITY_UNKNOWN } from '../conventions/vocabulary.ts';

interface Counter {
  readonly definition: MetricDefinition;
  readonly total: (usage: Usage) => number | undefined;
  /** Absent if no provider reports modalities. */
  readonly parts?: (usage: Usage) => TokensByModality | undefined;
}

/** The counters, each with the part of a usage for it. */
export const COUNTERS: readonly Counter[] = [
  {
    definition: METRIC.inputTokens,
    // Without usage, a call's input and output count as 0.
    total: (usage) => usage.inputTokens ?? 0,
    parts: (usage) => usage.inputByModality,
  },
  {
    definition: METRIC.outputTokens,
    total: (usage) => usage.outputTokens ?? 0,
    parts: (usage) => usage.outputByModality,
  },
  {
    definition: METRIC.cacheReadInputTokens,
    total: (usage) => usage.cacheReadInputTokens,
    parts: (usage) => usage.cacheReadByModality,
  },
  { definition: METRIC.cacheWriteInputTokens, total: (usage) => usage.cacheWriteInputTokens },
  { definition: METRIC.reasoningOutputTokens, total: (usage) => usage.reasoningOutputTokens },
];

/** `unknown` comes first: it is the usual one. */
const MODALITIES = [MODALITY_UNKNOWN, 'text', 'image', 'audio'] as const;
const [UNKNOWN, TEXT, IMAGE, AUDIO] = [0, 1, 2, 3];

/** Sums of one attribute set. */
export class TokenCounts {
  readonly #attributes: Attributes;
  /** By modality, then in the order of `COUNTERS`; `undefined` until first reported. */
  readonly #totals: (number | undefined)[] = [];
  readonly #withModality: Attributes[] = [];

  constructor(attributes: Attributes) {
    this.#attributes = attributes;
  }

  /** Adds one call. The modalities add up to the count, whatever a provider reports. */
  count(usage: Usage): void {
    for (let index = 0; index < COUNTERS.length; index++) {
      const counter = COUNTERS[index]!;
      const total = counter.total(usage);
      if (total === undefined) continue;
      const parts = counter.parts?.(usage);
      const known = parts === undefined ? 0 : sumOf(parts);
      if (parts === undefined || known === 0 || known > total) {
        this.#add(index, UNKNOWN!, total);
        continue;
      }
      if (parts.text) this.#add(index, TEXT!, parts.text);
      if (parts.image) this.#add(index, IMAGE!, parts.image);
      if (parts.audio) this.#add(index, AUDIO!, parts.audio);
      if (known < total) this.#add(index, UNKNOWN!, total - known);
    }
  }

  /** Calls `visit` with each total of one counter and its attributes. */
  each(counter: number, visit: (total: number, attributes: Attributes) => void): void {
    for (let modality = 0; modality < MODALITIES.length; modality++) {
      const total = this.#totals[modality * COUNTERS.length + counter];
      if (total !== undefined) visit(total, this.#attributesOf(modality));
    }
  }

  #add(counter: number, modality: number, tokens: number): void {
    const index = modality * COUNTERS.length + counter;
    this.#totals[index] = (this.#totals[index] ?? 0) + tokens;
  }

  #attributesOf(modality: number): Attributes {
    return (this.#withModality[modality] ??= {
      ...this.#attributes,
      [ATTRIBUTE.tokenModality]: MODALITIES[modality]!,
    });
  }
}

function sumOf({ text = 0, image = 0, audio = 0 }: TokensByModality): number {
  return text + image + audio;
}
