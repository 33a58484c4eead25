// Secrets in commands and in the files of commands: options, `.netrc`, `.pgpass`, SQL, QR codes of networks.

import { beginning } from '../boundary.ts';
import type { Rule } from '../rule.ts';
import { isMadeUp, isPath, isStandIn, isStrong } from './stand-ins.ts';
import { endOfBare, endOfQuoted } from './values.ts';

const PROGRAM_HINTS = [
  'mysql',
  'mariadb',
  'sshpass',
  'docker login',
  'podman login',
  'buildah login',
  'registry login',
  'az login',
  'cf login',
  'oc login',
  'skopeo login',
  'nerdctl login',
  'auth login',
  'mongo',
  'redis-cli',
  '7z a',
  '7z x',
  '7za ',
  'zip -',
  'htpasswd -',
  'plink ',
  'pscp ',
  'sqlcmd ',
  'ldapsearch ',
  'smbclient ',
  'xfreerdp ',
  'rar a',
  'ansible-vault',
  'mount.cifs',
];
/** After these, what follows `-p` and a space is the name of a database. */
const GLUED = 'mysql(?:dump|admin|import|sh)?|mariadb(?:-dump)?';
const PROGRAMS =
  'sshpass|(?:docker|podman|buildah|helm registry|az|cf|oc|skopeo|nerdctl|crane auth) login|mongo(?:sh|dump|restore)?|redis-cli|7za?|zip|unzip|htpasswd|plink|pscp|sqlcmd|ldapsearch|smbclient|xfreerdp|rar|ansible-vault|cifs';

function read(text: string, index: number): number {
  return endOfQuoted(text, index) ?? endOfBare(text, index, false);
}

function isPasswordOfCommand(value: string): boolean {
  return (
    value.length >= 4 &&
    !isStandIn(value) &&
    !isPath(value) &&
    !/^-|^\d{1,5}(?::\d{1,5})?$/.test(value)
  );
}

/** In execution order. */
export const COMMAND_RULES: readonly Rule[] = [
  {
    name: 'password as an option of a command',
    words: PROGRAM_HINTS,
    pattern: new RegExp(
      String.raw`(?<![\w-])(?:(?:${PROGRAMS})\b[^\n|]{0,200}?\s-[paw]\s{0,2}|(?:${GLUED})\b[^\n|]{0,200}?\s-p)["']?(?=[^\s"'-])`,
      'gi',
    ),
    ends: read,
    accepts: isPasswordOfCommand,
    placeholder: '[SECRET:password]',
  },
  {
    name: 'password or key as a long option',
    words: ['-pass', '-pw', '-token', '-secret', 'key', '/p:', '-credential', 'password'],
    pattern:
      /\s(?:--?[\w-]{0,30}(?:password|passwd|passphrase|pass|pwd|token|secret|key)|\/p:)(?:\s{1,3}|=|:)["']?(?=[^\s"'-])/gi,
    ends: read,
    accepts: (value, text, index) =>
      isPasswordOfCommand(value) &&
      (isMadeUp(value) ||
        /[^\w./:-]/.test(value) ||
        (/\d/.test(value) && /pass|pwd/i.test(text.slice(Math.max(0, index - 32), index)))),
    placeholder: '[SECRET:password]',
  },
  {
    name: 'user and password as an argument of curl',
    hints: [' -u', '"-u', "'-u", '--user', '--proxy-user'],
    pattern: new RegExp(
      String.raw`(?<=${beginning(String.raw`\w-`)})(?:-u|--user|--proxy-user)[ =]?["']?[\w.@+-]{1,64}:(?!//)`,
      'g',
    ),
    ends: read,
    accepts: (value) => value.length >= 4 && !isStandIn(value),
    placeholder: '[SECRET:password]',
  },
  {
    name: 'password of a machine in .netrc',
    words: ['login'],
    pattern: /\blogin\s{1,4}\S{1,128}\s{1,8}password\s{1,4}/gi,
    ends: read,
    placeholder: '[SECRET:password]',
  },
  {
    name: 'password in .pgpass',
    hints: [':5432:', ':5433:', ':6432:', ':*:*:'],
    pattern: /(?<keep>:(?:5432|5433|6432|\*):[^:\s]{1,64}:[^:\s]{1,64}:)(?:\\.|[^\s:\\]){3,128}/g,
    placeholder: '[SECRET:password]',
  },
  {
    name: 'password in SQL',
    words: ['identified', 'password', 'securestring'],
    pattern:
      /\b(?:identified(?:\s{1,3}with\s{1,3}[\w']{1,40})?\s{1,3}(?:by|as)\s{0,3}|password(?:\s{1,3}|\s{0,3}\(\s{0,3})|securestring\s{1,3}(?:-string\s{1,3})?)["']/gi,
    ends: endOfQuoted,
    accepts: (value) => !isStandIn(value),
    placeholder: '[SECRET:password]',
  },
  {
    name: 'password in the code of a wireless network',
    hints: ['WIFI:'],
    pattern: /WIFI:[^\n]{0,99}?;?P:/g,
    ends: (text, index) =>
      index + (/^(?:\\.|[^;\\\s]){1,128}/.exec(text.slice(index, index + 160))?.[0].length ?? 0),
    placeholder: '[SECRET:password]',
  },
  {
    name: 'user and password with a sign between',
    words: [
      'htpasswd -',
      'net use ',
      'chpasswd',
      'creds',
      'credentials',
      '/pass',
      'thin:',
      'sqlplus',
      '/user:',
      'smbclient',
      'login',
    ],
    pattern:
      /(?:\bhtpasswd -\w{0,4}b\w{0,4} \S{1,128} \S{1,64} |\bnet use \S{1,64} \S{1,128} (?!\/)(?=\S{4,64} \/user:)|\becho ["']?[\w.-]{1,64}:(?=[^\n]{1,128}\| ?(?:sudo )?chpasswd)|\b(?:cred(?:ential)?s|login|log in with|(?:user(?:name)?|login) ?\/ ?pass(?:word)?)(?: (?:is|are))?:?\s{1,3}[\w.@+-]{1,64}\s?[:/]\s?|(?:jdbc:oracle:\w{2,8}:|sqlplus (?:-\w{1,8} ){0,3})[\w.$#-]{1,64}\/|\/user:\S{1,64}\s{1,3}|-U\s?[\w.\\/-]{1,64}%)/gi,
    ends: (text, index) => {
      const end = read(text, index);
      const at = text.slice(index, end).lastIndexOf('@');
      return at > 3 && /@[\w.-]+(?::\d+)?/.test(text.slice(index + at, end)) ? index + at : end;
    },
    accepts: isStrong,
    placeholder: '[SECRET:password]',
  },
  {
    name: 'password as an argument after the user',
    words: ['auth=(', 'auth = (', 'auth=[', 'auth = [', 'mysqli', 'sudo -s'],
    pattern:
      /(?:\bauth\s?=\s?[([]\s?["'][^"']{0,64}["']\s?,\s?|\bmysqli(?:_connect)?\(\s?(?:["'][^"']{0,128}["'],\s?){2}|\becho\s{1,3}(?=["'][^"']{4,64}["']\s?\|\s?sudo\s{1,3}-S))["']/gi,
    ends: endOfQuoted,
    accepts: (value) => value.length > 3 && !isStandIn(value),
    placeholder: '[SECRET:password]',
  },
];
