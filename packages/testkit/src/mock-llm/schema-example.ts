// A value that fits a JSON schema, filled with words of the question: the arguments of the mock's
// tool calls and its structured answers.
import type { JsonSchema } from './conversation.ts';

const deepest = 8;

/** Makes a value for `schema`; `question` supplies names, numbers and choices. */
export function toSchemaExample(schema: JsonSchema, question: string): unknown {
  return toValue(schema, { root: schema, question }, 0);
}

interface Source {
  readonly root: JsonSchema;
  readonly question: string;
}

function toValue(schema: JsonSchema, source: Source, depth: number): unknown {
  if (depth > deepest) return null;
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) {
    const lowerCase = source.question.toLowerCase();
    return (
      schema.enum.find((item) => lowerCase.includes(String(item).toLowerCase())) ?? schema.enum[0]
    );
  }
  if (schema.$ref !== undefined) {
    const name = schema.$ref.split('/').at(-1) ?? '';
    const target = source.root.$defs?.[name] ?? source.root.definitions?.[name];
    return toValue(target ?? (schema.$ref === '#' ? source.root : {}), source, depth + 1);
  }
  const alternative = (schema.anyOf ?? schema.oneOf)?.[0];
  if (alternative) return toValue(alternative, source, depth + 1);

  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  switch (type) {
    case 'object':
    case undefined:
      return Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([key, property]) => [
          key,
          toValue(property, source, depth + 1),
        ]),
      );
    case 'array':
      return schema.items ? [toValue(schema.items, source, depth + 1)] : [];
    case 'integer':
      return Math.trunc(toNumber(schema, source.question));
    case 'number':
      return toNumber(schema, source.question);
    case 'boolean':
      return true;
    case 'null':
      return null;
    default:
      return toName(source.question);
  }
}

function toNumber(schema: JsonSchema, question: string): number {
  const found = /-?\d+(?:\.\d+)?/.exec(question)?.[0];
  return found === undefined ? (schema.minimum ?? 1) : Number(found);
}

/** What a question is about: a quoted text, a name with a capital letter, else all of it. */
function toName(question: string): string {
  const quoted = /"([^"]+)"/.exec(question)?.[1];
  const name = /(?<=\p{L}\s|,\s)\p{Lu}[\p{L}-]+(?:\s\p{Lu}[\p{L}-]+)*/u.exec(question)?.[0];
  return quoted ?? name ?? question.slice(0, 200);
}
