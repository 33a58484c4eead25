// Resource attributes: the only allowed GenAI ones are those of the main agent.
import { type Finding, finding } from '../finding.ts';
import type { ResourceRecord } from '../otlp/records.ts';
import { checkAttributes } from './attributes.ts';
import type { RuleContext } from './context.ts';

/** All findings about one resource. Ignores process attributes of SDKs. */
export function checkResource(resource: ResourceRecord, context: RuleContext): Finding[] {
  const { registry } = context;
  const isOurs = (name: string): boolean =>
    registry.owns(name) || registry.attribute(name)?.isPerCall === true;
  const attributes = new Map([...resource.attributes].filter(([name]) => isOurs(name)));
  const misplaced = [...attributes.keys()]
    .filter((name) => registry.attribute(name) !== undefined)
    .filter((name) => !name.startsWith('gen_ai.main_agent.'))
    .map((name) => {
      const text = `${name} describes a call, not the process; record it on spans`;
      const level = registry.attribute(name)?.isPerCall === true ? 'violation' : 'improvement';
      return finding('unexpected_attribute', resource, text, { attribute: name, level });
    });
  return [...checkAttributes(resource, attributes, context), ...misplaced];
}
