// Definitions of attributes, spans, metrics and events: data without rules.
import type { Attributes, SpanKind } from '@llm-otel/query/otlp';
import type { Instrument } from '../otlp/records.ts';

/** The defined type of an attribute. */
export type AttributeType =
  | 'string'
  | 'int'
  | 'double'
  | 'boolean'
  | 'string[]'
  | 'int[]'
  | 'double[]'
  | 'boolean[]'
  | 'any';

/** The JSON Schemas for content, by file name. */
export type SchemaName =
  | 'input-messages'
  | 'output-messages'
  | 'output-messages-1-41'
  | 'system-instructions'
  | 'system-instructions-1-41'
  | 'tool-definitions'
  | 'retrieval-documents'
  | 'memory-records'
  | 'object';

/** One attribute. */
export interface AttributeDefinition {
  readonly type: AttributeType;
  /** Its well-known values, if it is an enumeration. Other values are reported as information. */
  readonly values?: readonly string[];
  /** The only allowed value. */
  readonly only?: unknown;
  /** Why it is deprecated, with its replacement. */
  readonly deprecated?: string;
  /** Matches every name that starts with this one and a dot. */
  readonly isTemplate?: boolean;
  /** Its name will not change. All others are in development. */
  readonly isStable?: boolean;
  /** High-cardinality or private: not allowed on a metric or a resource. */
  readonly isPerCall?: boolean;
  /** Of a registry file: metrics of the conventions that have it besides theirs. */
  readonly metrics?: readonly string[];
  /** Its content must match this schema. */
  readonly schema?: SchemaName;
}

/** Attributes by name. */
export type AttributeTable = Readonly<Record<string, AttributeDefinition>>;

/** Input of a condition. */
interface Situation {
  readonly attributes: Attributes;
  readonly hasFailed: boolean;
}

/** When an attribute is required. `holds` is missing if a record alone cannot decide. */
export interface Condition {
  readonly text: string;
  readonly holds?: (situation: Situation) => boolean;
}

/**
 * The requirement level of an attribute. `expected` is a recommended one that the conformance runner
 * requires; `never` is forbidden.
 */
export interface Requirement {
  readonly level: 'required' | 'conditional' | 'expected' | 'recommended' | 'opt_in' | 'never';
  readonly when?: Condition;
}

/** Attribute names with their requirement. */
export type Requirements = Readonly<Record<string, Requirement>>;

/** A type of span. Not on the wire: rules detect it. */
export interface SpanDefinition {
  /** Its name in the conventions, such as `gen_ai.client.inference`. */
  readonly id: string;
  readonly recognisedBy:
    | { readonly operations: readonly string[] }
    | { readonly attribute: string }
    | { readonly name: RegExp };
  readonly kinds: readonly SpanKind[];
  /** Allowed names, best first. Undefined: any name. */
  readonly names?: (attributes: Attributes) => readonly string[];
  readonly attributes: Requirements;
  /** Additions for one `gen_ai.provider.name`. */
  readonly providers?: Readonly<Record<string, Requirements>>;
  /** Its metrics and events; one of several names is enough. */
  readonly signals?: readonly BelongingSignal[];
}

/** A metric or an event of an operation. */
interface BelongingSignal {
  readonly oneOf: readonly string[];
  readonly signal: 'metric' | 'event';
  readonly when?: Condition;
}

/** A metric. */
export interface MetricDefinition {
  readonly instrument: Instrument;
  readonly unit: string;
  /** Explicit boundaries of a histogram. */
  readonly buckets?: readonly number[];
  readonly attributes: Requirements;
  /** Operations that have their own metric, with its name. */
  readonly notFor?: Readonly<Record<string, string>>;
  readonly deprecated?: string;
  /** Source of the name if its acceptance is unknown. */
  readonly unconfirmed?: string;
}

/** An event. */
export interface EventDefinition {
  /** The severity number; undefined: any. */
  readonly severity?: number;
  readonly attributes: Requirements;
  /** Additions for one `gen_ai.provider.name`. */
  readonly providers?: SpanDefinition['providers'];
  readonly deprecated?: string;
}

/** A convention version, or an addition to one. */
export interface Conventions {
  readonly attributes: AttributeTable;
  readonly spans: readonly SpanDefinition[];
  readonly metrics: Readonly<Record<string, MetricDefinition>>;
  readonly events: Readonly<Record<string, EventDefinition>>;
}
