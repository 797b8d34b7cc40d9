/**
 * Where the tables of the line engine have what. Compiled twice: into the code that writes the tables, and as
 * AssemblyScript into the code that reads them; hence plain numbers only. Offsets are in bytes.
 */

/* The head of the memory: what the engine has to know, and what it tells. */

/** The container of the record. */
export const HEAD_ROOT = 1024;
/** `limits.lineBytes`. */
export const HEAD_LINE_BYTES = 1028;
/** `limits.properties`. */
export const HEAD_PROPERTIES = 1032;
/** Where the next line goes; also while the host is called, which writes there. */
export const HEAD_OUT = 1036;
/** Where a line may end at the latest; while the host is called. */
export const HEAD_OUT_END = 1040;
/** How many more values the line may have; the host takes off what it looks at. */
export const HEAD_BUDGET = 1044;
/** What is done with the message. */
export const HEAD_MESSAGE = 1048;
/** The class of each byte in free text: 256 bytes. */
export const HEAD_CLASSES = 1052;
/** The automaton that looks for the words of detectors. */
export const HEAD_WORDS = 1056;
/** States from here on have found a word. */
export const HEAD_WORDS_FOUND = 1060;
/** A bit for each UTF-16 unit: 1 where text may be copied as it is and no detector looks closer. */
export const HEAD_SAFE = 1064;
/** Room for the hashes of the keys of a map. */
export const HEAD_KEYS = 1068;
/** What each byte may be of a run that carries other text, as `CARRIES` has it: 256 bytes. */
export const HEAD_CARRIED = 1072;
/** What was done since the host last looked, as `TOTAL_…` has it: 32-bit numbers. */
export const HEAD_TOTALS = 1088;
/** 16 bytes of ones, then 16 of zeros. */
export const HEAD_MASKS = 1120;
/** The powers of ten up to 10^15, as doubles. */
export const HEAD_POWERS = 1152;
/** 16 quotes, backslashes, spaces: a load takes less than making them. */
export const HEAD_QUOTES = 1280;
export const HEAD_BACKSLASHES = 1296;
export const HEAD_SPACES = 1312;
/** What the lower and the upper half of a byte say of it as a byte of a token; see `assembly/characters.ts`. */
export const HEAD_TOKEN_LOW = 1328;
export const HEAD_TOKEN_HIGH = 1344;
/** 16 bytes of 15. */
export const HEAD_HALVES = 1360;
/** The tables of the policy begin here. */
export const TABLES = 1536;

/** Numbers of what is counted, in their order at `HEAD_TOTALS`. */
export const TOTAL_RECORDS = 0;
export const TOTAL_KEPT = 1;
export const TOTAL_REMOVED = 2;
export const TOTAL_UNLISTED = 3;
export const TOTAL_REPLACED = 4;
export const TOTAL_GENERALIZED = 5;
export const TOTALS = 6;

/* A container. */

/** The table of its names, and its number of places less one; a place is a hash and a name, or 0. */
export const CONTAINER_NAMES = 0;
export const CONTAINER_NAMES_MASK = 4;
/** The same for names in lower case that match whatever their case; 0 where there are none. */
export const CONTAINER_FOLDED = 8;
export const CONTAINER_FOLDED_MASK = 12;
/** What was read of its members, a slot for each field. */
export const CONTAINER_SLOTS = 16;
/** A bit for each slot that is in use, in 64-bit words, and how many words there are. */
export const CONTAINER_USED = 20;
export const CONTAINER_USED_WORDS = 24;
/** The entry for the elements of an array; 0 where arrays are not listed. */
export const CONTAINER_ELEMENT = 28;
/** The entry that is likely to be met first. */
export const CONTAINER_FIRST = 32;
export const CONTAINER_SIZE = 48;

/* A name. */

export const NAME_LENGTH = 0;
export const NAME_TEXT = 4;
/** The entry; of an enum anything but 0. */
export const NAME_ENTRY = 8;
export const NAME_SIZE = 16;

/* A slot. */

export const SLOT_ENTRY = 0;
export const SLOT_START = 4;
export const SLOT_END = 8;
/** The type of the value, and of a string the flags. */
export const SLOT_TYPE = 12;
export const SLOT_SIZE = 16;

/* An entry: what is done with a value. */

