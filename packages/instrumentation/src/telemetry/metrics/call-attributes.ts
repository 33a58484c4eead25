// Which metric attributes a call to a provider has: those of every metric, and the refinement that
// only durations and tokens of inference have. Free of personal data.

import type { AttributeSet, AttributeSets } from './attribute-sets.ts';
import type { FinishedOperation } from '../operation.ts';
import { ATTRIBUTE as A, MESSAGES_API } from '../conventions/vocabulary.ts';
import type { CallKind } from '../../model/kinds.ts';

type Call = FinishedOperation<CallKind>;

/** What the sets of calls differ in. */
interface Combination {
  readonly operation: string | undefined;
  readonly provider: string | undefined;
  readonly requestModel: string | undefined;
  readonly responseModel: string | undefined;
  readonly serverAddress: string | undefined;
  readonly serverPort: number | undefined;
}

interface Refinement extends Combination {
  readonly serviceTier: string | undefined;
  readonly systemFingerprint: string | undefined;
}

/** Finds the attribute sets of calls. */
export class CallSets<Measured> {
  readonly #sets: AttributeSets<Measured>;
  // An application repeats itself: comparing with the last one is cheaper than making a key.
  #plain: { of: Combination; set: AttributeSet<Measured> } | undefined;
  #refined: { of: Refinement; set: AttributeSet<Measured> } | undefined;

  constructor(sets: AttributeSets<Measured>) {
    this.#sets = sets;
  }

  /** The set of a call without its error, and without what its provider adds. */
  plain(call: Call): AttributeSet<Measured> {
    if (this.#plain !== undefined && isSame(this.#plain.of, call)) return this.#plain.set;
    const of = toCombination(call);
    const set = this.#find(of);
    this.#plain = { of, set };
    return set;
  }

  /** The set of a call without its error. */
  refined(call: Call): AttributeSet<Measured> {
    if (this.#refined !== undefined && isSameRefined(this.#refined.of, call)) {
      return this.#refined.set;
    }
    const of = toRefinement(call);
    const set = this.#find(of, of);
    this.#refined = { of, set };
    return set;
  }

  #find(of: Combination, refinement?: Refinement): AttributeSet<Measured> {
    const key = toKey(of, refinement);
    return (
      this.#sets.get(key) ??
      this.#sets.add(key, {
        [A.operationName]: of.operation,
        [A.providerName]: of.provider,
        [A.requestModel]: of.requestModel,
        [A.responseModel]: of.responseModel,
        [A.serverAddress]: of.serverAddress,
        [A.serverPort]: of.serverPort,
        ...(refinement && {
          [A.openaiResponseServiceTier]: refinement.serviceTier,
          [A.openaiResponseSystemFingerprint]: refinement.systemFingerprint,
        }),
      })
    );
  }
}

/** A call without a refinement has one key: two would be two points with the same attributes. */
function toKey(of: Combination, refinement: Refinement | undefined): string {
  const key = `${of.operation}\n${of.provider}\n${of.requestModel}\n${of.responseModel}\n${of.serverAddress}\n${of.serverPort}`;
  if (refinement === undefined) return key;
  const { serviceTier, systemFingerprint } = refinement;
  if (serviceTier === undefined && systemFingerprint === undefined) return key;
  return `${key}\n${serviceTier}\n${systemFingerprint}`;
}

function toCombination({ start, response }: Call): Combination {
  return {
    operation: start.operation,
    provider: start.provider,
    requestModel: start.request.model,
    responseModel: response.model,
    serverAddress: start.serverAddress,
    serverPort: start.serverPort,
  };
}

function toRefinement(call: Call): Refinement {
  return {
    ...toCombination(call),
    serviceTier: serviceTierOf(call),
    systemFingerprint: call.response.systemFingerprint,
  };
}

function isSame(a: Combination, { start, response }: Call): boolean {
  return (
    a.responseModel === response.model &&
    a.requestModel === start.request.model &&
    a.operation === start.operation &&
    a.provider === start.provider &&
    a.serverAddress === start.serverAddress &&
    a.serverPort === start.serverPort
  );
}

function isSameRefined(a: Refinement, call: Call): boolean {
  return (
    isSame(a, call) &&
    a.serviceTier === serviceTierOf(call) &&
    a.systemFingerprint === call.response.systemFingerprint
  );
}

/** Only OpenAI's refinement has a tier. */
function serviceTierOf({ start, response }: Call): string | undefined {
  return start.request.apiType === MESSAGES_API ? undefined : response.serviceTier;
}
