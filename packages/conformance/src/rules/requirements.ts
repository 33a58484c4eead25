// Checks required and surplus attributes of a span, a point or an event.
import type { Attributes } from '@llm-otel/query/otlp';
import { type Finding, finding, type Level, type Subject } from '../finding.ts';
import type { Requirement, Requirements } from '../registry/definition.ts';
import { isMet } from '../registry/registry.ts';
import type { RuleContext } from './context.ts';

/** A record and its requirements. */
export interface Described {
  readonly subject: Subject;
  readonly attributes: Attributes;
  readonly requirements: Requirements;
  readonly hasFailed: boolean;
  /** The conformance runner checks this span: findings use its id. */
  readonly isJudgedByRunner: boolean;
}

/** Missing attributes. */
export function checkPresence(described: Described): Finding[] {
  return Object.entries(described.requirements).flatMap(([name, requirement]) => {
    const { attributes } = described;
    const isThere =
      attributes.has(name) || [...attributes.keys()].some((key) => key.startsWith(`${name}.`));
    return isThere ? [] : checkMissing(described, name, requirement);
  });
}

function checkMissing(
  { subject, attributes, hasFailed, isJudgedByRunner }: Described,
  name: string,
  { level, when }: Requirement,
): Finding[] {
  const met = isMet(when, attributes, hasFailed);
  if (level === 'never' || met === false) return [];
  const isSure = met === true;
  const reason = when === undefined ? '' : ` ${when.text}`;
  const found = (id: Finding['id'], word: string, own?: Level): Finding[] => [
    finding(id, subject, `${name} is missing; it is ${word}${reason}`, {
      attribute: name,
      ...(own !== undefined && { level: own }),
    }),
  ];
  switch (level) {
    case 'required':
      return isJudgedByRunner
        ? found('genai_expected_attribute_missing', 'required')
        : found('required_attribute_not_present', 'required');
    case 'expected':
      if (hasFailed && comesWithResponse(name)) {
        // The runner ignores the status. A response that never came has no data to record.
        const word = 'expected of successful calls; the conformance runner reports a violation';
        return found('genai_expected_attribute_missing', word, 'information');
      }
      return isJudgedByRunner
        ? found('genai_expected_attribute_missing', 'recommended, and expected by the runner')
        : found('recommended_attribute_not_present', 'recommended');
    case 'conditional':
      // Weaver cannot evaluate conditions and says `information`. Here the record may prove them.
      return found(
        'conditionally_required_attribute_not_present',
        'required',
        isSure ? 'violation' : 'information',
      );
    case 'recommended':
      return found(
        'recommended_attribute_not_present',
        'recommended',
        isSure ? 'improvement' : 'information',
      );
    case 'opt_in':
      return found('opt_in_attribute_not_present', 'opt-in');
  }
}

function comesWithResponse(name: string): boolean {
  return /^gen_ai\.(?:response|usage|embeddings)\./.test(name);
}

/**
 * Known attributes missing from the definition: they belong elsewhere. High-cardinality ones are
 * a violation on a metric, which would grow without limit.
 */
export function checkSurplus(
  { subject, attributes, requirements }: Described,
  { registry }: RuleContext,
): Finding[] {
  return [...attributes.keys()].flatMap((name) => {
    const definition = registry.attribute(name);
    if (definition === undefined || definition.deprecated !== undefined) return [];
    const requirement = requirements[name] ?? requirements[registry.templateOf(name) ?? ''];
    if (requirement !== undefined && requirement.level !== 'never') return [];
    const isMetric = subject.signal === 'metric';
    if (isMetric && definition.metrics?.includes(subject.name) === true) return [];
    // Any span or event may have general and own attributes.
    if (requirement === undefined && !isMetric && !/^(?:gen_ai|openai|mcp)\./.test(name)) return [];
    const isForbidden = requirement !== undefined || (isMetric && definition.isPerCall === true);
    const text = isForbidden
      ? `${name} must not stand on this ${subject.signal}; leave it out`
      : `${name} does not belong to this ${subject.signal}; leave it out or record it where it belongs`;
    const level = isForbidden ? 'violation' : 'improvement';
    return [finding('unexpected_attribute', subject, text, { attribute: name, level })];
  });
}
