// What a registry says of attributes, spans, metrics and events: data, no rule.
import type { Attributes, SpanKind } from '@llm-otel/query/otlp';
import type { Instrument } from '../otlp/records.ts';

/** The type an attribute is defined with. */
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

/** The JSON Schemas that content is checked against, by file name. */
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
  /** Its well-known values, if it is an enumeration. Others are allowed, and reported as information. */
  readonly values?: readonly string[];
  /** The one value that it may have. */
  readonly only?: unknown;
  /** Why it is out of use, with what replaces it. */
  readonly deprecated?: string;
  /** Every name that begins with this one and a dot is meant. */
  readonly isTemplate?: boolean;
  /** Its name will not change. All others are in development. */
  readonly isStable?: boolean;
  /** Names one of countless things, or is private: must not stand on a metric or a resource. */
  readonly isPerCall?: boolean;
  /** Its value is content of this shape. */
  readonly schema?: SchemaName;
}

/** Attributes by name. */
export type AttributeTable = Readonly<Record<string, AttributeDefinition>>;

/** What a condition may look at. */
interface Situation {
  readonly attributes: Attributes;
  readonly hasFailed: boolean;
}

/** When an attribute is called for. `holds` is missing where a record alone cannot tell. */
export interface Condition {
  readonly text: string;
  readonly holds?: (situation: Situation) => boolean;
}

/**
 * How much an attribute is called for. `expected` is a recommended one that the conformance runner
 * demands nevertheless; `never` must not be there.
 */
export interface Requirement {
  readonly level: 'required' | 'conditional' | 'expected' | 'recommended' | 'opt_in' | 'never';
  readonly when?: Condition;
}

/** Attribute names with their requirement. */
export type Requirements = Readonly<Record<string, Requirement>>;

/** A type of span. The wire does not say it: it is recognised. */
export interface SpanDefinition {
  /** Its name in the conventions, such as `gen_ai.client.inference`. */
  readonly id: string;
  readonly recognisedBy:
    | { readonly operations: readonly string[] }
    | { readonly attribute: string }
    | { readonly name: RegExp };
  readonly kinds: readonly SpanKind[];
  /** The allowed names, best first. Undefined: any name. */
  readonly names?: (attributes: Attributes) => readonly string[];
  readonly attributes: Requirements;
  /** What comes on top for one `gen_ai.provider.name`. */
  readonly providers?: Readonly<Record<string, Requirements>>;
  /** The metrics and events that belong to it; of several names one is enough. */
  readonly signals?: readonly BelongingSignal[];
}

/** A metric or an event that an operation brings along. */
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
  /** Operations that have a metric of their own, with its name. */
  readonly notFor?: Readonly<Record<string, string>>;
  readonly deprecated?: string;
  /** Where the name comes from if its acceptance is not known. */
  readonly unconfirmed?: string;
}

/** An event. */
export interface EventDefinition {
  /** The severity number; undefined: any. */
  readonly severity?: number;
  readonly attributes: Requirements;
  /** What comes on top for one `gen_ai.provider.name`. */
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
