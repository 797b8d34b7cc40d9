/** Finds the fenced code blocks of a Markdown page. */

export interface CodeBlock {
  /** First word behind the fence: `js`, `jsonc`, `sh` … */
  readonly language: string;
  /** The rest of that line: a file name, `output`, `fragment` … */
  readonly label: string;
  readonly text: string;
  /** Line of the opening fence, from 1. */
  readonly line: number;
}

export function codeBlocks(markdown: string): CodeBlock[] {
  const blocks: CodeBlock[] = [];
  let open: { language: string; label: string; line: number; fence: string } | undefined;
  let lines: string[] = [];
  for (const [index, line] of markdown.split('\n').entries()) {
    const fence = /^(`{3,})\s*(\S*)\s*(.*)$/.exec(line);
    if (open === undefined && fence !== null) {
      open = { fence: fence[1]!, language: fence[2]!, label: fence[3]!.trim(), line: index + 1 };
      lines = [];
    } else if (open !== undefined && line === open.fence) {
      const { language, label } = open;
      blocks.push({ language, label, line: open.line, text: lines.join('\n') });
      open = undefined;
    } else if (open !== undefined) {
      lines.push(line);
    }
  }
  return blocks;
}

/** The page with other texts in these blocks, which have to be blocks of it. */
export function replaceBlocks(markdown: string, texts: ReadonlyMap<CodeBlock, string>): string {
  const lines = markdown.split('\n');
  // From the end, so that the places of the blocks before stay true.
  for (const [block, text] of [...texts].sort(([a], [b]) => b.line - a.line)) {
    lines.splice(block.line, block.text === '' ? 0 : block.text.split('\n').length, ...text.split('\n'));
  }
  return lines.join('\n');
}
