// Texts that a pattern with a flaw takes forever over: what values are made of, again and again, and no value.

interface HostileText {
  readonly name: string;
  readonly unit: string;
}

const pem = '-----BEGIN PRIVATE KEY-----\n';

/** Each is repeated to the length asked for. */
export const HOSTILE_TEXTS: readonly HostileText[] = [
  { name: 'digits', unit: '1234567890' },
  { name: 'digits of cards', unit: '4' },
  { name: 'cards in groups', unit: '4444 ' },
  { name: 'cards, wrong by one', unit: '4111 1111 1111 1112 ' },
  { name: 'digits and spaces', unit: '1 ' },
  { name: 'digits and dashes', unit: '1-' },
  { name: 'digits and dots', unit: '1.1.1.' },
  { name: 'octets', unit: '1.1.1.1.' },
  { name: 'social security numbers, nearly', unit: '123-45-' },
  { name: 'North American numbers, nearly', unit: '555-123-' },
  { name: 'opened brackets', unit: '(555) ' },
  { name: 'plus signs', unit: '+1 +1 ' },
  { name: 'plus and digits', unit: '+1 2' },
  { name: 'zeros', unit: '00' },
  { name: 'words for telephones', unit: 'phone: ' },
  { name: 'names and dots', unit: 'a.' },
  { name: 'names and at signs', unit: 'a@' },
  { name: 'at signs', unit: '@' },
  { name: 'encoded at signs', unit: 'a%40' },
  { name: 'addresses without an end', unit: 'a@a.a.' },
  { name: 'spaces', unit: ' ' },
  { name: 'dashes', unit: '-' },
  { name: 'line ends', unit: '\r\n' },
  { name: 'backslashes', unit: '\\' },
  { name: 'escapes', unit: '\\n\\u0040%3D' },
  { name: 'one letter', unit: 'a' },
  { name: 'base64', unit: 'TWFuIGlzIGRpc3Rpbmd1aXNoZWQ+/' },
  { name: 'hexadecimal digits', unit: 'deadbeef0123' },
  { name: 'keys in PEM without an end', unit: pem },
  { name: 'keys in PEM and base64', unit: `${pem}TWFuIGlzIGRpc3Rpbmd1aXNoZWQ\n` },
  { name: 'emoji', unit: '👩‍👩‍👧‍👦😀' },
  { name: 'lone surrogates', unit: '\ud83d\ude00\udc00\ud800' },
  { name: 'beginnings of web tokens', unit: 'eyJ.eyJ.' },
  { name: 'web tokens without an end', unit: 'eyJhbGciOiJI-' },
  { name: 'web tokens that say nothing', unit: 'eyJhbGciOiJI.eyJzdWIiOiIx.abc ' },
  { name: 'prefixes of keys', unit: 'sk-sk-' },
  { name: 'prefixes of keys, apart', unit: 'sk-a ' },
  {
    name: 'prefixes of all keys',
    unit: 'sk-ant- ghp_ xoxb- AKIA AIza ya29. eyJ. hf_ npm_ SG. whsec_ :// @ ',
  },
  { name: 'URLs of nobody', unit: 'http://:@' },
  { name: 'URLs with users', unit: 'http://a:a' },
  { name: 'parameters of URLs', unit: '?key&token&a-' },
  { name: 'colons', unit: '::::' },
  { name: 'groups of IPv6', unit: '1:a:' },
  { name: 'accounts, nearly', unit: 'DE89 DE89 ' },
  { name: 'accounts, wrong by one', unit: 'DE89 3704 0044 0532 0130 01 ' },
  { name: 'names of secrets', unit: 'password=' },
  { name: 'names of secrets in quotes', unit: '"api_key": "' },
  { name: 'names of secrets with values that are none', unit: 'password: string, token: none ' },
  { name: 'schemes of headers', unit: 'Authorization: Bearer ' },
  { name: 'quotes', unit: '"\'`' },
  { name: 'letters of other scripts', unit: 'é用メж' },
  { name: 'letters of other scripts and at signs', unit: 'é@ж.' },
  { name: 'placeholders', unit: '[EMAIL][SECRET:jwt]' },
  { name: 'e-mail addresses', unit: 'a.b@example.com, ' },
  {
    name: 'a key of each kind',
    unit: `sk-proj-abcdefghijklmnopqrstuvwxyz0123456789 password="hunter22" `,
  },
];

/** A hostile text of `length` characters. */
export function hostileText({ unit }: HostileText, length: number): string {
  return unit.repeat(Math.ceil(length / unit.length)).slice(0, length);
}
