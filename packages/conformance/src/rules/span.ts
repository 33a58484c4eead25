// The rules for one span: its type, name, kind, status and attributes.
import { type Finding, finding } from '../finding.ts';
import type { SpanRecord } from '../otlp/records.ts';
import type { SpanDefinition } from '../registry/definition.ts';
import { requirementsOf } from '../registry/registry.ts';
import { checkAttributes } from './attributes.ts';
import type { RuleContext } from './context.ts';
import { checkPresence, checkSurplus, type Described } from './requirements.ts';

const OPERATION = 'gen_ai.operation.name';

/** All findings about one span. */
export function checkSpan(span: SpanRecord, context: RuleContext): Finding[] {
  const types = context.registry.spanTypes(span);
  return [
    ...checkOperation(span, types, context),
    ...checkKind(span, types),
    ...checkName(span, types, context),
    ...checkStatus(span),
    ...checkSpanEvents(span, context),
    ...checkAttributes(span, span.attributes, context),
    ...(types[0] === undefined ? [] : checkType(span, types[0], context)),
  ];
}

function checkOperation(
  span: SpanRecord,
  types: readonly SpanDefinition[],
  { registry }: RuleContext,
): Finding[] {
  const operation = span.attributes.get(OPERATION);
  if (operation !== undefined && !registry.operations().includes(String(operation.value))) {
    const text = `${OPERATION} is ${JSON.stringify(operation.value)}, not one of ${registry.operations().join(', ')}; use one of them, or leave it out`;
    return [finding('genai_operation_name_unknown', span, text, { attribute: OPERATION })];
  }
  if (operation !== undefined || types.length > 0) return [];
  const text = `${OPERATION} is missing, so nothing says what the span is; set it, or declare the span in a registry file (--registry)`;
  return [finding('required_attribute_not_present', span, text, { attribute: OPERATION })];
}

function checkKind(span: SpanRecord, types: readonly SpanDefinition[]): Finding[] {
  const kinds = types.flatMap((type) => type.kinds);
  if (types.length === 0 || kinds.includes(span.kind)) return [];
  const text = `the kind is ${span.kind}; a ${types[0]!.id} span is ${kinds.join(' or ')}`;
  return [finding('genai_span_kind_unexpected', span, text)];
}

function checkName(
  span: SpanRecord,
  [type]: readonly SpanDefinition[],
  { registry, names }: RuleContext,
): Finding[] {
  const allowed = type?.names?.(span.attributes);
  if (allowed === undefined || allowed.includes(span.name)) return [];
  const operation = String(span.attributes.get(OPERATION)?.value);
  if (names === 'product' && registry.isProductName(span.name, operation)) return [];
  const text = `the name is "${span.name}"; name it "${allowed[0]}"`;
  return [finding('genai_span_name_format', span, text)];
}

function checkStatus(span: SpanRecord): Finding[] {
  const hasType = span.attributes.has('error.type');
  const attribute = 'error.type';
  if (span.status === 'ok') {
    const text = 'the status is OK, which is for applications to set; leave it unset on success';
    return [finding('span_status_ok_set_by_instrumentation', span, text)];
  }
  if (span.status === 'error' && !hasType) {
    const text = 'the status is ERROR without error.type; set it, to _OTHER if nothing is known';
    return [finding('error_type_missing_on_error', span, text, { attribute })];
  }
  if (span.status === 'unset' && hasType) {
    const text = 'error.type is set and the status is not ERROR; set both or none';
    return [finding('error_type_without_error_status', span, text, { attribute })];
  }
  return [];
}

/** Span events from old conventions. */
function checkSpanEvents(span: SpanRecord, { registry }: RuleContext): Finding[] {
  return span.eventNames.flatMap((name) => {
    const reason = registry.event(name)?.deprecated;
    if (reason === undefined) return [];
    return [finding('deprecated', span, `the span event ${name} is out of use: ${reason}`)];
  });
}

function checkType(span: SpanRecord, type: SpanDefinition, context: RuleContext): Finding[] {
  const described: Described = {
    subject: span,
    attributes: span.attributes,
    requirements: requirementsOf(type, span.attributes),
    hasFailed: span.status === 'error',
    isJudgedByRunner: 'operations' in type.recognisedBy,
  };
  return [...checkPresence(described), ...checkSurplus(described, context)];
}
