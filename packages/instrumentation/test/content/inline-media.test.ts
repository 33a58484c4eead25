// Media inside of texts: described like other media, whatever encloses them, and the words around them stay.

import { createHash, generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { useTracedProgram } from '../support/traced-program.ts';
import { spansOf, textsOf } from '../support/spoken.ts';

const traced = useTracedProgram();

/** Looks like random bytes behind `magic`, and is the same in every run. */
function bytes(length: number, magic = ''): Buffer {
  let found = Buffer.from(magic, 'hex');
  for (let n = 0; found.length < length; n += 1) {
    found = Buffer.concat([found, createHash('sha256').update(String(n)).digest()]);
  }
  return found.subarray(0, length);
}

const PNG = '89504e470d0a1a0a';
const png = bytes(3000, PNG);
const base64 = png.toString('base64');
const wrapped = base64.match(/.{1,76}/g)!;
const described = (of: Uint8Array, type: string): string =>
  `[${type}: ${of.length} bytes, sha256:${createHash('sha256').update(of).digest('hex')}]`;
const image = described(png, 'image/png');
const url = `data:image/png;base64,${base64}`;
const svg = `<svg xmlns="http://www.w3.org/2000/svg"><g transform="rotate(45)"><path d="M0 0L9 9"/></g></svg>`;
const encodedSvg = encodeURIComponent(svg);
const svgUrl = `data:image/svg+xml,${encodedSvg}`;
const svgImage = described(Buffer.from(encodedSvg), 'image/svg+xml');
const bare = svg.replaceAll('"', "'");
const bareImage = described(Buffer.from(bare), 'image/svg+xml');
const long = bytes(40_000, PNG);

const MEDIA: readonly (readonly [what: string, text: string, shown: string])[] = [
  ['in Markdown', `See ![x](${url}) here.`, `See ![x](${image}) here.`],
  ['in JSON', JSON.stringify({ a: url, b: 'quokka' }), JSON.stringify({ a: image, b: 'quokka' })],
  [
    'in JSON in JSON',
    JSON.stringify(JSON.stringify({ a: url })),
    JSON.stringify(JSON.stringify({ a: image })),
  ],
  [
    'with escaped slashes',
    `{"a":"${url.replaceAll('/', '\\/').replace('image\\/', 'image/')}"}`,
    `{"a":"${image}"}`,
  ],
  ['in HTML', `<img src="${url}"> quokka`, `<img src="${image}"> quokka`],
  ['in a style', `url('${svgUrl}') quokka`, `url('${svgImage}') quokka`],
  ['encoded for URLs', `![x](${svgUrl}) quokka`, `![x](${svgImage}) quokka`],
  ['not encoded', `url("data:image/svg+xml,${bare}") quokka`, `url("${bareImage}") quokka`],
  ['in capitals', `${url.replace('data', 'DATA')} quokka`, `${image} quokka`],
  ['before words', `${url} quokka`, `${image} quokka`],
  ['without a type', `a data:;base64,${base64} quokka`, `a ${described(png, 'binary')} quokka`],
  ['with parameters', `a data:image/png;name=a.png;base64,${base64}, b`, `a ${image}, b`],
  ['twice', `${url} and ${url}`, `${image} and ${image}`],
  ['bare', `here: ${base64} quokka`, `here: ${image} quokka`],
  ['bare, for URLs', `here: ${png.toString('base64url')} quokka`, `here: ${image} quokka`],
  ['bare, of unknown bytes', bytes(600).toString('base64'), described(bytes(600), 'binary')],
  ['in lines', `Hi,\n${wrapped.join('\r\n')}\nBest wishes`, `Hi,\n${image}\nBest wishes`],
  ['in lines in JSON', JSON.stringify([wrapped.join('\n')]), JSON.stringify([image])],
  ['in lines of a URL', `![](data:image/png;base64,${wrapped.join('\n')}) b`, `![](${image}) b`],
  [
    'that are longer than a text',
    `![](data:image/png;base64,${long.toString('base64')}) quokka`,
    `![](${described(long, 'image/png')}) quokka`,
  ],
];

const key = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
}).privateKey;
const part = (length: number): string => bytes(length).toString('base64url');

const OTHERS: readonly (readonly [what: string, text: string, shown?: string])[] = [
  ['a digest', bytes(64).toString('hex')],
  ['many digests', bytes(1000).toString('hex')],
  ['a sequence', 'GATTACA'.repeat(200)],
  ['one word', 'a'.repeat(2000)],
  ['a path', 'Some/path/To/file1'.repeat(60)],
  ['an identifier', 'aQuokkaThatIsCalled_'.repeat(60)],
  ['minified code', 'function a1(B,c){return B2[c]+d("E3")}'.repeat(30)],
  ['a short picture', 'data:image/gif;base64,R0lGODlhAQABAAAAACw='],
  ['the mention of a URL', 'URLs start with data:image/png;base64, and go on.'],
  ['a quotation', `He wrote "data:image/png, ${'and so on '.repeat(20)}" and left.`],
  ['a line', '-'.repeat(600)],
  ['short base64', bytes(300).toString('base64')],
  ['a web token', `eyJhbGciOiJIUzI1NiJ9.eyJ${part(900)}.${part(32)}`, '[SECRET:jwt]'],
  ['a private key', `my key\n${key}\nquokka`, 'my key\n[SECRET:private_key]\n\nquokka'],
];

const program = 'for (const text of given) ask(text);';

describe('media in a text', () => {
  it('are described', async () => {
    const texts = MEDIA.map(([what, text]) => `${what}: ${text}`);
    const shown = textsOf(await spansOf(traced, program, texts));
    expect(shown).toEqual(MEDIA.map(([what, _text, due]) => `${what}: ${due}`));
  });

  it('are told from whatever else is long', async () => {
    const texts = OTHERS.map(([what, text]) => `${what}: ${text}`);
    const shown = textsOf(await spansOf(traced, program, texts));
    expect(shown).toEqual(OTHERS.map(([what, text, due = text]) => `${what}: ${due}`));
  });

  it('are described in arguments, attributes and variables', async () => {
    const spans = await spansOf(
      traced,
      `withPrompt({ name: 'p', variables: { photo: given } }, () =>
        llmCall({ model: 'm', provider: 'p', input: 'x', attributes: { photo: given } }, () => 1));
      tool('t', { arguments: JSON.stringify({ photo: given }) }, () => ({ photo: given }));`,
      `see ${url}`,
    );
    const photo = `see ${image}`;
    expect(spans).toEqual([
      expect.objectContaining({ photo, 'gen_ai.prompt.variable.photo': photo }),
      expect.objectContaining({
        'gen_ai.tool.call.arguments': { photo },
        'gen_ai.tool.call.result': { photo },
      }),
    ]);
  });

  it('stay where that is asked for, unless they are cut', async () => {
    const texts = [`see ${url} here`, `see ${url} and ${long.toString('base64')} here`];
    const shown = textsOf(
      await spansOf(traced, program, texts, { LLM_OTEL_CAPTURE_MEDIA: 'full' }),
    );
    expect(shown).toEqual([texts[0], `see ${image} and ${described(long, 'image/png')} here`]);
  });
});
