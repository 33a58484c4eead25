// A registry file: names beyond the conventions, in JSON. Ours is `registry/llm-otel.json`; an
// application declares its own attributes in the same form.
import type { SpanKind } from '@llm-otel/query/otlp';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { InputError } from '../otlp/input-error.ts';
import { toPattern } from './pattern.ts';
import type {
  AttributeDefinition,
  Conventions,
  EventDefinition,
  MetricDefinition,
  Requirements,
} from './definition.ts';
import schema from './extension.schema.json' with { type: 'json' };

/** Names that a registry file adds. */
export interface Extension extends Conventions {
  /** Instrumentation scopes with all spans and metrics checked. */
  readonly scopes: readonly string[];
  /** Values of `gen_ai.operation.name` that the conventions lack. */
  readonly operations: readonly string[];
  /** Span names of a product, each with its operations. */
  readonly productNames: Readonly<Record<string, readonly string[]>>;
}

type Levels = Readonly<Record<string, 'required' | 'recommended' | 'opt_in'>>;

interface ExtensionFile {
  readonly scopes?: readonly string[];
  readonly operations?: readonly string[];
  readonly attributes?: Readonly<Record<string, AttributeDefinition>>;
  readonly spans?: readonly {
    readonly id: string;
    readonly attribute?: string;
    readonly name?: string;
    readonly kinds: readonly SpanKind[];
    readonly attributes?: Levels;
  }[];
  readonly metrics?: Readonly<
    Record<string, Omit<MetricDefinition, 'attributes'> & { readonly attributes?: Levels }>
  >;
  readonly events?: Readonly<
    Record<string, { readonly severity?: number; readonly attributes?: Levels }>
  >;
  readonly productNames?: Readonly<Record<string, readonly string[]>>;
}

const validate = new Ajv2020({ allErrors: true }).compile<ExtensionFile>(schema);

/** Reads a registry file. @throws {InputError} naming the field that is not understood */
export function readExtension(path: string): Extension {
  return toExtension(readJson(path, 'registry file'), path);
}

/** The names of llm-otel. */
export function ownExtension(): Extension {
  return readExtension(fileURLToPath(new URL('../../registry/llm-otel.json', import.meta.url)));
}

/** Reads a JSON file. @throws {InputError} saying which file and why not */
export function readJson(path: string, what: string): unknown {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new InputError(`the ${what} ${path} cannot be read: ${(error as Error).message}`);
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new InputError(`the ${what} ${path} is no JSON: ${(error as Error).message}`);
  }
}

function toExtension(file: unknown, path: string): Extension {
  if (!validate(file)) {
    const problems = (validate.errors ?? []).map(
      ({ instancePath, message, params }) =>
        `${instancePath || '/'} ${message} ${JSON.stringify(params)}`,
    );
    throw new InputError(
      `the registry file ${path} is not understood: ${problems.join('; ')}; see packages/conformance/README.md`,
    );
  }
  const { scopes = [], operations = [], attributes = {}, productNames = {}, spans = [] } = file;
  return {
    scopes,
    operations,
    productNames,
    attributes,
    spans: spans.map(({ id, attribute, name, kinds, attributes: levels }) => ({
      id,
      recognisedBy: attribute === undefined ? { name: toPattern(name ?? id) } : { attribute },
      kinds,
      attributes: toRequirements(levels),
    })),
    metrics: mapValues(file.metrics, (metric) => ({
      ...metric,
      attributes: toRequirements(metric.attributes),
    })),
    events: mapValues(file.events, (event): EventDefinition => ({
      ...event,
      attributes: toRequirements(event.attributes),
    })),
  };
}

function toRequirements(levels: Levels = {}): Requirements {
  return mapValues(levels, (level) => ({ level }));
}

function mapValues<From, To>(
  table: Readonly<Record<string, From>> = {},
  to: (value: From) => To,
): Record<string, To> {
  return Object.fromEntries(Object.entries(table).map(([key, value]) => [key, to(value)]));
}
