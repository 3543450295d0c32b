import type { ConfigDifference, RunningConfig } from '@/lib/vmx/against-config'
import { formatCount } from '@/lib/format/quantity'
import { Notice } from '../../ui/notice'
import { Table, Td, Th, Tr } from '../../ui/table'

const absent = <span className="text-ink-3">nothing</span>

type VmxDifferencesProps = { differences: readonly ConfigDifference[]; running: RunningConfig }

/** The file beside what the host runs with. */
export function VmxDifferences({ differences, running }: VmxDifferencesProps) {
  if (Object.keys(running).length === 0) {
    return (
      <p className="text-sm text-ink-2">What the host runs with is not known, so the file is compared with nothing.</p>
    )
  }
  if (differences.length === 0) {
    return <p className="text-sm text-ink-2">The file and the running configuration agree in everything compared.</p>
  }
  return (
    <section aria-labelledby="vmx-differences" className="grid gap-2">
      <Notice tone="wait">
        <strong id="vmx-differences" className="font-semibold">
          The file and the running configuration differ in {formatCount(differences.length, 'thing')}.
        </strong>{' '}
        Somebody edited the file and the host has not read it again, or the host has changes that it has not written.
      </Notice>
      <Table aria-label="Differences between file and running configuration">
        <thead>
          <tr>
            <Th>What</Th>
            <Th>Key</Th>
            <Th>In the file</Th>
            <Th>Running</Th>
          </tr>
        </thead>
        <tbody>
          {differences.map(({ what, key, file, running }) => (
            <Tr key={`${what} ${key} ${file} ${running}`}>
              <Td className="font-medium whitespace-nowrap">{what}</Td>
              <Td>
                <code className="text-xs">{key}</code>
              </Td>
              <Td className="wrap-anywhere whitespace-pre-wrap">{file === undefined || file === '' ? absent : file}</Td>
              <Td className="wrap-anywhere whitespace-pre-wrap">
                {running === undefined || running === '' ? absent : running}
              </Td>
            </Tr>
          ))}
        </tbody>
      </Table>
    </section>
  )
}
