// Fifty secrets and pieces of personal data, made up. They are put together here, so that no scanner takes
// this file for a leak.

const ALPHABET = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** `length` characters that look drawn by lot, the same in every run. */
function characters(length: number, seed: number, alphabet = ALPHABET): string {
  let state = seed * 2654435761 + 1;
  return Array.from({ length }, () => {
    state = (state * 1103515245 + 12345) % 2 ** 31;
    return alphabet[Math.floor((state / 2 ** 31) * alphabet.length)];
  }).join('');
}

const HEX = '0123456789abcdef';
const CAPITALS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const base64url = (value: object): string =>
  Buffer.from(JSON.stringify(value)).toString('base64url');

const KEYS = [
  ['sk-', 'proj-', 48],
  ['sk-', '', 48],
  ['sk-', 'svcacct-', 60],
  ['sk-ant-', 'api03-', 90],
  ['sk-or-', 'v1-', 64],
  ['xai-', '', 60],
  ['gsk_', '', 52],
  ['hf_', '', 34],
  ['AIza', 'Sy', 33],
  ['ya29.', 'a0', 60],
  ['ghp_', '', 36],
  ['gho_', '', 36],
  ['github_', 'pat_', 60],
  ['glpat-', '', 20],
  ['xoxb-', '1234567890-', 24],
  ['xoxp-', '1234567890-', 24],
  ['xapp-', '1-', 40],
  ['sk_', 'live_', 24],
  ['rk_', 'live_', 24],
  ['sk_', 'test_', 24],
  ['whsec_', '', 32],
  ['npm_', '', 36],
  ['pypi-', '', 80],
  ['pplx-', '', 40],
  ['r8_', '', 37],
] as const;

const privateKey = (kind: string, seed: number): string =>
  [
    `-----BEGIN ${kind}PRIVATE`,
    ` KEY-----\n${characters(64, seed)}\n${characters(64, seed + 1)}\n`,
  ].join('') + `-----END ${kind}PRIVATE KEY-----`;

/** The secrets, each as it would stand in a text. */
export const CANARIES: readonly string[] = [
  ...KEYS.map(([first, second, length], index) => first + second + characters(length, index + 1)),
  `AK${'IA'}${characters(16, 101, CAPITALS)}`,
  `AS${'IA'}${characters(16, 102, CAPITALS)}`,
  `aws_secret_access_key=${characters(40, 103)}`,
  `SG.${characters(22, 104)}.${characters(43, 105)}`,
  `AccountKey=${characters(86, 106)}==`,
  `${base64url({ alg: 'HS256', typ: 'JWT' })}.${base64url({ sub: characters(12, 107) })}.${characters(43, 108)}`,
  privateKey('RSA ', 109),
  privateKey('', 111),
  `Bearer ${characters(40, 113)}`,
  `Authorization: Basic ${characters(28, 114)}==`,
  `https://api.example.com/v1?key=${characters(30, 115)}`,
  `https://files.example.com/a.pdf?sig=${characters(40, 116)}`,
  `postgres://app:${characters(16, 117)}@db.example.com/app`,
  `https://hooks.slack.com/services/T${characters(8, 118, CAPITALS)}/${characters(24, 119)}`,
  `"password": "${characters(14, 120)}!"`,
  `api_key=${characters(32, 121, HEX)}`,
  'maria.gonzalez84@quokka-mail.example.com',
  'j.o.smith+orders@quokka.example.co.uk',
  '+44 20 7946 0958',
  '(415) 555-0132',
  '536-22-1847',
  '4111 1111 1111 1111',
  '5500-0055-5555-5559',
  'DE89 3704 0044 0532 0130 00',
  '203.0.113.77',
];

/** The canaries of which the secret is in `text`, as it is or behind the escapes of JSON and URLs. */
export function leakedCanaries(text: string): string[] {
  const decoded = text.replaceAll(/%[0-9a-f]{2}/gi, (code) =>
    String.fromCodePoint(Number.parseInt(code.slice(1), 16)),
  );
  const unescaped = decoded.replaceAll(/\\+n/g, '\n').replaceAll(/\\+"/g, '"');
  return CANARIES.filter((canary) => {
    const secret = secretOf(canary);
    return [text, decoded, unescaped].some((form) => form.includes(secret));
  });
}

/** What of a canary must not be found: the part of it that is the secret. */
export function secretOf(canary: string): string {
  const lines = canary.split('\n');
  const text = lines.length > 1 ? lines[1]! : canary;
  return /(?:[=/:" ]|^)([^=/:" ]{12,})(?:={0,2}|!?"|@[\w./]+)$/.exec(text)?.[1] ?? text;
}
