// Attributes of spans that say what a call cost.

import type { Attributes } from '@opentelemetry/api';
import { toDollars } from '../../cost/amount.ts';
import type { Cost, NoCost } from '../../cost/cost.ts';
import type { Kind } from '../../model/kinds.ts';
import type { CostTally } from '../context/cost-tally.ts';
import { emitsProposed } from '../conventions/profile.ts';
import { ATTRIBUTE as A } from '../conventions/vocabulary.ts';

const CURRENCY = 'USD';

/** Adds the cost of a call, if it has one. */
export function addCost(attributes: Attributes, kind: Kind, cost: Cost | NoCost): void {
  if (cost.nanos === undefined) return;
  const amount = toDollars(cost.nanos);
  attributes[A.costAmount] = amount;
  attributes[A.costCurrency] = CURRENCY;
  attributes[A.costSource] = cost.source;
  if (cost.priceVersion !== undefined) attributes[A.costPriceVersion] = cost.priceVersion;
  if (kind !== 'inference' || !emitsProposed()) return;
  attributes[A.proposedCostAmount] = amount;
  attributes[A.proposedCostCurrency] = CURRENCY;
  attributes[A.proposedCostSource] = cost.source;
}

/** The sum of the calls inside an operation. */
export function totalAttributes(costs: CostTally | undefined): Attributes {
  return costs?.nanos === undefined ? {} : { [A.costTotal]: toDollars(costs.nanos) };
}
