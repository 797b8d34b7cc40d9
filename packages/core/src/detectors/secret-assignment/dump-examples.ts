import type { DetectorExample } from '../detector.js';

/** Secrets as settings, values of programs and their traces show them. */
export const DUMP_EXAMPLES: readonly DetectorExample[] = [
  { text: 'UID=ada;PWD=two words;SSLmode=require', redacted: 'UID=ada;PWD=[secret];SSLmode=require' },
  { text: 'wpa_passphrase=three blind mice', redacted: 'wpa_passphrase=[secret]' },
  { text: 'password: &pw dragon\nuser: ada', redacted: 'password: [secret]\nuser: ada' },
  { text: 'set psksecret tiger.moth', redacted: 'set psksecret [secret]' },
  {
    text: 'variable "db_password" { default = "x" }',
    redacted: 'variable "db_password" { default = "[secret]" }',
  },
  { text: '<Password><Value>x</Value></Password>', redacted: '<Password><Value>[secret]</Value></Password>' },
  {
    text: '<setting name="Password" serializeAs="String"><value>x</value></setting>',
    redacted: '<setting name="Password" serializeAs="String"><value>[secret]</value></setting>',
  },
  { text: '{"k":"password","v":"x"}', redacted: '{"k":"password","v":"[secret]"}' },
  { text: "password => string 'x' (length=1)", redacted: "password => string '[secret]' (length=1)" },
  { text: 'enable secret 5 $1$mERr$hx5r', redacted: 'enable secret 5 [secret]' },
  { text: 'nmcli con modify x wifi-sec.psk dragon', redacted: 'nmcli con modify x wifi-sec.psk [secret]' },
  { text: 'DefaultPassword    REG_SZ    x', redacted: 'DefaultPassword    REG_SZ    [secret]' },
  { text: 'userPassword:: IgBQAGwAdQBtACIA', redacted: 'userPassword:: [secret]' },
  { text: 'consul kv put app/db/password x', redacted: 'consul kv put app/db/password [secret]' },
  {
    text: 'put-parameter --name /app/db/password --type SecureString --value x',
    redacted: 'put-parameter --name /app/db/password --type SecureString --value [secret]',
  },
  {
    text: 'nmap --script-args smbuser=ada,smbpass=x',
    redacted: 'nmap --script-args smbuser=ada,smbpass=[secret]',
  },
  { text: 'pam_exec: authtok=x user=ada', redacted: 'pam_exec: authtok=[secret] user=ada' },
  { text: '[{user,"ada"},{password,"x"}]', redacted: '[{user,"ada"},{password,"[secret]"}]' },
  { text: '#{password => <<"x">>}', redacted: '#{password => <<"[secret]">>}' },
  { text: 'Password(value=x), Secret(value=x)', redacted: 'Password(value=[secret]), Secret(value=x)' },
  {
    text: '["password"]=>\n  string(1) "x"\n}',
    redacted: '["password"]=>\n  string(1) "[secret]"\n}',
  },
  { text: 'passwd changed: old=dragon new=tiger', redacted: 'passwd changed: old=[secret] new=[secret]' },
  {
    text: "sp_password @old = 'x', @new = 'y', @loginame = 'ada'",
    redacted: "sp_password @old = '[secret]', @new = '[secret]', @loginame = 'ada'",
  },
  // Of a statement and the values of its parameters.
  {
    text: 'INSERT INTO u (login, password) VALUES ($1, $2) -- PARAMETERS: ["ada","x"]',
    redacted: 'INSERT INTO u (login, password) VALUES ($1, $2) -- PARAMETERS: ["ada","[secret]"]',
  },
  {
    text: "sql: 'update u set password = ? where id = ?', bindings: [ 'x', 4 ]",
    redacted: "sql: 'update u set password = ? where id = ?', bindings: [ '[secret]', 4 ]",
  },
  {
    text: 'UPDATE u SET password = ? WHERE id = ? {"1":"x","2":"y"}',
    redacted: 'UPDATE u SET password = ? WHERE id = ? {"1":"[secret]","2":"y"}',
  },
  {
    text: 'update u set password=? where id=?\nbinding parameter [1] as [VARCHAR] - [x]',
    redacted: 'update u set password=? where id=?\nbinding parameter [1] as [VARCHAR] - [[secret]]',
  },
  {
    text: "WHERE id = $1 AND password = $2 DETAIL: parameters: $1 = '7', $2 = 'x'",
    redacted: "WHERE id = $1 AND password = $2 DETAIL: parameters: $1 = '7', $2 = '[secret]'",
  },
  // Of what opens a database.
  {
    text: "mysqli->__construct('db', 'ada', 'x', 'shop')",
    redacted: "mysqli->__construct('db', 'ada', '[secret]', 'shop')",
  },
  { text: "new PDO('mysql:host=db', 'ada', 'x')", redacted: "new PDO('mysql:host=db', 'ada', '[secret]')" },
  {
    text: "ldap_bind(Resource id #3, 'cn=ada', 'x')",
    redacted: "ldap_bind(Resource id #3, 'cn=ada', '[secret]')",
  },
  // Of commands.
  { text: 'schtasks /create /ru ada /rp x', redacted: 'schtasks /create /ru ada /rp [secret]' },
  {
    text: 'ldappasswd -D cn=ada -w x1 -s y1 uid=b',
    redacted: 'ldappasswd -D cn=ada -w [secret] -s [secret] uid=b',
  },
  { text: "ssh-keygen -t ed25519 -N 'x' -f id", redacted: "ssh-keygen -t ed25519 -N '[secret]' -f id" },
  {
    text: 'ALTER USER ada IDENTIFIED BY x REPLACE y',
    redacted: 'ALTER USER ada IDENTIFIED BY [secret] REPLACE [secret]',
  },
  { text: 'GRANT CONNECT TO ada IDENTIFIED BY x', redacted: 'GRANT CONNECT TO ada IDENTIFIED BY [secret]' },
  { text: 'net rpc join -U admin%x', redacted: 'net rpc join -U admin%[secret]' },
  { text: "EXEC sp_addlogin 'ada', 'x', 'shop'", redacted: "EXEC sp_addlogin 'ada', '[secret]', 'shop'" },
  { text: 'login attempt [root/x] failed', redacted: 'login attempt [root/[secret]] failed' },
];

/** The same without a secret. */
export const DUMP_COUNTER_EXAMPLES: readonly string[] = [
  'set password expired',
  'set token ring off',
  'variable "db_password" { type = string }',
  'DefaultPassword    REG_SZ    (value not set)',
  'Token(value=if, kind=keyword)',
  'class Password::Value',
  'password changed: old=true new=false',
  'SELECT id FROM u WHERE login = $1 -- PARAMETERS: ["ada"]',
  'INSERT INTO u (login, password) VALUES ($1, $2)',
  "update u set login = ?, password = null where id = ?', bindings: [ 'ada', 4 ]",
  'mysqli->__construct() in PDO->query(Array)',
  "ldap_bind(): Unable to bind to server, new PDO('sqlite:a.db')",
  'ssh-keygen -t ed25519 -f id, schtasks /query /tn sync',
  'login attempt [3] failed, login attempt 4 of 5',
  'import bypass, compass: north, trespass=no',
];
