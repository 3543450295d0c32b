'use client'

import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import type { Place } from '@/lib/runs/place-request'
import type { Finding, MigrationCheck } from '@/lib/runs/vm-places'
import type { VmView } from '@/lib/vsphere/vm'
import { ErrorNotice, Notice } from '../../ui/notice'
import { Loading, Skeleton } from '../../ui/placeholders'
import { Said } from '../../ui/said'
import { useMigrationCheck } from './use-vm-places'

/** What the server says of a migration before it is begun: what stands in the way, and apart from that what does not. */
export function MigrationFindings({
  vms,
  to,
  children,
}: {
  vms: readonly Pick<VmView, 'key' | 'name'>[]
  to: Pick<Place, 'host' | 'pool' | 'datastore'>
  /** What is known of the processor without the server: shown unless that names the features itself. */
  children: ReactNode
}) {
  const asked = vms.slice(0, 200)
  const { isAsked, check } = useMigrationCheck(
    asked.map(({ key }) => key),
    {
      ...(to.host && { host: to.host }),
      ...(to.pool && { pool: to.pool }),
      ...(to.datastore && { datastore: to.datastore }),
    },
  )
  if (!isAsked) return null
  if (!check) {
    return (
      <div className="grid gap-2">
        <Loading what="Asking vCenter whether it can be done" />
        <Skeleton className="w-2/3" />
        {children}
      </div>
    )
  }
  if (!check.ok)
    return (
      <>
        <ErrorNotice error={check.error} />
        {children}
      </>
    )
  const nameOf = (one: MigrationCheck) => vms.find(({ key }) => key === one.vm)?.name ?? ''
  const blocked = check.value.filter(({ errors }) => errors.length > 0)
  const warned = check.value.filter(({ warnings }) => warnings.length > 0)
  const unread = check.value.find((one) => one.unread !== undefined)?.unread
  const isOne = vms.length === 1
  return (
    <>
      {blocked.length > 0 && (
        <Notice tone="fail" role="alert">
          <strong className="font-semibold">
            {isOne
              ? 'As it is now, vCenter refuses this.'
              : `As it is now, vCenter refuses this for ${blocked.length} of ${vms.length}.`}
          </strong>
          <FindingList of={blocked.map((one) => ({ name: isOne ? undefined : nameOf(one), findings: one.errors }))} />
        </Notice>
      )}
      {warned.length > 0 && (
        <Notice tone="wait" role="status">
          <strong className="font-semibold">Worth knowing; it can be done all the same.</strong>
          <FindingList of={warned.map((one) => ({ name: isOne ? undefined : nameOf(one), findings: one.warnings }))} />
        </Notice>
      )}
      {unread !== undefined && (
        <Notice>
          Whether it can be done is not known. <Said>{unread}</Said>
        </Notice>
      )}
      {blocked.length === 0 && warned.length === 0 && unread === undefined && (
        <Notice role="status">vCenter says nothing against it.</Notice>
      )}
      {!check.value.some(namesFeatures) && children}
    </>
  )
}

const namesFeatures = ({ errors, warnings }: MigrationCheck) =>
  [...errors, ...warnings].some(({ features = [] }) => features.length > 0)

function FindingList({ of }: { of: readonly { name: string | undefined; findings: readonly Finding[] }[] }) {
  const isLong = of.length > 3
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a long list scrolls, also by keyboard
    <ul tabIndex={isLong ? 0 : undefined} className={clsx('mt-1 grid gap-0.5', isLong && 'max-h-44 overflow-y-auto')}>
      {of.flatMap(({ name, findings }) =>
        findings.map(({ text, features = [] }) => (
          <li key={`${name ?? ''} ${text}`}>
            {name !== undefined && <bdi className="font-medium whitespace-pre-wrap">{name}: </bdi>}
            <Said>{text}</Said>
            {features.length > 0 && (
              <ul className="list-disc pl-5 text-xs/5">
                {features.map((one) => (
                  <li key={one}>{one}</li>
                ))}
              </ul>
            )}
          </li>
        )),
      )}
    </ul>
  )
}
