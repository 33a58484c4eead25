// The rules for one event: its name, severity and attributes.
import { type Finding, finding } from '../finding.ts';
import type { EventRecord } from '../otlp/records.ts';
import { requirementsOf } from '../registry/registry.ts';
import { checkAttributes } from './attributes.ts';
import type { RuleContext } from './context.ts';
import { checkPresence, checkSurplus, type Described } from './requirements.ts';

/** All findings about one event. */
export function checkEvent(event: EventRecord, context: RuleContext): Finding[] {
  const { registry } = context;
  const definition = registry.event(event.name);
  if (definition === undefined) {
    const hint = registry.profilesWith('events', event.name);
    const text = `${event.name} is not in the conventions (profile ${registry.profile})${hint}; rename it, or declare it in a registry file (--registry)`;
    return [finding('missing_event', event, text)];
  }
  const findings = checkAttributes(event, event.attributes, context);
  if (definition.deprecated !== undefined) {
    const text = `${event.name} is out of use: ${definition.deprecated}`;
    return [finding('deprecated', event, text), ...findings];
  }
  if (definition.severity !== undefined && definition.severity !== event.severity) {
    const text = `the severity number is ${event.severity}; make it ${definition.severity}`;
    findings.push(finding('unexpected_severity', event, text));
  }
  const described: Described = {
    subject: event,
    attributes: event.attributes,
    requirements: requirementsOf(definition, event.attributes),
    hasFailed: event.attributes.has('error.type'),
    isJudgedByRunner: false,
  };
  // The exception event may repeat the attributes of its span.
  const mayRepeat = event.name === 'gen_ai.client.operation.exception';
  return [
    ...findings,
    ...checkPresence(described),
    ...(mayRepeat ? [] : checkSurplus(described, context)),
  ];
}
