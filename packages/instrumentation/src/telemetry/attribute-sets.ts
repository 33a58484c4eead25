// The combinations of metric attributes: interned, bounded in number, free of personal data.

import type { Attributes } from '@opentelemetry/api';
import type { CallKind, FinishedOperation } from './operation.ts';
import { ATTRIBUTE, responseServiceTier } from './vocabulary.ts';

/** One combination, and what has been measured under it. */
export interface AttributeSet<Measured> {
  readonly attributes: Attributes;
  readonly measured: Measured;
  /** The same combination with an `error.type`. */
  readonly failed: Map<string, AttributeSet<Measured>>;
}

/** More sets than this share one overflow set, as in the SDK. */
const LIMIT = 2000;
const OVERFLOW: Attributes = { 'otel.metric.overflow': true };

/** The sets that have been seen. */
export class AttributeSets<Measured> {
  /** In the order in which they were first seen. */
  readonly all: AttributeSet<Measured>[] = [];
  readonly #byKey = new Map<string, AttributeSet<Measured>>();
  readonly #create: (attributes: Attributes) => Measured;
  #overflow: AttributeSet<Measured> | undefined;
  #last: { operation: FinishedOperation<CallKind>; set: AttributeSet<Measured> } | undefined;

  constructor(create: (attributes: Attributes) => Measured) {
    this.#create = create;
  }

  /** The set of an operation, without its error. */
  of(operation: FinishedOperation<CallKind>): AttributeSet<Measured> {
    // An application repeats itself: comparing with the last one is cheaper than making a key.
    if (this.#last !== undefined && isSame(this.#last.operation, operation)) return this.#last.set;
    const set = this.#find(operation);
    this.#last = { operation, set };
    return set;
  }

  #find({ start, response }: FinishedOperation<CallKind>): AttributeSet<Measured> {
    const serviceTier = responseServiceTier(start.request.apiType);
    const key = `${start.operation}\n${start.provider}\n${start.request.model}\n${response.model}\n${start.serverAddress}\n${start.serverPort}\n${serviceTier}\n${response.serviceTier}\n${response.systemFingerprint}`;
    let set = this.#byKey.get(key);
    if (set === undefined) {
      set = this.#add({
        ...given(ATTRIBUTE.operationName, start.operation),
        ...given(ATTRIBUTE.providerName, start.provider),
        ...given(ATTRIBUTE.requestModel, start.request.model),
        ...given(ATTRIBUTE.responseModel, response.model),
        ...given(ATTRIBUTE.serverAddress, start.serverAddress),
        ...given(ATTRIBUTE.serverPort, start.serverPort),
        ...given(serviceTier, response.serviceTier),
        ...given(ATTRIBUTE.openaiResponseSystemFingerprint, response.systemFingerprint),
      });
      if (set !== this.#overflow) this.#byKey.set(key, set);
    }
    return set;
  }

  /** `set` with the error of a failed operation, or itself. */
  withError(set: AttributeSet<Measured>, errorType: string | undefined): AttributeSet<Measured> {
    if (errorType === undefined || set === this.#overflow) return set;
    let failed = set.failed.get(errorType);
    if (failed === undefined) {
      failed = this.#add({ ...set.attributes, [ATTRIBUTE.errorType]: errorType });
      if (failed !== this.#overflow) set.failed.set(errorType, failed);
    }
    return failed;
  }

  #add(attributes: Attributes): AttributeSet<Measured> {
    if (this.all.length >= LIMIT) return (this.#overflow ??= this.#append(OVERFLOW));
    return this.#append(attributes);
  }

  #append(attributes: Attributes): AttributeSet<Measured> {
    const set = { attributes, measured: this.#create(attributes), failed: new Map() };
    this.all.push(set);
    return set;
  }
}

/** Whether two operations have the same metric attributes, errors aside. */
function isSame(a: FinishedOperation<CallKind>, b: FinishedOperation<CallKind>): boolean {
  return (
    a.response.model === b.response.model &&
    a.start.request.model === b.start.request.model &&
    a.start.operation === b.start.operation &&
    a.start.provider === b.start.provider &&
    a.start.serverAddress === b.start.serverAddress &&
    a.start.serverPort === b.start.serverPort &&
    a.response.serviceTier === b.response.serviceTier &&
    responseServiceTier(a.start.request.apiType) === responseServiceTier(b.start.request.apiType) &&
    a.response.systemFingerprint === b.response.systemFingerprint
  );
}

function given(name: string, value: string | number | undefined): Attributes | undefined {
  return value === undefined ? undefined : { [name]: value };
}
