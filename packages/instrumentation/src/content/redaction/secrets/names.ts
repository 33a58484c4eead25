// Names of secrets, in assignments, fields, headers and sentences.

const KEYS =
  'recovery|api|app|access|auth|account|admin|bot|client|deploy|encryption|encrypt|hmac|license|master|private|secret|service|session|shared|signing|ssh|storage|subscription|webhook|write|x|aes|account|project|server|user|functions|consumer|publishing|decryption|root|jwt|cipher|crypto|security';

/** The words, by the kind in the placeholder. */
export const WORDS = {
  password:
    'pass[ _-]?(?:word|phrase|wd|code|wort)|secret[ _-]?phrase|(?:(?<![A-Za-z])|(?<=db|user|root|admin|smtp|mail|ftp|ssh|redis|login|api|wifi|http|proxy|sudo|basic|ldap|mysql|sql|pg|mongo|rabbit|imap|vpn|sftp|store|require))pass(?![a-z])' +
    '|(?:(?<![A-Za-z])|(?<=db|user|sql|pg|root|admin))(?:pwd|psw|pswd|pw)(?![A-Za-z])|requirepass|masterauth|(?:wi-?fi|wlan|network|netzwerk)[ -]?(?:key|schlüssel)|redis(?:cli)?_auth|(?<![a-z])psk(?![a-z])',
  foreignPassword:
    'kennwort|geheimwort|passwort|contrase(?:ñ|n|&ntilde;)a|(?<![a-z])clave(?![a-z])|mot de passe|(?<![a-z])mdp(?![a-z])|senha|palavra-passe|wachtwoord|l[öo]senord|adgangskode|passord|salasana|has[łl]o(?![a-z])|heslo(?![a-z])|(?<![a-z])parol[ae](?![a-z])|jelszó|[şs]ifre(?:si|m)?(?![a-z])|kata sandi|mật khẩu' +
    '|парол[ьяе]м?|密码|密碼|口令|パスワード|비밀번호|암호|รหัสผ่าน|पासवर्ड|סיסמה|كلمة (?:المرور|السر)|κωδικός',
  api_key: `key(?<=(?:${KEYS})[ ._-]?key|x-functions-key|(?<!(?:primary|foreign|public|cache|partition|sort|index|object|unique|row|idempotency|routing|group|dict|hot|translation|s3|sort|map)_?)_key)`,
  foreignKey:
    'api[ _-]?(?:schlüssel|токен|ключ)|cl[ée] (?:d.)?api|clave (?:de )?api|chave (?:da |de )?api|api\\.key|api[ -]?キー|密钥|金鑰',
  token: 'token(?<!(?:page|next|continuation|sync|prompt|completion|input|output|\\])[_-]?token)',
  otherToken: '(?<![A-Za-z])(?:jwt|auth(?=":)|_auth|x-auth|bearer)(?![a-z])|令牌|トークン|токен',
  secret: 'secret',
  otherSecret:
    'credential|code_verifier|signature(?:-256)?|(?<![a-z])(?:salt|pepper|hmac)(?![a-z])|geheimnis|secreto|segredo',
} as const;

/** The same as hints. */
export const HINTS: Readonly<Record<keyof typeof WORDS, readonly string[]>> = {
  password: [
    'wifi',
    'wi-fi',
    'wlan',
    'network',
    'netzwerk',
    'pass',
    'pwd',
    'psw',
    'pw:',
    'pw=',
    'pw ',
    'pw"',
    "pw'",
    'psk',
    'masterauth',
    'cli_auth',
  ],
  foreignPassword: [
    'kennwort',
    'geheimwort',
    'contrase',
    'clave',
    'mot de passe',
    'mdp',
    'senha',
    'palavra-passe',
    'wachtwoord',
    'senord',
    'adgangskode',
    'salasana',
    'hasło',
    'haslo',
    'heslo',
    'parol',
    'jelsz',
    'ifre',
    'kata sandi',
    'mật kh',
    'парол',
    '密码',
    '密碼',
    '口令',
    'パスワード',
    '비밀번호',
    '암호',
    'รหัสผ่าน',
    'पासवर्ड',
    'סיסמה',
    'كلمة',
    'κωδικός',
  ],
  api_key: ['key'],
  foreignKey: [
    'api schl',
    'api-schl',
    'api-токен',
    'api токен',
    'api-ключ',
    'api ключ',
    'apiキ',
    'api-キ',
    'clé',
    'cle api',
    "cle d'api",
    'clave api',
    'chave',
    'clave de api',
    'api.key',
    '密钥',
    '金鑰',
  ],
  token: ['token'],
  otherToken: ['jwt', '_auth', 'x-auth', '"auth"', 'bearer', '令牌', 'トークン', 'токен'],
  secret: ['secret'],
  otherSecret: [
    'credential',
    'code_verifier',
    'signature',
    'salt',
    'pepper',
    'hmac',
    'geheimnis',
    'segredo',
  ],
};

/** What may follow the word in a name: `SECRET_KEY_BASE`, `passwordConfirmation`. */
export const TAIL =
  '(?:[ _.-]?(?:keys?|base|value|hash|string|text|secret|token|prod(?:uction)?|stag(?:e|ing)|dev(?:elopment)?|test|live|main|primary|secondary|new|old|current|previous|confirm(?:ation)?|again|id|s|es|\\d{1,3})(?![a-z]))' +
  '{0,3}';
