/*
 * The table of figures in README is made of bench/RESULTS.md, by who writes that page: `npm run bench -- --write`. A test says
 * when the two differ.
 */

/** Between these lines of README it stands. */
const [first, last] = ['<!-- figures: npm run bench -- --write -->', '<!-- end of the figures -->']

/**
 * What is told: a sentence, the part of RESULTS.md, and what is picked of its lines. A pattern that finds nothing is an error,
 * since the bench says something else by then.
 * @type {readonly [what: string, part: string, pattern: RegExp, say: (found: readonly string[]) => string][]}
 */
const rows = [
  [
    'from the host raising a question until its text is in the DOM of an open Board, 50 walls beside it',
    'floods',
    /^Board, one question.*?told in the DOM (.*?) \([^]*?^Board, 600 questions at once, each another.*?told in the DOM (.*?), longest/m,
    ([one, many]) => `one: ${one}; 600 at once: ${many}`,
  ],
  [
    'from the host raising a question to `AnswerVM`, auto-answer on, one VM after the other',
    'answer',
    /Andon: (.*)\n\s*libvirt.*?: (p50 .*?, p99 .*?);.*\n\s*pyVmomi \((.*?)\): (p50 .*?, p99 .*?);/,
    ([ours, libvirt, how, pyVmomi]) => `Andon ${ours}; libvirt ${libvirt}; pyVmomi ${how} ${pyVmomi}`,
  ],
  [
    '1,000 power-ons at once on one connection, each with one question',
    'power-ons',
    /1000 succeeded in (\d+) ms[^]*?CPU each: Andon (.*?), simulated host (.*?) \([^]*?peak[^]*?virsh: .*?, (\d+) times[^]*?govc: .*?, (\d+) times/,
    ([ms, ours, host, virsh, govc]) =>
      `all succeed in ${seconds(ms)}; ${ours} of CPU each, beside ${host} of the simulated host; a loop of virsh takes ${virsh} times as long for each, one of govc ${govc} times`,
  ],
  [
    'memory of the server side (without Next) during that',
    'power-ons',
    /1000 succeeded[^]*?\(without Next\): (.*?) at its peak/,
    ([memory]) => `${memory} at its peak`,
  ],
  [
    'from the first call until a simulated vCenter of 20,000 VMs, of 40,000, is live',
    'live',
    /^\s*20000 VMs: (\d+) ms[^]*?^\s*40000 VMs: (\d+) ms/m,
    ([twenty, forty]) => `${seconds(twenty)}, ${seconds(forty)}`,
  ],
  [
    '1,000 streams of a Board, 50 changes a second: from the change at the host to the reader',
    'viewers',
    /to the reader (p50 .*?, p99 .*?);[^]*?beside p99 with one: (.*? ×)/,
    ([all, ratio]) => `${all}, ${ratio} the p99 of one reader`,
  ],
  [
    'the table of 10,000 VMs in a browser, and on a processor four times slower: largest contentful paint, usable',
    'page',
    /^10000 VMs, 1 × slower: LCP (\d+) ms, table usable (\d+) ms[^]*?^10000 VMs, 4 × slower: LCP (\d+) ms, table usable (\d+) ms/m,
    ([lcp, usable, slowLcp, slowUsable]) =>
      `${seconds(lcp)} and ${seconds(usable)}; ${seconds(slowLcp)} and ${seconds(slowUsable)}`,
  ],
]

/** @param {string | undefined} ms */
const seconds = (ms) => `${(Number(ms) / 1_000).toFixed(1)} s`

/**
 * @param {string} results bench/RESULTS.md
 * @returns {string} the table, between its two lines
 */
function figuresOf(results) {
  const parts = new Map(results.split(/^## /m).map((part) => [part.split('\n', 1)[0], part]))
  const told = rows.map(([what, name, pattern, say]) => {
    const found = pattern.exec(parts.get(name) ?? '')
    if (!found) throw new Error(`bench/RESULTS.md does not say in "${name}": ${what}`)
    return `| ${what} | ${say(found.slice(1))} |`
  })
  return [first, '', '| what | figure |', '|---|---|', ...told, '', last].join('\n')
}

/**
 * @param {string} readme
 * @param {string} results bench/RESULTS.md
 * @returns {string} README with the table that these results make
 */
export function withFigures(readme, results) {
  const [from, to] = [readme.indexOf(first), readme.indexOf(last)]
  if (from < 0 || to < from) throw new Error('README has no place for the figures')
  return readme.slice(0, from) + figuresOf(results) + readme.slice(to + last.length)
}
