import { classifyName } from './name.js';

/** Names of types in languages, databases and schemas, with what may be attached to them. */
const TYPE =
  String.raw`(?:(?:typing\.)?(?:Optional|Option|Annotated|Maybe|Nullable|Promise|Array|List|Readonly|Secret|Box|Vec|Partial)[<[])?` +
  String.raw`(?::string|strings?|String|ID|str|&(?:'\w{1,8} )?str|number|Number|boolean|Boolean|bool|any|unknown|never|object|Object|bytes?|Bytes|Buffer|Uint8Array|int|integer|Integer|float|text|TEXT|varchar|VARCHAR|char|CHAR|nvarchar|SecretStr|SecureString|Secret|PasswordField|CharField|DataTypes\.\w{1,16}|Sequelize\.\w{1,16}|Schema\.\w{1,16}|(?:z|yup|Yup|Joi|joi|v|t|s|Type|fc|faker)\.\w{1,32}(?:\.\w{1,32}){0,3}\([^"']{0,64}?\))`;
const REST = String.raw`(?:\(\d{1,5}\)|, ?\w{1,24}(?:\(\w{0,40}\))?|\[\]|[>\]?!]){0,3}`;

/** One, or several that are joined, up to what ends an annotation. */
const ANNOTATION = new RegExp(
  String.raw`${TYPE}${REST}(?:\s?[|&]\s?(?:null|undefined|None|nil|${TYPE})${REST}){0,4}(?=\s*(?:[;,)}\]|]|$|[\r\n]|//|#|\.[a-z]{2,16}\(|=\s?(?:null|undefined|None|[A-Z]\w{1,24}\()))`,
  'y',
);
const TYPED = new RegExp(String.raw`${TYPE}${REST}\s?=\s?(?=[a-z&]{0,2}["'\x60])`, 'y');
/** An object that says of what kind a value has to be. */
const DEFINITION =
  /\{(?:\s{0,20}["']?(?:type|required|format|minLength|maxLength|min|max|nullable|optional|allowNull|writeOnly|readOnly|trim|select|unique|index|hidden|sensitive|secret|secure|httpOnly|sameSite|maxAge|signed|overwrite|rolling|resave|saveUninitialized)["']?\s?:\s?["']?(?:true|false|\d{1,10}|lax|strict|none|[Ss]tring|text|password|varchar|DataTypes\.\w{1,16}|Sequelize\.\w{1,16})["']?\s{0,20},?){1,8}\s{0,20}\}/y;

/** The same with whatever else it says. */
const SCHEMA =
  /\{\s{0,20}(?:["']?type["']?\s?:\s?["'](?:string|number|integer|boolean|object|array)["'],|["']?\$ref["']?\s?:\s?["']#)/y;

/** The name of a class that is one of secrets. */
const CLASS = /([A-Z][A-Za-z]{2,40})(?:\[\]|\?)?(?=\s?[;,)}|=]|\s?$)/y;

/** True where a type or the definition of a field stands at `start`, as in `password: string`. */
export function isType(text: string, start: number): boolean {
  CLASS.lastIndex = start;
  const name = CLASS.exec(text)?.[1];
  if (
    name !== undefined &&
    /[a-z]/.test(name) &&
    !/password$/i.test(name) &&
    classifyName(name) !== undefined
  )
    return true;
  return [ANNOTATION, DEFINITION, SCHEMA].some((pattern) => {
    pattern.lastIndex = start;
    return pattern.test(text);
  });
}

/** How long the type is, with the equals sign behind it, that stands in front of a quoted value: `password: string = "x"`. */
export function typeLength(text: string, start: number): number {
  TYPED.lastIndex = start;
  return TYPED.exec(text)?.[0].length ?? 0;
}
