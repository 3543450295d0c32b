import type { HostReport } from './check-host'
import type { Right } from './rights'
import type { Met } from './understanding'

/** The report as a person reads it in a terminal. `where` is the address that was checked. */
export function reportText(report: HostReport, where: string): string {
  const { state, product, apiVersion, oldTls, counts, reads, rights, understanding: seen } = report
  if (state.at !== 'live') {
    const reason = 'reason' in state ? state.reason : 'The server did not give its inventory in time.'
    const wayOut = 'wayOut' in state && state.wayOut !== undefined ? [`  ${state.wayOut}`] : []
    const raw = 'raw' in state && state.raw !== undefined ? [`  ${state.raw}`] : []
    return lines([
      `${where}: no contact. ${reason}`,
      ...wayOut,
      ...raw,
      ...section('Calls', seen.calls),
      ...refused(seen.faults),
    ])
  }
  return lines([
    `${where}: ${product ?? 'unknown product'}, API ${apiVersion ?? 'unknown'}`,
    ...(oldTls === undefined
      ? []
      : [`  It speaks TLS ${oldTls}, which can be broken: somebody in between may read the password.`]),
    '',
    'Inventory',
    `  ${counts.vms} VMs, ${counts.hosts} hosts, ${counts.datastores} datastores, ${counts.tasks} recent tasks, ${counts.questions} questions`,
    '',
    'Read',
    ...reads.flatMap(({ what, of, problems }) => [
      `  ${what}: ${of - problems.length} of ${of}`,
      ...problems.slice(0, 5).map((problem) => `    ${problem.where}: ${problem.sentence}`),
      ...(problems.length > 5 ? [`    and ${problems.length - 5} more`] : []),
    ]),
    ...section('Asked for and not given', seen.missing),
    ...section('Types that are not in Andon’s tables (kept as they came)', seen.unknownTypes),
    ...section('Fields that are not in Andon’s tables (kept as they came)', seen.unknownFields),
    ...section('Values that are not in Andon’s tables (kept as they came)', seen.unknownValues),
    ...refused(seen.faults),
    '',
    'Rights of the account',
    ...(rights.known ? rights.rights.map(rightLine) : [`  not known: ${rights.because}`]),
    ...section('Calls, none of which changes anything', seen.calls),
  ])
}

const lines = (all: readonly string[]) => `${all.join('\n')}\n`

const section = (title: string, met: readonly Met[]): string[] =>
  met.length === 0 ? [] : ['', title, ...met.map(({ what, times }) => `  ${what} × ${times}`)]

const refused = (faults: readonly Met[]) => section('Refused by the server', faults)

const manyOf = {
  VirtualMachine: 'VMs',
  Datastore: 'datastores',
  HostSystem: 'hosts',
  ResourcePool: 'resource pools',
  Network: 'networks',
} as const

function rightLine({ what, privilege, granted, of, on }: Right): string {
  const verdict = of === 0 ? 'not known' : granted === of ? 'yes' : granted === 0 ? 'NO' : `on ${granted} of ${of}`
  const objects = on === 'Folder' ? '' : ` (${of} ${manyOf[on]} asked)`
  return `  ${verdict.padEnd(12)} ${what}: ${privilege}${objects}`
}
