'use client'

import { useQuery } from '@tanstack/react-query'
import { useCallback, useMemo, useState } from 'react'
import { canonicalDomain } from '@/lib/domain-xml/canonical'
import { printXml } from '@/lib/domain-xml/element'
import { describeVm } from '@/lib/domain-xml/from-vmx'
import type { VmxFile } from '@/lib/files/vmx-file'
import { formatCount } from '@/lib/format/quantity'
import type { HeldTables } from '@/lib/live/live-state'
import { compareNames } from '@/lib/names/inventory-name'
import { failed } from '@/lib/result'
import { diffTexts } from '@/lib/vmx/diff'
import { parseVmx } from '@/lib/vmx/document'
import type { VmKey } from '@/lib/vsphere/ids'
import type { VmView } from '@/lib/vsphere/vm'
import { useConsoleActions } from '../../console/console-context'
import { useLiveWith } from '../../live/live-provider'
import { Button } from '../../ui/button'
import { unreachable } from '../../ui/confirm'
import { Dialog } from '../../ui/dialog'
import { NotRead } from '../../ui/facts'
import { TextInput } from '../../ui/field'
import { bytesOfBase64 } from '../../vmx/vmx-source'
import { noFigures, useTellLook } from '../tell-look'
import { LineDiff } from './line-diff'

type Compared = { vm: VmView; file: VmxFile }

/** The domain XML of this VM beside that of another one, of any connection. */
export function CompareDomainXml({ vm, file }: Compared) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button onClick={() => setOpen(true)}>Compare with another VM</Button>
      {open && <CompareDialog vm={vm} file={file} onClose={() => setOpen(false)} />}
    </>
  )
}

function CompareDialog({ vm, file, onClose }: Compared & { onClose: () => void }) {
  const [other, setOther] = useState<Other>()
  return (
    <Dialog
      open
      onOpenChange={(stays) => !stays && onClose()}
      title={other === undefined ? `Compare ${vm.name} with` : `${vm.name} and ${other.name}`}
      description={
        other === undefined
          ? 'The domain XML of both, line by line.'
          : `Lines of ${vm.name} that ${other.name} does not have are removed, those that it has instead are added. The order of disks does not count.`
      }
      width="wide"
      footer={
        <>
          {other !== undefined && <Button onClick={() => setOther(undefined)}>Choose another VM</Button>}
          <Button onClick={onClose}>Close</Button>
        </>
      }
    >
      {other === undefined ? (
        <ChooseVm not={vm.key} onChoose={setOther} />
      ) : (
        <Differences key={other.key} file={file} other={other} />
      )}
    </Dialog>
  )
}

type Other = { key: VmKey; name: string; connection: string }

/** More than these are found by typing on. */
const listedAtMost = 8
const allVms = { vms: 'all' } as const

function ChooseVm({ not, onChoose }: { not: VmKey; onChoose: (vm: Other) => void }) {
  const [text, setText] = useState('')
  const select = useCallback(
    ({ vms, connections }: Pick<HeldTables, 'vms' | 'connections'>): readonly Other[] =>
      [...vms.values()]
        .filter(({ key }) => key !== not)
        .map(({ key, name, connection }) => ({ key, name, connection: connections[connection]?.name ?? connection }))
        .toSorted((a, b) => compareNames(a.name, b.name)),
    [not],
  )
  const vms = useLiveWith(allVms, select, sameVms) ?? []
  useTellLook(noFigures)
  const wanted = text.trim().toLocaleLowerCase('en')
  const found = vms.filter(({ name }) => name.toLocaleLowerCase('en').includes(wanted))
  const severalConnections = new Set(vms.map(({ connection }) => connection)).size > 1
  return (
    <div className="grid gap-2">
      <TextInput
        type="search"
        aria-label="Search VMs"
        placeholder={`Search ${formatCount(vms.length, 'VM')}`}
        autoComplete="off"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <ul aria-label="VMs" className="grid gap-px">
        {found.slice(0, listedAtMost).map((vm) => (
          <li key={vm.key}>
            <button
              type="button"
              onClick={() => onChoose(vm)}
              className="flex min-h-8 w-full flex-wrap items-baseline gap-x-2 rounded-sm px-2 py-1 text-left text-sm wrap-anywhere hover:bg-hover max-mid:min-h-11"
            >
              <span className="whitespace-pre-wrap">{vm.name}</span>
              {severalConnections && <span className="text-xs text-ink-3">{vm.connection}</span>}
            </button>
          </li>
        ))}
      </ul>
      <p role="status" className="text-sm text-ink-3 empty:hidden">
        {found.length === 0
          ? 'No VM matches.'
          : found.length > listedAtMost
            ? `${found.length - listedAtMost} more: type on.`
            : ''}
      </p>
    </div>
  )
}

const sameVms = (a: readonly Other[] | undefined, b: readonly Other[] | undefined) =>
  a?.length === b?.length && (a ?? []).every(({ key, name }, at) => key === b?.[at]?.key && name === b[at].name)

/** Without where the VM is, in which any two differ. */
const comparable = ({ base64, place }: VmxFile) =>
  printXml(canonicalDomain(describeVm(parseVmx(bytesOfBase64(base64)), place).domain))

function Differences({ file, other }: { file: VmxFile; other: Other }) {
  const actions = useConsoleActions()
  const query = useQuery({
    queryKey: ['vmx-compared', other.key],
    queryFn: () => actions.readVmx(other.key).catch((cause: unknown) => failed(unreachable(cause))),
    gcTime: 0,
  })
  const its = query.data?.ok ? query.data.value : undefined
  const changes = useMemo(() => its && diffTexts(comparable(file), comparable(its)), [file, its])
  if (!changes) {
    const error = query.data && !query.data.ok ? query.data.error : undefined
    return <NotRead error={error} onRetry={() => void query.refetch()} />
  }
  if (changes.length === 0) return <p className="text-sm text-ink-2">Both say the same.</p>
  return <LineDiff changes={changes} label={`Differences from ${other.name}`} />
}
