// Finds the plans of telephone numbers among the application's installed packages: `libphonenumber-js`.

import { applicationRequires } from '../../foundation/application-requires.ts';
import type { IsPhone } from '../redaction/personal/known-regions.ts';

interface Library {
  readonly parsePhoneNumberFromString: (
    text: string,
    region: string,
  ) => { readonly isValid: () => boolean } | undefined;
  readonly isSupportedCountry: (region: string) => boolean;
}

/** What decides for a list of `regions` such as `DE,FR`, and what is wrong with it, if anything. */
export function phonesOf(regions: string): {
  readonly isPhone: IsPhone | undefined;
  readonly problem: string | undefined;
} {
  const library = installedPlans();
  if (library === undefined) {
    return { isPhone: undefined, problem: 'install libphonenumber-js beside the application' };
  }
  const names = regions.split(',').map((name) => name.trim().toUpperCase());
  const known = names.filter((name) => library.isSupportedCountry(name));
  const unknown = names.filter((name) => !known.includes(name));
  return {
    isPhone: (text) =>
      known.some((region) => library.parsePhoneNumberFromString(text, region)?.isValid() === true),
    problem:
      unknown.length === 0
        ? undefined
        : `${JSON.stringify(unknown.join(','))} is no list of countries such as DE,FR`,
  };
}

let found: Library | null | undefined;

/** The application's `libphonenumber-js`, or the one beside this package; looked for once. */
export function installedPlans(): Library | undefined {
  if (found === undefined) found = find() ?? null;
  return found ?? undefined;
}

function find(): Library | undefined {
  for (const from of applicationRequires()) {
    try {
      return from('libphonenumber-js') as Library;
    } catch {
      // Not there.
    }
  }
  return undefined;
}
