'use client'

import type { DefinedFile, DefineReport } from '@/lib/files/define-vm'
import { formatBytes, formatCount, formatMiB } from '@/lib/format/quantity'
import { readDatastorePath } from '@/lib/names/datastore-path'
import { StatusGlyph, type Glyph } from '../../glyphs/status-glyph'
import { vmPath } from '../../pages/pages'
import { Fact, Facts } from '../../ui/facts'
import { Link } from '../../ui/link'
import { Notice } from '../../ui/notice'

/** What would become of a definition: what is understood, what is in its way, which files are there, what cannot be kept. */
export function DefineReportView({ report }: { report: DefineReport }) {
  const { vm, files, notKept, others, notAllSeen, obstacles, host, makesFolder } = report
  return (
    <section aria-label="What becomes of it" className="grid gap-3 border-t border-line pt-3">
      {obstacles.length > 0 && (
        <Notice tone="fail" role="alert">
          <strong className="font-semibold">It cannot be defined so.</strong> {obstacles.join(' ')}
        </Notice>
      )}
      {others.length > 0 && (
        <Notice tone="wait">
          <ul className="grid gap-1">
            {others.map((other) => (
              <li key={`${other.key} ${other.shares}`}>
                <Link href={vmPath(other.key)} className="link">
                  {other.name}
                </Link>{' '}
                {shareWords[other.shares]}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {notAllSeen !== undefined && (
        <Notice>Whether another VM uses its disks is not known for all of them. {notAllSeen}</Notice>
      )}
      <Facts>
        <Fact name="Name">
          <span className="name">{report.name}</span>
        </Fact>
        <Fact name="Made of">{partsInWords(report)}</Fact>
        <Fact name="Guest">{guestWords(report)}</Fact>
        <Fact name="Hardware">{hardwareWords(report)}</Fact>
        <Fact name="Its VMX">
          <span className="name">{readDatastorePath(report.path)}</span>
          {makesFolder !== undefined && ', in a folder that is made for it'}
        </Fact>
        <Fact name="On host">
          <span className="name">{host.name}</span>
        </Fact>
      </Facts>
      <Files files={files} />
      {notKept.length > 0 && (
        <section aria-label="Cannot be kept" className="grid gap-1 text-sm">
          <h3 className="font-semibold">{formatCount(notKept.length, 'thing')} cannot be kept</h3>
          <ul className="grid gap-0.5">
            {notKept.map(({ what, why }, at) => (
              // Two of the same are two.
              <li key={`${at} ${what}`} className="wrap-anywhere">
                <code className="text-xs">{what}</code> <span className="text-ink-2">{why}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <details className="min-w-0 text-sm">
        <summary className="min-h-6 cursor-pointer text-ink-2">
          {report.format === 'xml' || vm.hardwareVersion === undefined ? 'The VMX that is written' : 'The VMX'}
        </summary>
        <pre className="mt-1.5 max-h-72 overflow-auto rounded-md border border-line bg-surface p-2 font-mono text-xs/5">
          {report.vmx}
        </pre>
      </details>
    </section>
  )
}

const shareWords: Record<DefineReport['others'][number]['shares'], string> = {
  name: 'has this name. The host refuses a second one in the same folder of its inventory.',
  uuid: 'has the same BIOS UUID. What tells VMs apart by it takes the two for one; libvirt defines no second one.',
  disk: 'uses one of these disks. Only one of the two can run.',
}

function partsInWords({ vm: { cpuCount, memoryMiB, firmware, nics, serialPorts }, files }: DefineReport): string {
  const disks = files.filter(({ kind }) => kind === 'disk').length
  return [
    cpuCount === undefined ? 'vCPUs not said' : `${cpuCount} vCPU`,
    memoryMiB === undefined ? 'memory not said' : formatMiB(memoryMiB),
    disks === 0 ? 'no disk' : formatCount(disks, 'disk'),
    nics === 0 ? 'no network' : formatCount(nics, 'network adapter'),
    ...(serialPorts > 0 ? [formatCount(serialPorts, 'serial port')] : []),
    firmware,
  ].join(', ')
}

function guestWords({ vm: { guestOs }, guestKnown, host }: DefineReport): string | undefined {
  if (guestOs === undefined) return 'not said; the host takes it for "Other"'
  if (!guestKnown.known) return `${guestOs}. Whether ${host.name} knows it is not known: ${guestKnown.because}`
  return guestKnown.value ? `${guestOs}, known to ${host.name}` : `${guestOs}, which ${host.name} does not list`
}

function hardwareWords({ vm: { hardwareVersion }, hardwareKnown, host }: DefineReport): string | undefined {
  if (hardwareVersion === undefined) return undefined
  const version = `Version ${hardwareVersion}`
  if (!hardwareKnown.known) return `${version}. Whether ${host.name} has it is not known: ${hardwareKnown.because}`
  return hardwareKnown.value ? `${version}, known to ${host.name}` : `${version}, which ${host.name} does not have`
}

const kindWords: Record<DefinedFile['kind'], string> = { disk: 'Disk', iso: 'ISO', floppy: 'Floppy', nvram: 'NVRAM' }

function Files({ files }: { files: readonly DefinedFile[] }) {
  if (files.length === 0) return null
  const missing = files.filter(({ kind, seen }) => kind === 'disk' && seen.is === 'missing').length
  return (
    <section aria-label="Its files" className="grid gap-1 text-sm">
      <h3 className="font-semibold">Its files</h3>
      <ul className="grid gap-1">
        {files.map(({ kind, path, seen }, at) => (
          // One file may be named twice.
          <li key={`${at} ${path}`} className="grid grid-cols-[16px_minmax(0,1fr)] items-baseline gap-x-2">
            <StatusGlyph glyph={glyphs[seen.is]} className="translate-y-0.5" />
            <span className="wrap-anywhere">
              {kindWords[kind]} <span className="name">{readDatastorePath(path)}</span>{' '}
              <span className={seen.is === 'missing' ? 'text-wait-text' : 'text-ink-2'}>{seenWords(kind, seen)}</span>
            </span>
          </li>
        ))}
      </ul>
      {missing > 0 && (
        <p className="text-ink-2">
          The VM is defined all the same, and does not start until {missing === 1 ? 'its disk is' : 'its disks are'}{' '}
          there.
        </p>
      )}
    </section>
  )
}

const glyphs: Record<DefinedFile['seen']['is'], Glyph> = {
  there: 'done',
  missing: 'leftBlocked',
  'not-known': 'unknown',
}

function seenWords(kind: DefinedFile['kind'], seen: DefinedFile['seen']): string {
  switch (seen.is) {
    case 'there':
      return seen.bytes === undefined ? 'is there' : `is there, ${formatBytes(seen.bytes)}`
    case 'missing':
      return kind === 'nvram' ? 'is not there; the host makes it' : 'is missing'
    case 'not-known':
      return `not known. ${seen.because}`
  }
}
