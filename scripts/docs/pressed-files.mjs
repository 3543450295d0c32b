/**
 * The files that docs/follow-one-press.md names in its numbered list, in order, each once.
 * @param {string} page
 * @returns {string[]}
 */
export function pressedFiles(page) {
  const lines = page.split('\n').filter((line) => /^\d+\. /.test(line))
  return [...new Set(lines.flatMap((line) => [...line.matchAll(/`([^`\s]+\/[^`\s]+\.\w+)`/g)].map(([, name]) => name)))]
}
