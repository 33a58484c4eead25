// Checks each attribute of any record: is it known, in use, of its type, with an allowed value?
import type { Attributes, TypedValue, ValueType } from '@llm-otel/query/otlp';
import { type Finding, finding, type Subject } from '../finding.ts';
import type { AttributeDefinition, AttributeType } from '../registry/definition.ts';
import { checkAttributeName } from './attribute-name.ts';
import { checkContent } from './content.ts';
import { type RuleContext, show } from './context.ts';

/** Checks each single attribute of a record. */
export function checkAttributes(
  subject: Subject,
  attributes: Attributes,
  context: RuleContext,
): Finding[] {
  return [...attributes].flatMap(([name, value]) => {
    const definition = context.registry.attribute(name);
    if (definition === undefined) return checkUnknown(subject, name, context);
    return [
      ...checkUse(subject, name, definition),
      ...checkType(subject, name, definition, value),
      ...checkValue(subject, name, definition, value),
      ...checkContent(subject, name, definition, value),
      ...checkStability(subject, name, definition, context),
    ];
  });
}

function checkUnknown(subject: Subject, name: string, { registry }: RuleContext): Finding[] {
  const hint = registry.profilesWith('attributes', name);
  const text = `${name} is not in the conventions (profile ${registry.profile})${hint}; rename it, or declare it in a registry file (--registry)`;
  return [
    finding('missing_attribute', subject, text, { attribute: name }),
    ...checkAttributeName(subject, name, registry.attributeNames()),
  ];
}

function checkUse(subject: Subject, name: string, { deprecated }: AttributeDefinition): Finding[] {
  if (deprecated === undefined) return [];
  return [
    finding('deprecated', subject, `${name} is out of use: ${deprecated}`, { attribute: name }),
  ];
}

function checkType(
  subject: Subject,
  name: string,
  { type, values }: AttributeDefinition,
  value: TypedValue,
): Finding[] {
  // An enumeration may have numeric values.
  const fits = accepts(type, value.type) || (values !== undefined && value.type === 'int');
  if (fits) return [];
  return [
    finding('type_mismatch', subject, `${name} is ${show(value)}; make it ${type}`, {
      attribute: name,
    }),
  ];
}

/**
 * Whether a wire type matches a defined type. An int matches a double, as in Weaver:
 * JavaScript has one number type, and its exporters write integers as int. Not the reverse.
 */
function accepts(defined: AttributeType, actual: ValueType): boolean {
  if (defined === 'any' || defined === actual) return true;
  if (actual === 'empty[]') return defined.endsWith('[]');
  return (
    (defined === 'double' && actual === 'int') || (defined === 'double[]' && actual === 'int[]')
  );
}

function checkValue(
  subject: Subject,
  name: string,
  { values, only }: AttributeDefinition,
  typed: TypedValue,
): Finding[] {
  if (only !== undefined && typed.value !== only) {
    const text = `${name} is ${show(typed)}; only ${JSON.stringify(only)} is ever recorded, leave it out`;
    return [finding('unexpected_value', subject, text, { attribute: name })];
  }
  // An unknown operation of a span has its own finding.
  const isJudged = subject.signal === 'span' && name === 'gen_ai.operation.name';
  if (values === undefined || isJudged || values.includes(String(typed.value))) return [];
  const text = `${name} is ${show(typed)}, not a well-known value: ${values.join(', ')}; use one of them if one applies`;
  return [finding('undefined_enum_variant', subject, text, { attribute: name })];
}

function checkStability(
  subject: Subject,
  name: string,
  { isStable, isTemplate }: AttributeDefinition,
  { registry, stability }: RuleContext,
): Finding[] {
  const found: Finding[] = [];
  if (isTemplate) {
    const text = `${name} extends the template ${registry.templateOf(name)}`;
    found.push(finding('template_attribute', subject, text, { attribute: name }));
  }
  if (stability && isStable !== true) {
    const text = `${name} is in development: its name may change; pin the profile`;
    found.push(finding('not_stable', subject, text, { attribute: name }));
  }
  return found;
}
