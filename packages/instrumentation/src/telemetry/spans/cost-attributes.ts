// Attributes of spans that say what a call cost.

import type { Attributes } from '@opentelemetry/api';
import { toDollars } from '../../cost/amount.ts';
import type { Cost, NoCost } from '../../cost/cost.ts';
import type { Kind } from '../../model/kinds.ts';
import { config } from '../../settings/settings.ts';
import type { CostTally } from '../context/cost-tally.ts';
import { emitsProposed } from '../conventions/profile.ts';
import { ATTRIBUTE as A } from '../conventions/vocabulary.ts';
import type { Target } from './target.ts';

const CURRENCY = 'USD';

/** Sets the cost of a call, if it has one. */
export function putCost(to: Target, kind: Kind, cost: Cost | NoCost): void {
  if (cost.nanos === undefined) return;
  const amount = toDollars(cost.nanos);
  to.setAttribute(A.costAmount, amount);
  to.setAttribute(A.costCurrency, CURRENCY);
  to.setAttribute(A.costSource, cost.source);
  if (cost.priceVersion !== undefined) to.setAttribute(A.costPriceVersion, cost.priceVersion);
  if (kind !== 'inference' || !emitsProposed()) return;
  to.setAttribute(A.proposedCostAmount, amount);
  to.setAttribute(A.proposedCostCurrency, CURRENCY);
  to.setAttribute(A.proposedCostSource, cost.source);
}

/** The sum of the calls inside an operation, in dollars if it is `stated`: that wins. */
export function totalAttributes(
  costs: CostTally | undefined,
  stated: number | undefined,
): Attributes {
  if (config().cost === 'off') return {};
  if (stated !== undefined) return { [A.costTotal]: stated };
  return costs?.nanos === undefined ? {} : { [A.costTotal]: toDollars(costs.nanos) };
}
