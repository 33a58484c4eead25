// Checks messages, instructions, tools and documents by JSON Schema; events need structures.
import type { TypedValue } from '@llm-otel/query/otlp';
import { readFileSync } from 'node:fs';
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import { type Finding, finding, type Subject } from '../finding.ts';
import type { AttributeDefinition, SchemaName } from '../registry/definition.ts';

const ajv = new Ajv2020({ allErrors: true, strict: false, verbose: true });
ajv.addSchema(readSchema('part'));
const validators = new Map<SchemaName, ValidateFunction>();

/** Checks content in an attribute value. A string must be JSON, and is an error on an event. */
export function checkContent(
  subject: Subject,
  name: string,
  { schema }: AttributeDefinition,
  { type, value }: TypedValue,
): Finding[] {
  if (schema === undefined) return [];
  const findings: Finding[] = [];
  let content = value;
  if (type === 'string') {
    if (subject.signal === 'event') {
      const text = `${name} is a JSON text; on events content is a structure`;
      findings.push(finding('content_not_structured', subject, text, { attribute: name }));
    }
    try {
      content = JSON.parse(String(value));
    } catch {
      const text = `${name} is a text that is no JSON; write a structure, or JSON.stringify of it`;
      return [...findings, finding('genai_content_schema', subject, text, { attribute: name })];
    }
  }
  const validate = validatorOf(schema);
  if (validate(content)) return findings;
  const errors = (validate.errors ?? []).filter(({ keyword }) => keyword !== 'if').map(explain);
  const text = `${name} does not fit the schema ${schema}: ${errors.slice(0, 3).join('; ')}`;
  return [...findings, finding('genai_content_schema', subject, text, { attribute: name })];
}

/** The place and the rule. Never the value: it is content. */
function explain({ instancePath, message, params }: ErrorObject): string {
  const allowed = 'allowedValues' in params ? ` ${params['allowedValues']}` : '';
  return `${instancePath || '/'} ${message}${allowed}`;
}

function validatorOf(name: SchemaName): ValidateFunction {
  let validate = validators.get(name);
  if (validate === undefined) validators.set(name, (validate = ajv.compile(readSchema(name))));
  return validate;
}

function readSchema(name: string): Record<string, unknown> {
  const url = new URL(`../conventions/schemas/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(url, 'utf8')) as Record<string, unknown>;
}
