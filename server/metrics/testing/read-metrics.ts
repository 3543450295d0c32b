/** For tests: Prometheus text, as software reads it that nobody here wrote. */
import parse from 'parse-prometheus-text-format'

type Labels = Readonly<Record<string, string>>

export type ReadMetric = {
  name: string
  kind: string
  help: string
  /** Undefined: there is no sample. */
  labels: string[] | undefined
}

/** Without its comments: the parser leaves the labels of histograms out, unless each of their samples is one by itself. */
const samplesOf = (text: string) => parse(text.replaceAll(/^#.*$/gm, ''))
/** Of a histogram the counts, which stand apart from each other. */
const named = (all: ReturnType<typeof parse>, name: string) =>
  all.filter((one) => one.name === name || one.name === `${name}_count`).flatMap(({ metrics }) => metrics)

/** What is there, by name. */
export function metricsIn(text: string): ReadMetric[] {
  const samples = samplesOf(text)
  return parse(text).map(({ name, type, help }) => {
    const [first] = named(samples, name)
    return { name, kind: type.toLowerCase(), help, labels: first && Object.keys(first.labels ?? {}).toSorted() }
  })
}

/** The values of a metric by its labels, of a histogram the counts. */
export const samplesIn = (text: string, name: string): { labels: Labels; value: number }[] =>
  named(samplesOf(text), name).map(({ labels = {}, value }) => ({ labels, value: Number(value) }))

/** The sum of the samples with these labels; undefined when there is none. */
export function valueIn(text: string, name: string, labels: Labels = {}): number | undefined {
  const fitting = samplesIn(text, name).filter((one) =>
    Object.entries(labels).every(([label, value]) => one.labels[label] === value),
  )
  return fitting.length === 0 ? undefined : fitting.reduce((sum, { value }) => sum + value, 0)
}
