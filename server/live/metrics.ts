import type { Hub } from './hub'

/** The state of the house as Prometheus text. Gauges only: what happened is in the journal. */
export function metricsText(hub: Hub, residentBytes: number): string {
  const connections = countBy(hub.rows('connections').values(), ({ state }) => state.at)
  const questions = countBy(hub.rows('questions').values(), ({ state }) => state.at)
  const runs = countBy(hub.rows('runs').values(), ({ state }) => state.at)
  const vms = countBy(hub.rows('vms').values(), ({ powerState }) => powerState)
  return [
    gauge(
      'andon_connections',
      'Configured connections by state.',
      'state',
      ['connecting', 'live', 'lost', 'refused'],
      connections,
    ),
    gauge(
      'andon_questions',
      'Questions on the board by state.',
      'state',
      ['waiting', 'sending', 'answered', 'gone'],
      questions,
    ),
    gauge(
      'andon_runs',
      'Runs on the board by state; ended ones stay for 15 minutes.',
      'state',
      ['checking', 'held', 'starting', 'running', 'waiting', 'cancelling', 'ended'],
      runs,
    ),
    gauge('andon_vms', 'VMs by power state.', 'power_state', ['poweredOn', 'poweredOff', 'suspended', 'unknown'], vms),
    single('andon_live_streams', 'Open event streams.', hub.readerCount),
    single('process_resident_memory_bytes', 'Resident memory of the server.', residentBytes),
  ].join('')
}

function countBy<T>(rows: Iterable<T>, labelOf: (row: T) => string): Map<string, number> {
  const counts = new Map<string, number>()
  for (const row of rows) counts.set(labelOf(row), (counts.get(labelOf(row)) ?? 0) + 1)
  return counts
}

/** Every known label is written, also at zero: a missing series cannot be told from a missing server. */
function gauge(
  name: string,
  help: string,
  label: string,
  known: readonly string[],
  counts: Map<string, number>,
): string {
  const lines = known.map((value) => `${name}{${label}="${value}"} ${counts.get(value) ?? 0}\n`)
  return `# HELP ${name} ${help}\n# TYPE ${name} gauge\n${lines.join('')}`
}

const single = (name: string, help: string, value: number) =>
  `# HELP ${name} ${help}\n# TYPE ${name} gauge\n${name} ${value}\n`