export const ENTRY_KIND = 0;
/** Its place in policy order. */
export const ENTRY_INDEX = 4;
/** `,"name":`. */
export const ENTRY_PREFIX = 8;
export const ENTRY_PREFIX_LENGTH = 12;
/** The container below it; the entry of the values of a map. */
export const ENTRY_BELOW = 16;
/** What the host knows the leaf by. */
export const ENTRY_LEAF = 20;
/** Longest text; most members of a map; bits that stay of an address; what a number has to be. */
export const ENTRY_MOST = 24;
/** The text of a replacement, or the table of an enum or a catalog; the kind of the keys of a map. */
export const ENTRY_TEXT = 28;
/** Its length, or the number of places of the table less one. */
export const ENTRY_TEXT_LENGTH = 32;
/** 1 where the table of an enum has all of its texts, and all are ASCII. */
export const ENTRY_WHOLE = 36;
export const ENTRY_MIN = 40;
export const ENTRY_MAX = 48;
/** Where in the totals a value is counted that comes out. */
export const ENTRY_OUTCOME = 56;
/** The entry that is likely to be met after it: the one that was the last time. */
export const ENTRY_NEXT = 60;
export const ENTRY_SIZE = 64;

/* What is done with the message: it does not leave; it may, and must not repeat the message of an error; only texts of a
   catalog leave, and its entry has a table of those without holes. */

export const MESSAGE_NONE = 0;
export const MESSAGE_FREE = 1;
export const MESSAGE_CATALOG = 2;

/* Kinds of entries. */

export const KIND_REMOVE = 0;
export const KIND_REPLACE = 1;
export const KIND_CONTAINER = 2;
export const KIND_MESSAGE = 3;
/** A leaf that only the host can decide. Those above it are decided here where that is plain. */
export const KIND_CALL = 4;
export const KIND_BOOLEAN = 5;
export const KIND_NUMBER = 6;
export const KIND_TOKEN = 7;
export const KIND_UUID = 8;
export const KIND_ENUM = 9;
export const KIND_FREE = 10;
export const KIND_ROUTE = 11;
export const KIND_IP = 12;
export const KIND_MAP = 13;
export const KIND_TIME = 14;

/* What a number has to be: whole, not negative; only then within `ENTRY_MIN` and `ENTRY_MAX`. */

export const NUMBER_WHOLE = 1;
export const NUMBER_NOT_NEGATIVE = 2;
export const NUMBER_WITHIN = 4;

/* Kinds of keys of a map. */

export const KEYS_TOKEN = 0;
export const KEYS_UUID = 1;

/* Types of values. */

export const TYPE_STRING = 1;
export const TYPE_NUMBER = 2;
export const TYPE_TRUE = 3;
export const TYPE_FALSE = 4;
export const TYPE_NULL = 5;
export const TYPE_OBJECT = 6;
export const TYPE_ARRAY = 7;
export const TYPE_MASK = 15;
/** The string has a backslash in it, or bytes beyond ASCII. */
export const FLAG_ESCAPED = 16;
export const FLAG_BEYOND_ASCII = 32;
/** The number has a point, or an exponent. */
export const FLAG_FRACTION = 16;
export const FLAG_EXPONENT = 32;

/* Classes of bytes in free text. Below `CLASS_SPECIAL` they are what words are made of. */

export const CLASS_OTHER = 0;
/** Letters are 1 to 26, in both cases. */
export const CLASS_DIGIT = 27;
export const CLASS_DOT = 28;
export const CLASS_HYPHEN = 29;
export const CLASS_UNDERSCORE = 30;
export const CLASS_EQUALS = 31;
export const CLASS_COLON = 32;
/** Opening and closing ones. */
export const CLASS_BRACKET = 33;
export const CLASS_SPECIAL = 34;
/** The host has to look at a text with such a byte. */
export const CLASS_CALL = 34;
export const CLASS_BACKSLASH = 35;
export const CLASS_BEYOND_ASCII = 36;
export const CLASS_SLASH = 37;

/* What a byte of a run may be: the first of four that are base64 of text; shifted by one, the second, and so on. */

export const CARRIES = 1;
/** The first of two hexadecimal digits of text, and the second. */
export const CARRIES_HIGH = 16;
export const CARRIES_HEX = 32;
/** So many fours, or pairs of digits, begin a run. */
export const CARRIES_QUADS = 3;
export const CARRIES_PAIRS = 10;

/* A state of the automaton: the next one by class, then what the words say that end here. States go by half their offset. */

export const STATE_SIZE = 70;
export const STATE_SAYS = 68;
/** The host has to look at the text. */
export const SAYS_CALL = 1;
/** It has to where there is a slash as well. */
export const SAYS_CALL_WITH_SLASH = 2;
/** There are four digits in a row; the engine looks at what is around them. */
export const SAYS_DIGITS = 4;
/** There are two; the engine looks whether a number of some length begins there. */
export const SAYS_NUMBER = 8;
/** There is a word that tells what the next digits are. */
export const SAYS_TELLING = 16;
/** There are two digits; the engine looks whether the date of an Italian tax code begins there. */
export const SAYS_FISCAL = 32;
/** There is a colon: the host has to look at a text with two. */
export const SAYS_COLON = 64;

/* What the host answers to a call in place of a length. */

/** Nothing leaves. */
export const ANSWER_NOTHING = -1;
/** The line is one for the reference. */
export const ANSWER_UNSURE = -2;
