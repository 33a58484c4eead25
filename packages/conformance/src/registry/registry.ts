// The conventions of one profile merged with registry files, and lookups for rules.
import type { Attributes } from '@llm-otel/query/otlp';
import { PROFILES, type Profile } from '../conventions/profiles.ts';
import type { SpanRecord } from '../otlp/records.ts';
import type {
  AttributeDefinition,
  Condition,
  Conventions,
  EventDefinition,
  MetricDefinition,
  Requirements,
  SpanDefinition,
} from './definition.ts';
import type { Extension } from './extension.ts';

/** Namespaces in which unknown attributes, metrics and events are errors. */
const NAMESPACES = ['gen_ai', 'openai', 'aws.bedrock', 'mcp'];

/** A profile with its registry files. */
export class Registry {
  readonly profile: Profile;
  readonly #conventions: Conventions;
  readonly #extensions: readonly Extension[];
  readonly #all: readonly Conventions[];

  constructor(profile: Profile, extensions: readonly Extension[] = []) {
    this.profile = profile;
    this.#conventions = PROFILES[profile];
    this.#extensions = extensions;
    this.#all = [this.#conventions, ...extensions];
  }

  /** The definition of an attribute, or of the template that matches its name. */
  attribute(name: string): AttributeDefinition | undefined {
    const exact = this.#first(({ attributes }) => attributes[name]);
    if (exact !== undefined && exact.isTemplate !== true) return exact;
    const template = this.templateOf(name);
    return template === undefined ? undefined : this.#first((all) => all.attributes[template]);
  }

  /** The template of `name`: for `a.b.key` the name `a.b`. */
  templateOf(name: string): string | undefined {
    return this.attributeNames().find(
      (known) =>
        name.startsWith(`${known}.`) && this.#first((all) => all.attributes[known])?.isTemplate,
    );
  }

  attributeNames(): readonly string[] {
    return this.#all.flatMap(({ attributes }) => Object.keys(attributes));
  }

  metric(name: string): MetricDefinition | undefined {
    return this.#first(({ metrics }) => metrics[name]);
  }

  event(name: string): EventDefinition | undefined {
    return this.#first(({ events }) => events[name]);
  }

  /** The values of `gen_ai.operation.name`. */
  operations(): readonly string[] {
    return [
      ...(this.#conventions.attributes['gen_ai.operation.name']?.values ?? []),
      ...this.#extensions.flatMap(({ operations }) => operations),
    ];
  }

  /** All possible types of a span: several if only the kind tells them apart. Best first. */
  spanTypes(span: SpanRecord): readonly SpanDefinition[] {
    // Span types from a registry file apply to its own scopes, if it has any.
    const own = this.#extensions.filter(
      ({ scopes }) => scopes.length === 0 || scopes.includes(span.scope),
    );
    const found = [this.#conventions, ...own].flatMap(({ spans }) =>
      spans.filter((type) => isRecognised(type, span)),
    );
    // A call over MCP is recorded on an open span of its tool, which stays in this process.
    const isTool = span.kind === 'internal' && span.name.startsWith('execute_tool');
    const priority = ({ recognisedBy }: SpanDefinition): number =>
      // An MCP span may also have an operation; our step types apply only without one.
      'attribute' in recognisedBy && recognisedBy.attribute.startsWith('mcp.')
        ? isTool
          ? 3
          : 0
        : 'operations' in recognisedBy
          ? 1
          : 2;
    const best = Math.min(...found.map(priority));
    const candidates = found.filter((type) => priority(type) === best);
    return candidates.toSorted(
      (one, other) =>
        Number(other.kinds.includes(span.kind)) - Number(one.kinds.includes(span.kind)),
    );
  }

  /** Whether `name` is a product's name for a span of this operation. */
  isProductName(name: string, operation: string): boolean {
    return this.#extensions.some(({ productNames }) => productNames[name]?.includes(operation));
  }

  /** Whether an attribute, metric or event name is GenAI's, or from a registry file. */
  owns(name: string): boolean {
    return (
      isOfGenAi(name) ||
      this.#extensions.some(
        (all) => name in all.attributes || name in all.metrics || name in all.events,
      )
    );
  }

  /** Whether to check a record: by its name, its scope or one of its attributes. */
  concerns(record: { name: string; scope: string }, ...all: readonly Attributes[]): boolean {
    return (
      this.owns(record.name) ||
      this.#extensions.some(({ scopes }) => scopes.includes(record.scope)) ||
      all.some((attributes) => [...attributes.keys()].some(isOfGenAi))
    );
  }

  /** The other profiles that know a name, as a hint. */
  profilesWith(table: 'attributes' | 'metrics' | 'events', name: string): string {
    const others = Object.entries<Conventions>(PROFILES)
      .filter(([profile, all]) => profile !== this.profile && all[table][name] !== undefined)
      .map(([profile]) => profile);
    return others.length === 0 ? '' : `; profile ${others.join(', ')} has it`;
  }

  #first<T>(of: (conventions: Conventions) => T | undefined): T | undefined {
    for (const conventions of this.#all) {
      const found = of(conventions);
      if (found !== undefined) return found;
    }
    return undefined;
  }
}

function isOfGenAi(name: string): boolean {
  return NAMESPACES.some((space) => name.startsWith(`${space}.`));
}

function isRecognised({ recognisedBy }: SpanDefinition, span: SpanRecord): boolean {
  if ('operations' in recognisedBy) {
    const operation = span.attributes.get('gen_ai.operation.name')?.value;
    return recognisedBy.operations.includes(String(operation));
  }
  if ('attribute' in recognisedBy) return span.attributes.has(recognisedBy.attribute);
  return recognisedBy.name.test(span.name);
}

/** The attribute requirements of a type and provider. */
export function requirementsOf(
  type: Pick<SpanDefinition, 'attributes' | 'providers'>,
  attributes: Attributes,
): Requirements {
  const provider = String(attributes.get('gen_ai.provider.name')?.value);
  return { ...type.attributes, ...type.providers?.[provider] };
}

/** Whether a condition is met; undefined if a record cannot decide. */
export function isMet(
  condition: Condition | undefined,
  attributes: Attributes,
  hasFailed: boolean,
): boolean | undefined {
  return condition === undefined ? true : condition.holds?.({ attributes, hasFailed });
}
