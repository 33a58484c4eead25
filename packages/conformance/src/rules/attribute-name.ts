// Checks the form of unregistered names: Weaver's default rules.
import { type Finding, type FindingId, finding, type Subject } from '../finding.ts';

const FORMAT = /^[a-z][a-z0-9]*(?:[._][a-z0-9]+)*$/;

/** Checks the form of an unknown attribute's name against the `known` ones. */
export function checkAttributeName(
  subject: Subject,
  name: string,
  known: readonly string[],
): Finding[] {
  const found = (id: FindingId, text: string): Finding =>
    finding(id, subject, text, { attribute: name });
  const findings: Finding[] = [];
  if (!FORMAT.test(name)) {
    findings.push(
      found(
        'invalid_format',
        `${name} is not made of lower-case words joined by dots and underscores`,
      ),
    );
  }
  if (!name.includes('.')) {
    findings.push(found('missing_namespace', `${name} has no namespace; put one in front of it`));
    return findings;
  }
  const below = known.find((other) => other.startsWith(`${name}.`));
  const above = known.find((other) => name.startsWith(`${other}.`));
  if (below !== undefined) {
    findings.push(
      found('illegal_namespace', `${name} is the namespace of ${below}; choose another name`),
    );
  } else if (above !== undefined) {
    findings.push(
      found('illegal_namespace', `${name} uses the attribute ${above} as a namespace; rename it`),
    );
  } else {
    const namespace = namespacesOf(name).find((space) =>
      known.some((other) => other.startsWith(`${space}.`)),
    );
    if (namespace !== undefined) {
      findings.push(
        found(
          'extends_namespace',
          `${name} extends the namespace ${namespace} of the conventions; use a namespace of your own`,
        ),
      );
    }
  }
  return findings;
}

/** Of `a.b.c` first `a.b`, then `a`. */
function namespacesOf(name: string): string[] {
  const words = name.split('.').slice(0, -1);
  return words.map((_word, index) => words.slice(0, words.length - index).join('.'));
}
