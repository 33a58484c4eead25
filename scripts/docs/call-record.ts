// docs/call-record.md, from the schema of the call record.

import {
  currentSchema,
  type Alias,
  type FieldSchema,
  type RecordSchema,
} from '../call-record/schema-file.ts';
import { GENERATED, table } from './markdown.ts';

/** The whole document. */
export function callRecordDocument(): string {
  const schema = currentSchema();
  const major = schema['x-version'].split('.')[0]!;
  return `${GENERATED}

# The call record

A call record is one line of the call log and describes one operation that has ended: a model call, a
search, a tool execution, an agent or a step. It is a flat JSON object, the same for every provider. Schema version:
${schema['x-version']}, in \`llm-otel/schema/call-record-${major}.schema.json\` (JSON Schema 2020-12, \`$id\` \`${schema.$id}\`).

## Fields

A field without a value is absent; \`cost_usd\` is \`null\` if no price is known. Lines begin with
\`{"schema_version"\`, and the most used fields come first. The table includes fields marked "content" and
fields that nothing fills yet, so that readers know them.

${table(['Field', 'Type', 'Unit', 'Meaning', 'OpenTelemetry', 'v1.41'], Object.entries(schema.properties).map(row(schema)))}

${conditions(schema)}

Integers keep all digits. One beyond 2^53, such as an id of 64 bits in \`attributes\`, is a JSON integer in the log,
where \`JSON.parse\` of JavaScript would round it. In what the command and the service answer and export, and in
what \`@llm-otel/query\` returns, it is the text of its digits.

## Size

Without content a record has 500 to 1,150 bytes: a step or an agent about 500, a search 590, a tool 640, embeddings 730, a
failed call 890, an answer 1,060, a streamed one 1,130. Of one each the median is below 700; a test holds that.

A million of them are 760 MB, and 65 MB with \`zstd\` (\`llm-otel\` reads \`.zst\` files).

## Versions

\`schema_version\` is \`MAJOR.MINOR\`.

- A new **minor** version adds optional fields, or values to a list of allowed values, such as a new type of records with
  conditions of its own. Readers keep unknown fields and accept unknown values.
- A new **major** version removes, renames or retypes a field, changes its unit, requires a field or
  changes a condition. It gets its own schema file, and the older file stays.
- A reader accepts every minor version of the current and the previous major version, and refuses a
  newer major version with a message that says so.

\`npm run check\` compares the schema with the last released version, and fails if the change is larger
than the version number says. A release freezes the schema in \`schema/released/\`.

## Other names

Exports may use these names; the call log never does.

${table(['Name', 'Field', 'Converted'], schema['x-aliases'].map(aliasRow))}
`;
}

function row(schema: RecordSchema): (entry: [string, FieldSchema]) => string[] {
  return ([name, field]) => {
    const required = schema.required.includes(name) ? ' (always present)' : '';
    const latest = field['x-otel'];
    const old = field['x-otel-1-41'] === undefined ? latest : field['x-otel-1-41'];
    const elsewhere =
      field['x-resource'] === undefined
        ? (field['x-span'] && `span: ${field['x-span']}`) || ''
        : `resource: ${code(field['x-resource'])}`;
    return [
      `${code(name)}${required}`,
      typeOf(field),
      field['x-unit'] === undefined ? '' : code(field['x-unit']),
      field.description,
      latest === undefined ? elsewhere : code(latest),
      latest === undefined ? elsewhere : old === null ? 'none' : code(old!),
    ];
  };
}

function typeOf(field: FieldSchema): string {
  if (field.enum !== undefined) return field.enum.map((value) => code(String(value))).join(', ');
  if (field.const !== undefined) return code(String(field.const));
  if (field.type === 'array') return `${field.items?.type ?? 'any'}[]`;
  return [field.type].flat().join(' or ');
}

function aliasRow({ name, field, factor, decimals }: Alias): string[] {
  const converted = factor === undefined ? '' : `times ${factor}, ${decimals} decimals`;
  return [code(name), code(field), converted];
}

/** The conditions between fields, as text; the schema has them in `allOf`. */
function conditions(schema: RecordSchema): string {
  const core = Object.entries(schema.properties)
    .filter(([, field]) => 'x-core' in field)
    .map(([name]) => code(name));
  return `\`level\`, \`status\`, \`success\` and \`error_code\` agree: a failed operation is \`ERROR\`, \`failure\`, \`false\` and
has an \`error_code\` and an \`error_class\`; any other is \`INFO\`, \`success\`, \`true\` and has neither. Every
record except \`request_started\`, \`feedback\` and \`config\` has \`status\`, \`success\`, \`name\`, \`latency_ms\`, \`outcome\`, \`trace_id\` and
\`span_id\`. The core fields of a model record, present whenever they are known: ${core.join(', ')}.`;
}

function code(text: string): string {
  return `\`${text}\``;
}
