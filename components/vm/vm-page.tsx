'use client'

import { useCallback, useMemo, useState } from 'react'
import type { HeldTables, BoardTables } from '@/lib/live/live-state'
import type { ConnectionView } from '@/lib/vsphere/connection'
import { splitKey, type VmKey } from '@/lib/vsphere/ids'
import type { VmView } from '@/lib/vsphere/vm'
import { shallowEqual, useLive, useLiveWith } from '../live/live-provider'
import { isOpenQuestion } from '../question/questions'
import { HeldNotice } from '../run/held-notice'
import { ScreenPanel } from '../screen/screen-panel'
import { FormSubjectProvider } from '../ui/form-subject'
import { ErrorNotice } from '../ui/notice'
import { Loading, Skeleton } from '../ui/placeholders'
import { PageTitle } from '../ui/page-title'
import { NoSuchVm } from './no-such-vm'
import { useVmDetail } from './use-vm-reading'
import { VmHead } from './vm-head'
import { vmAffairs, type VmAffairs } from './vm-operation'
import { VmOperationPanel } from './vm-operation-panel'
import type { VmRow } from './vm-row'
import { useStartRun } from './vm-tab'
import { VmTabs } from './vm-tabs'

/** One VM: what it is, what goes on with it, what can be done. */
export function VmPage({ vm: key }: { vm: VmKey }) {
  const select = useCallback(
    ({ vms, connections }: Pick<HeldTables, 'vms' | 'connections'>) => ({
      vm: vms.get(key),
      connection: connections[splitKey(key)?.connection ?? ''],
    }),
    [key],
  )
  const needs = useMemo(() => ({ vms: [key] }), [key])
  const found = useLiveWith(needs, select, shallowEqual)
  // A VM that goes while its page is open is told apart from one that never was there.
  const [seen, setSeen] = useState<VmView>()
  if (found?.vm && found.vm !== seen) setSeen(found.vm)
  const { forms, onOpen } = useOpenForms()
  // Under an open form the page stays as it was: what was typed does not go with the VM.
  const kept = found && !found.vm && forms > 0 && seen?.key === key ? seen : undefined
  const shown = found?.vm ?? kept
  // Without contact nobody knows whether it is there.
  const isGone = kept && found?.connection?.state.at === 'live'
  const gone = isGone ? `${kept.name} is gone: it was deleted, or removed from the inventory.` : undefined
  const subject = useMemo(() => ({ gone, onOpen }), [gone, onOpen])

  return (
    <div className="p-3 mid:p-4 wide:px-5">
      <PageTitle>{(found?.vm ?? seen)?.name ?? 'VM'}</PageTitle>
      {!found ? (
        <PageSkeleton />
      ) : shown ? (
        <FormSubjectProvider subject={subject}>
          <KnownVm key={key} vm={shown} connection={found.connection} />
        </FormSubjectProvider>
      ) : (
        <NoSuchVm vm={key} seen={seen?.key === key ? seen : undefined} connection={found.connection} />
      )}
    </div>
  )
}

/** How many forms about the VM are open. */
function useOpenForms() {
  const [forms, setForms] = useState(0)
  const onOpen = useCallback(() => {
    setForms((before) => before + 1)
    return () => setForms((before) => before - 1)
  }, [])
  return { forms, onOpen }
}

const readAffairs = ({ runs, tasks, questions }: BoardTables) => ({ runs, tasks, questions })
const noAffairs = { runs: {}, tasks: {}, questions: {} }

function KnownVm({ vm, connection }: { vm: VmView; connection: ConnectionView | undefined }) {
  const tables = useLive(readAffairs, shallowEqual) ?? noAffairs
  const affairs = useMemo(() => vmAffairs(vm.key, tables), [vm.key, tables])
  const { detail, refetch } = useVmDetail(vm)
  const run = useStartRun(vm)
  const row: VmRow = {
    key: vm.key,
    vm,
    connection,
    question: affairs.question && isOpenQuestion(affairs.question) ? affairs.question : undefined,
    task: affairs.task,
    held: affairs.held,
  }
  return (
    <>
      <VmHead row={row} affairs={affairs} detail={detail?.ok ? detail.value : undefined} run={run} />
      {run.error && <ErrorNotice error={run.error} className="mb-3" />}
      {affairs.held && !showsHeld(affairs) && (
        <div className="panel mb-3 overflow-hidden">
          <HeldNotice run={affairs.held} connection={connection} />
        </div>
      )}
      <div className="grid mid:grid-cols-[minmax(0,1fr)_240px] wide:grid-cols-[minmax(0,1fr)_336px]">
        <div className="grid min-w-0 mid:*:rounded-r-none">
          <VmOperationPanel vm={vm} connection={connection} affairs={affairs} />
        </div>
        <div className="grid min-w-0 mid:*:rounded-l-none mid:*:border-l-0">
          <ScreenPanel vm={vm} />
        </div>
      </div>
      <div className="mt-4">
        <VmTabs row={row} detail={detail} onRetry={refetch} run={run} />
      </div>
    </>
  )
}

const showsHeld = ({ operation, held }: VmAffairs) => operation.kind === 'run' && operation.run === held

function PageSkeleton() {
  return (
    <div className="skeleton-late grid gap-4">
      <Loading what="Loading the VM" />
      <Skeleton className="h-6! w-64" />
      <Skeleton className="w-96 max-w-full" />
      <div className="panel grid h-48 content-start gap-3 p-4">
        <Skeleton className="w-40" />
        <Skeleton className="w-full" />
        <Skeleton className="w-1/2" />
      </div>
    </div>
  )
}
