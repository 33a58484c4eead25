// The schemas of what the Kubernetes base has, from the Go modules of the operators, which the Go client downloads and
// compares with the checksums of versions.json. What a cluster would drop in silence, a misspelt key, is an error here.

import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import { parse } from 'yaml';
import { type SourceModule, versions } from '../distribution/distributions.ts';
import { go } from '../distribution/go.ts';

/** A resource of the base. */
export interface Resource {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string };
}

interface Schema {
  type?: string;
  properties?: Record<string, Schema>;
  additionalProperties?: boolean | Schema;
  items?: Schema;
  [key: string]: unknown;
}

interface Definition {
  readonly spec: {
    readonly group: string;
    readonly names: { readonly kind: string };
    readonly versions: readonly {
      readonly name: string;
      readonly schema: { readonly openAPIV3Schema: Schema };
    }[];
  };
}

const OPERATOR = 'github.com/open-telemetry/opentelemetry-operator';
const PROMETHEUS = 'github.com/prometheus-operator/prometheus-operator';
const text = { type: 'string' };
const texts = { type: 'object', additionalProperties: text };
const metadata: Schema = {
  type: 'object',
  properties: { name: text, namespace: text, labels: texts, annotations: texts },
};
/** What Kubernetes itself has; the rest of its fields the base does not use. */
const PLAIN: Readonly<Record<string, Schema>> = {
  'v1 ConfigMap': { type: 'object', properties: { data: texts } },
};

/** Says what is wrong with a resource; nothing if it is right. */
export type Check = (resource: Resource) => string | undefined;

/** Reads the schemas. @throws when a module cannot be downloaded, or is not the one that it was */
export async function readSchemas(): Promise<Check> {
  const operator = await directoryOf(OPERATOR, versions.opentelemetryOperator);
  const prometheus = await directoryOf(PROMETHEUS, versions.prometheusOperator);
  const files = [
    ...['opentelemetrycollectors', 'instrumentations'].map((name) =>
      join(operator, 'config/crd/bases', `opentelemetry.io_${name}.yaml`),
    ),
    ...['servicemonitors', 'prometheusrules'].map((name) =>
      join(prometheus, 'example/prometheus-operator-crd', `monitoring.coreos.com_${name}.yaml`),
    ),
  ];
  const ajv = new Ajv({
    strict: false,
    allErrors: true,
    validateFormats: false,
    code: { regExp: Object.assign(toRegExp, { code: '' }) },
  });
  const compiled = new Map<string, ValidateFunction>(
    Object.entries(PLAIN).map(([name, schema]) => [name, ajv.compile(closed(schema, true))]),
  );
  for (const file of files) {
    const { group, names, versions: all } = ((await readYaml(file)) as Definition).spec;
    for (const { name, schema } of all) {
      const key = `${group}/${name} ${names.kind}`;
      compiled.set(key, ajv.compile(closed(schema.openAPIV3Schema, true)));
    }
  }
  return (resource) => {
    const { apiVersion, kind } = resource;
    const validate = compiled.get(`${apiVersion} ${kind}`);
    if (validate === undefined) return `there is no schema of ${apiVersion} ${kind}`;
    if (validate(resource)) return undefined;
    return validate.errors
      ?.map(({ instancePath, message, params }) =>
        [instancePath, message, ...Object.values(params)].join(' '),
      )
      .join('\n');
  };
}

/** Patterns are Go's, which say within themselves that case does not matter. */
function toRegExp(pattern: string, flags: string): RegExp {
  const plain = pattern.replace('(?i)', '');
  return new RegExp(plain, plain === pattern ? flags : `${flags}i`);
}

/** Where a module is after it was downloaded. */
async function directoryOf(path: string, { goModule, sum }: SourceModule): Promise<string> {
  const module = `${path}@v${goModule}`;
  const { code, output, log } = await go(['mod', 'download', '-json', module], {
    directory: tmpdir(),
  });
  if (code !== 0) throw new Error(`${module} cannot be downloaded: ${output}${log}`);
  const { Dir, Sum } = JSON.parse(output) as { Dir: string; Sum: string };
  if (Sum !== sum) throw new Error(`${module} has the checksum ${Sum}, not ${sum}`);
  return Dir;
}

async function readYaml(file: string): Promise<unknown> {
  return parse(await readFile(file, 'utf8'));
}

/** A schema that allows no key that it does not name, as `kubectl --validate=strict`. */
function closed(schema: Schema, isResource = false): Schema {
  const properties = isResource
    ? { apiVersion: text, kind: text, ...schema.properties, metadata }
    : schema.properties;
  const isOpen =
    properties === undefined || schema['x-kubernetes-preserve-unknown-fields'] === true;
  const { additionalProperties: additional } = schema;
  return {
    ...withIntegerOrText(schema),
    ...(properties !== undefined && {
      properties: Object.fromEntries(
        Object.entries(properties).map(([name, one]) => [name, closed(one)]),
      ),
    }),
    ...(schema.items !== undefined && { items: closed(schema.items) }),
    ...(typeof additional === 'object'
      ? { additionalProperties: closed(additional) }
      : !isOpen && { additionalProperties: false }),
  };
}

/** Kubernetes writes "a number or a text" as a key of its own. */
function withIntegerOrText(schema: Schema): Schema {
  if (schema['x-kubernetes-int-or-string'] !== true) return schema;
  const { type: _, ...rest } = schema;
  return { ...rest, anyOf: [{ type: 'integer' }, text] };
}
