import { setTimeout as pause } from 'node:timers/promises'
import type { Session } from '../vsphere/session'
import { asObject, asRef, asText, refValue, type WireObject } from '../vsphere/wire-value'
import { eventReader } from './events'
import type { TaskTable, UnnamedTask } from './task-table'

/** So many are asked about at a time, the newest first, and no sooner again: a flood of tasks is no reason for one of calls. */
const atOnce = 10
const pauseMs = 10_000

type Ports = {
  tasks: Pick<TaskTable, 'takeUnnamed' | 'nameStarter'>
  /** A task has got its name. */
  onTold: () => void
  /** The contact is over. */
  signal: AbortSignal
}

/**
 * Asks the server's events who began the tasks whose reason names nobody. They are shown before that; of those that no event
 * tells of, nothing is said.
 * @returns to be called when there may be new ones.
 */
export function lookUpStarters(session: Session, { tasks, onTold, signal }: Ports): () => void {
  const { eventManager } = session.content
  let isOver = eventManager === undefined
  let isBusy = false

  async function lookUp(): Promise<void> {
    for (let batch = tasks.takeUnnamed(atOnce); batch.length > 0; batch = tasks.takeUnnamed(atOnce)) {
      if (!eventManager) return
      const read = eventReader(session, eventManager, 'TaskEvent')
      for (const task of batch) {
        const user = starterIn(await read(filterOf(task)), task)
        if (signal.aborted) return
        if (user === undefined) continue
        tasks.nameStarter(task, user)
        onTold()
      }
      await pause(pauseMs, undefined, { signal, ref: false })
    }
  }

  return () => {
    if (isOver || isBusy) return
    isBusy = true
    lookUp().then(
      () => (isBusy = false),
      // An account that may not read events sees what the tasks themselves say.
      () => (isOver = true),
    )
  }
}

const filterOf = ({ entity, queueTime }: UnnamedTask): WireObject => ({
  ...(entity ? { entity: { entity: refValue(entity), recursion: 'self' } } : {}),
  ...(queueTime === undefined ? {} : { time: { beginTime: queueTime } }),
})

/** Ids begin anew when some servers start, so that the time has to be the same too. */
function starterIn(events: readonly WireObject[], { task, queueTime }: UnnamedTask): string | undefined {
  const own = events.find((event) => {
    const info = asObject(event.info)
    const isIt = asText(info?.key) === task.value || asRef(info?.task)?.value === task.value
    const queued = asText(info?.queueTime)
    return isIt && (queued === undefined || queueTime === undefined || Date.parse(queued) === Date.parse(queueTime))
  })
  return asText(own?.userName)?.trim() || undefined
}
