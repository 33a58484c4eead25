// The metric attributes of a call to a provider: those of all metrics, and the refinement that
// only durations and tokens of inference have. Free of personal data.

import type { AttributeSet, AttributeSets } from './attribute-sets.ts';
import type { FinishedOperation } from '../operation.ts';
import type { Field } from '../../model/fields/field.ts';
import { RESPONSE } from '../../model/fields/response-fields.ts';
import type { Response } from '../../model/response.ts';
import { ATTRIBUTE as A } from '../conventions/vocabulary.ts';
import type { Kind } from '../../model/kinds.ts';

type Call = FinishedOperation<Kind>;

/** What distinguishes sets. */
interface Combination {
  readonly operation: string | undefined;
  readonly provider: string | undefined;
  readonly requestModel: string | undefined;
  readonly responseModel: string | undefined;
  readonly serverAddress: string | undefined;
  readonly serverPort: number | undefined;
}

/** A vendor's refinement, in the order of its rows. */
type Refinement = readonly (string | undefined)[];

type RefinementKey = Extract<keyof typeof RESPONSE, keyof Response>;
const REFINED = (Object.keys(RESPONSE) as RefinementKey[]).filter(
  (key) => (RESPONSE[key] as Field).isOnMetrics === true,
);

/** Finds the attribute sets of calls. */
export class CallSets<Measured> {
  readonly #sets: AttributeSets<Measured>;
  // Applications repeat calls: comparing with the last one is cheaper than making a key.
  #plain: { of: Combination; set: AttributeSet<Measured> } | undefined;
  #refined: { of: Combination; refinement: Refinement; set: AttributeSet<Measured> } | undefined;

  constructor(sets: AttributeSets<Measured>) {
    this.#sets = sets;
  }

  /** The set of a call without its error and its provider's refinement. */
  plain(call: Call): AttributeSet<Measured> {
    if (this.#plain !== undefined && isSame(this.#plain.of, call)) return this.#plain.set;
    const of = toCombination(call);
    const set = this.#find(of);
    this.#plain = { of, set };
    return set;
  }

  /** The set of a call without its error. */
  refined(call: Call): AttributeSet<Measured> {
    const last = this.#refined;
    if (last !== undefined && isSame(last.of, call) && isRefined(last.refinement, call)) {
      return last.set;
    }
    const of = toCombination(call);
    const refinement = REFINED.map((key) => call.response[key] as string | undefined);
    const set = this.#find(of, refinement);
    this.#refined = { of, refinement, set };
    return set;
  }

  #find(call: Combination, refinement?: Refinement): AttributeSet<Measured> {
    const of: Combination = {
      ...call,
      requestModel: this.#sets.bounded(A.requestModel, call.requestModel),
      responseModel: this.#sets.bounded(A.responseModel, call.responseModel),
      provider: this.#sets.bounded(A.providerName, call.provider),
      serverAddress: this.#sets.bounded(A.serverAddress, call.serverAddress),
    };
    const refined = refinement?.map((value, index) =>
      this.#sets.bounded(RESPONSE[REFINED[index]!].attribute, value),
    );
    const key = toKey(of, refined);
    return (
      this.#sets.get(key) ??
      this.#sets.add(key, {
        [A.operationName]: of.operation,
        [A.providerName]: of.provider,
        [A.requestModel]: of.requestModel,
        [A.responseModel]: of.responseModel,
        [A.serverAddress]: of.serverAddress,
        [A.serverPort]: of.serverPort,
        ...Object.fromEntries(
          REFINED.map((field, index) => [RESPONSE[field].attribute, refined?.[index]]),
        ),
      })
    );
  }
}

/** A call without a refinement has one key: two would make two equal points. */
function toKey(of: Combination, refinement: Refinement | undefined): string {
  const key = `${of.operation}\n${of.provider}\n${of.requestModel}\n${of.responseModel}\n${of.serverAddress}\n${of.serverPort}`;
  if (refinement === undefined || refinement.every((value) => value === undefined)) return key;
  return `${key}\n${refinement.join('\n')}`;
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

function isRefined(refinement: Refinement, { response }: Call): boolean {
  return REFINED.every((key, index) => refinement[index] === response[key]);
}
