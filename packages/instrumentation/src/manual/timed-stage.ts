// timedStage: a chain step by a shorter name.

import type { Attributes } from '@opentelemetry/api';
import { chainStep } from './chain-step.ts';

/**
 * Runs `work` as a step of a chain, and returns its value or throws its own error.
 *
 * @example
 * const page = await timedStage('render', () => render(answer), { template: 'faq' });
 */
export function timedStage<T>(name: string, work: () => T, attributes?: Attributes): T {
  return chainStep(name, attributes === undefined ? {} : { attributes }, () => work());
}
