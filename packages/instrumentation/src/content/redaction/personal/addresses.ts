// IP addresses.

import { beginning } from '../boundary.ts';
import type { Rule } from '../rule.ts';

const OCTET = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
const IPV4 = `${OCTET}(?:\\.${OCTET}){3}`;

/** Loopback, unspecified, broadcast and masks: not personal. */
const NOBODYS_4 = /^(?:127\.|0\.0\.0\.0$|255\.)/;
/** The same for IPv6, also with a port as Node.js writes it. */
const NOBODYS_6 = /^(?:[0:]*:[01]?|::1:\d{1,5}|fe80::\d{1,2}|ff0[\da-f]::?[\da-f:]*)$/i;
/** What makes four numbers with dots a version or a paragraph: `version 1.2.3.4`, `Chrome/120.0.0.0`, `pkg==1.2.3.4`. */
const NO_ADDRESS_AFTER =
  /(?:(?:\b|(?<=[a-z](?=V)))(?:v|ver|vers|version|release|build|firmware|driver|revision|rev|patch|upgrade|update|section|chapter|clause|figure|fig|table|appendix|article|paragraph|rule|step|abschnitt|kapitel)[a-z]{0,2}[.:#(]?["'\\]{0,2}\s{0,2}[:=]?\s{0,2}[v"'`\\]{0,3}|(?:^|[\s("'])[A-Za-z][\w.+-]{0,30}\/|[=~<>!]=\s?|[§^~]\s?)$/i;
const LOOK_BACK = 40;

function isSomebodys4(value: string, text: string, index: number): boolean {
  return (
    !NOBODYS_4.test(value) &&
    !NO_ADDRESS_AFTER.test(text.slice(Math.max(0, index - LOOK_BACK), index))
  );
}

/** Whether it is an address (RFC 4291), neither loopback nor unspecified. */
function isSomebodys6(value: string): boolean {
  const groups = value.replace(/:[\d.]+\.\d+$/, ':0:0').split('::');
  if (groups.length > 2) return false;
  const written = groups.flatMap((part) => (part === '' ? [] : part.split(':')));
  if (!written.every((group) => /^[\da-f]{1,4}$/i.test(group))) return false;
  if (groups.length === 1 ? written.length !== 8 : written.length > 7) return false;
  return /\d/.test(value) && !NOBODYS_6.test(value);
}

/** In execution order. */
export const ADDRESS_RULES: readonly Rule[] = [
  {
    name: 'IPv6 address',
    signs: [':'],
    digits: 1,
    // It begins with the first colon before another, and looks behind for the group before.
    pattern: new RegExp(
      `:(?=:|[\\da-f]{1,4}:)(?<=${beginning('\\w:.')}(?<before>[\\da-f]{0,4}):)(?:[\\da-f]{0,4}:){1,7}(?:${IPV4}|[\\da-f]{0,4})(?![\\w:]|\\.\\d)`,
      'gi',
    ),
    accepts: isSomebodys6,
    placeholder: '[IP]',
  },
  {
    name: 'IPv4 address',
    digits: 4,
    // As above: dots are rarer than digits.
    pattern: new RegExp(
      `\\.(?=\\d{1,3}\\.\\d{1,3}\\.\\d)(?<=${beginning('\\w.-')}(?<before>${OCTET})\\.)${OCTET}(?:\\.${OCTET}){2}(?![\\w-]|\\.\\d)`,
      'g',
    ),
    accepts: isSomebodys4,
    placeholder: '[IP]',
  },
];
