// A context with our span in it: one small object, while the API copies a map. Every call
// has one, and every open stream keeps its own.

import type { Context, Span } from '@opentelemetry/api';
import { otelApi } from '../../foundation/otel-api.ts';

let spanKey: symbol | undefined;

/** `parent` with `span` as its span: a cheaper `trace.setSpan`. */
export function contextWithSpan(parent: Context, span: Span): Context {
  spanKey ??= findSpanKey(span);
  return spanKey === undefined
    ? otelApi()!.trace.setSpan(parent, span)
    : new SpanContext(parent, span, spanKey);
}

class SpanContext implements Context {
  readonly #parent: Context;
  readonly #span: Span;
  readonly #key: symbol;

  constructor(parent: Context, span: Span, key: symbol) {
    this.#parent = parent;
    this.#span = span;
    this.#key = key;
  }

  getValue(key: symbol): unknown {
    return key === this.#key ? this.#span : this.#parent.getValue(key);
  }

  setValue(key: symbol, value: unknown): Context {
    return this.#copied().setValue(key, value);
  }

  deleteValue(key: symbol): Context {
    return this.#copied().deleteValue(key);
  }

  #copied(): Context {
    return this.#parent.setValue(this.#key, this.#span);
  }
}

/** The key is internal to the API: this finds it by a test. */
function findSpanKey(span: Span): symbol | undefined {
  let found: symbol | undefined;
  const probe: Context = {
    getValue: () => undefined,
    setValue(key) {
      found = key;
      return probe;
    },
    deleteValue: () => probe,
  };
  otelApi()!.trace.setSpan(probe, span);
  return found;
}
