// Texts in place of a secret that are none: the name of a type, a template, an example, a row of stars.

const STAND_IN =
  /^(?:string|str|text|required|optional|null|none|nil|n\/a|true|false|yes|no|on|off|undefined|boolean|bool|object|number|integer|array|redacted|hidden|masked|removed|invalid|incorrect|wrong|missing|expired|valid|empty|unset|not|secret|secrets|password|passwd|passphrase|pass|pwd|token|tokens|apikey|api[_-]?key|example|placeholder|todo|tbd|xxx+|change-?me|your[\w-]*|my[_-]?(?:password|secret|token|key)|<.*|\$.*|%[A-Z_]+%|\{.*|process\..*|os\..*|env\..*|import\..*|self\..*|this\..*|config\..*|settings\..*|vault:.*|ref\+.*|op:\/\/.*|file:.*|\/run\/secrets\/.*|[x*.•_#-]+|!\w+|\?.*)$/i;
/** Beginnings of ids that services give to things, which are no secrets. */
const ID =
  /^(?:chatcmpl|cmpl|call|msg|toolu|req|resp|asst|thread|run|step|file|vs|batch|ftjob|ft|org|proj|user|usr|item|rs|ws|fs|fc_|cus|pi|ch|in|sub|price|prod|evt|acct|pm|seti|cs|si|txn|po|arn|gpt|claude|gemini|llama|mistral|text|trace|span|session|sess_|conv|doc|node|task|job|msgbatch|snapshot|build|sha\d*|md5|urn|uuid)[-_:]/i;

/** Whether it begins like the id of a thing. */
export function isId(value: string): boolean {
  return ID.test(value);
}

/** Whether the value is a mere stand-in. */
export function isStandIn(value: string): boolean {
  return STAND_IN.test(value);
}

/** Words joined by hyphens or the like, maybe numbered: `x-aws-ec2-metadata-token`. */
export function isWords(value: string): boolean {
  return /^[a-z]+\d{0,3}(?:[-_:.](?:[a-z]+\d{0,3}|\d{1,3}))+$/i.test(value);
}

/** The name of a type, with a number in it: `Uint8Array`, `X509Credential`. */
export function isTypeName(value: string): boolean {
  return /^[A-Z][A-Za-z]*\d{1,4}[A-Z][A-Za-z]*$/.test(value);
}

/** The name of a package or a style in the shape of a key: `xai-sdk-python`, `sk-spinner`. */
export function isNameOfThing(value: string): boolean {
  const [prefix = '', ...rest] = value.split('-');
  if (!rest.every((part) => /^(?:[a-z]{2,20}\d{0,2}|\d{1,3})$/.test(part))) return false;
  return rest.length > 1 || (prefix !== 'xai' && rest[0]!.length < 16);
}

/** The first words of paths in code. */
const ROOT =
  /^(?:process|os|env|config|conf|settings|secrets?|vault|var|local|data|module|self|this|args|options|opts|params|props|state|ctx|req|request|user|app|import|session|credentials?|cfg|values)\b/i;

/** A path in code or on a disk: `settings.password`, `/home/user`, `C:\Users`. */
export function isPath(value: string): boolean {
  const isDotted = /^[A-Za-z_$][\w$]*(?:\??\.[A-Za-z_$][\w$]*)+(?:[([].{0,200})?$/.test(value);
  return (
    (isDotted && (!/\d/.test(value) || ROOT.test(value))) ||
    /^(?:~?\/|\.{1,2}\/|[A-Za-z]:[\\/])[\w.@ -]+(?:[\\/][\w.@ -]*)*$/.test(value)
  );
}

/** Whether it looks generated: letters and digits, or long and in mixed case. */
export function isMadeUp(value: string): boolean {
  if (isStandIn(value) || isWords(value) || !/[A-Za-z]/.test(value)) return false;
  return /\d/.test(value) || (value.length >= 20 && /[A-Z]/.test(value) && /[a-z]/.test(value));
}

/** Whether only a machine writes so: many digits among many letters, not the id of a thing. */
export function isRandom(value: string): boolean {
  if (value.length < 16 || isStandIn(value) || isWords(value) || ID.test(value)) return false;
  return (value.match(/\d/g)?.length ?? 0) >= 3 && (value.match(/[A-Za-z]/g)?.length ?? 0) >= 3;
}

/** Whether only a person who must remember it writes so: letters with digits or signs among them. */
export function isStrong(value: string): boolean {
  if (value.length < 6 || !/^[\x21-\x7e]+$/.test(value)) return false;
  if (isStandIn(value) || isPath(value) || ID.test(value)) return false;
  if (!/[A-Z]/.test(value) && isWords(value)) return false;
  if (
    /^[a-z]+:\/\/|@[\w-]+\.[a-z]|^v?\d+(?:[.,:/-]\d+)+[a-z]{0,4}$|^\d+[a-z]{1,3}$|^[a-z_]+[(|=]|['’][a-z]{1,2}$/i.test(
      value,
    )
  )
    return false;
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z\d.,:;_-]/].filter((kind) => kind.test(value));
  return kinds.length >= 3 || (kinds.length === 2 && /\d/.test(value) && value.length >= 8);
}
