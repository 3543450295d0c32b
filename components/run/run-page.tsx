'use client'

import { useQuery } from '@tanstack/react-query'
import { useCallback, useMemo, useState } from 'react'
import type { HeldTables, BoardTables } from '@/lib/live/live-state'
import { readDatastorePath } from '@/lib/names/datastore-path'
import { failed } from '@/lib/result'
import { vmOf, type RunStep, type RunView } from '@/lib/runs/run'
import { runLabel, runName, runRestAlone } from '@/lib/runs/run-label'
import type { RunId } from '@/lib/vsphere/ids'
import { isUnfinished } from '@/lib/vsphere/task'
import { useConsoleActions } from '../console/console-context'
import { shallowEqual, useLive, useLiveWith } from '../live/live-provider'
import { vmPath } from '../pages/pages'
import { ScreenPanel } from '../screen/screen-panel'
import { Button } from '../ui/button'
import { buttonClass } from '../ui/button-class'
import { unreachable } from '../ui/confirm'
import { Checkbox } from '../ui/field'
import { Link } from '../ui/link'
import { ErrorNotice } from '../ui/notice'
import { Empty, Loading, Skeleton } from '../ui/placeholders'
import { Disclosure } from '../ui/sections'
import { PageTitle } from '../ui/page-title'
import { PagePath } from '../ui/page-path'
import { FaultDetails } from './error-panel'
import { RunPanel } from './run-panel'

/** One run in full: from the stream while it goes on or has just ended, else from the journal. */
export function RunPage({ run: id }: { run: RunId }) {
  const actions = useConsoleActions()
  const live = useLive(useCallback((tables: BoardTables) => tables.runs[id], [id]))
  const query = useQuery({
    queryKey: ['run', id],
    queryFn: () => actions.readRun(id).catch((cause: unknown) => failed(unreachable(cause))),
    staleTime: 5_000,
  })
  const run = live ?? (query.data?.ok ? query.data.value : undefined)
  const error = query.data && !query.data.ok ? query.data.error : undefined
  return (
    <div className="p-3 mid:p-4 wide:px-5">
      <PageTitle>{run ? `Run ${run.number}: ${runLabel(run)}, ${runName(run)}` : 'Run'}</PageTitle>
      {run ? (
        <KnownRun run={run} />
      ) : error ? (
        <div className="grid justify-items-start gap-3">
          <h1 className="text-2xl font-semibold">Run</h1>
          <ErrorNotice error={error} className="w-full" />
          <span className="flex gap-2">
            <Button onClick={() => void query.refetch()}>Read again</Button>
            <Link href="/history" className={buttonClass()}>
              History
            </Link>
          </span>
        </div>
      ) : (
        <div className="skeleton-late grid gap-4">
          <Loading what="Loading the run" />
          <Skeleton className="h-6! w-72" />
          <div className="panel h-60" />
        </div>
      )}
    </div>
  )
}

function KnownRun({ run }: { run: RunView }) {
  const [every, setEvery] = useState(false)
  const subject = vmOf(run)
  const vm = madeBy(run) ?? subject?.key
  const around = useLiveWith(
    useMemo(() => ({ vms: vm ? [vm] : [] }), [vm]),
    useCallback(
      ({ connections, tasks, questions, vms }: BoardTables & Pick<HeldTables, 'vms'>) => ({
        connection: connections[run.connection],
        vm: vm && vms.get(vm),
        task: run.task && tasks[run.task],
        question: Object.values(questions)
          .filter((question) => question.vm === vm)
          .sort((a, b) => (a.raisedAt < b.raisedAt ? 1 : -1))[0],
      }),
      [run.connection, vm, run.task],
    ),
    shallowEqual,
  )
  const where = around?.connection?.name ?? run.connection
  return (
    <>
      <PagePath steps={[{ name: 'History', href: '/history' }, { name: `Run ${run.number}` }]} />
      <div className="mt-1 mb-3.5">
        <h1 className="text-2xl font-semibold tracking-[-0.015em] wrap-anywhere whitespace-pre-wrap">
          {runLabel(run)}: {runName(run)}
        </h1>
        <p className="flex flex-wrap gap-x-4 text-sm text-ink-2">
          {around?.vm ? (
            <Link href={vmPath(around.vm.key)} className="link whitespace-pre-wrap">
              {!subject || around.vm.name === subject.name
                ? 'Open the VM'
                : `Open the VM, now called ${around.vm.name}`}
            </Link>
          ) : (
            around && vm && <span className="text-ink-3">The VM is not known any more</span>
          )}
          <span>{where}</span>
          {run.kind === 'vm' && (
            <span>
              Auto-answer was {run.policy.autoAnswer ? 'on' : 'off'} when it started, set by {run.policy.setBy}
            </span>
          )}
        </p>
        {requestFacts(run) && <p className="mt-1 text-sm wrap-anywhere text-ink-2">{requestFacts(run)}</p>}
      </div>
      <RunPanel
        ownPage
        run={run}
        connection={around?.connection}
        task={around?.task && isUnfinished(around.task) ? around.task : undefined}
        question={around?.question}
        everyStep={every}
        {...(every ? { below: rawStep } : {})}
      />
      <Checkbox
        className="mt-3"
        label="Every step as it was recorded"
        checked={every}
        onChange={(event) => setEvery(event.target.checked)}
      />
      {around?.vm && wantsScreen(run) && (
        <div className="mt-3 max-w-84">
          <ScreenPanel vm={around.vm} />
        </div>
      )}
      {run.steps.length === 0 && <Empty fact="No step has been recorded yet" />}
    </>
  )
}

/** While it goes on, and where it did not succeed, the screen is what one wants to see next. */
const wantsScreen = ({ kind, state }: RunView) =>
  kind === 'vm' && (state.at !== 'ended' || state.following || state.outcome.kind !== 'succeeded')

/** What the run was asked to do beyond its verb. */
function requestFacts(run: RunView): string | undefined {
  if (run.kind !== 'vm') return capital(runRestAlone(run)) || undefined
  const { request } = run
  switch (request.verb) {
    case 'createSnapshot':
      return `"${request.name}"${request.memory ? ', with memory' : ''}${request.quiesce ? ', quiesced' : ''}${request.description ? `: ${request.description}` : ''}`
    case 'revertToSnapshot':
      return `To "${request.snapshotName}"`
    case 'removeSnapshot':
      return `"${request.snapshotName}"${request.removeChildren ? ' and everything below it' : ''}`
    case 'unregister':
    case 'destroy':
      return request.vmxPath === undefined ? undefined : readDatastorePath(request.vmxPath)
    case 'rename':
      return `To "${request.newName}"`
    default:
      return capital(runRestAlone(run)) || undefined
  }
}

/** The VM that was not there before. */
const madeBy = ({ state }: RunView) =>
  state.at === 'ended' && state.outcome.kind === 'succeeded' ? state.outcome.made : undefined

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

/** What the journal holds of a step, unchanged. */
function rawStep({ event, actor }: RunStep) {
  const fault =
    event.kind === 'ended' && event.outcome.kind === 'failed'
      ? event.outcome.fault
      : event.kind === 'task-ended'
        ? event.fault
        : undefined
  return (
    <>
      {fault && <FaultDetails fault={fault} />}
      <Disclosure summary="As recorded">
        <pre className="max-h-60 overflow-auto whitespace-pre-wrap text-ink-2">
          {JSON.stringify({ actor, event }, null, 2)}
        </pre>
      </Disclosure>
    </>
  )
}
