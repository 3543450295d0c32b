/** For tests: what has to hold of a view of whatever is told, beyond its single values. */
import { VimFault } from '../../vsphere/errors'
import { isUnset, missingOf, sentence, type Values } from './invented'
import type { ViewName } from './looks'
import { isOdd, type Told } from './partly-told'

type Promised = (seen: Values, told: ReadonlyMap<string, Told>) => Readonly<Record<string, boolean>>

const isAsking = (told: ReadonlyMap<string, Told>) =>
  told.get('VirtualMachine')?.properties.has('runtime.question') === true
const isWithheld = (told: ReadonlyMap<string, Told>, ...paths: string[]) =>
  missingOf(told, 'VirtualMachine').some(({ path }) => paths.includes(path))

const promises: Partial<Record<ViewName, Promised>> = {
  stream: (seen, told) => {
    const isFollowed = seen.get('.isTaskFollowed') === true
    const willBeToldAgain = missingOf(told, 'Task').some(({ fault }) => fault.type === 'NotAuthenticated')
    const isOver = seen.get('.task.state') === 'success' || seen.get('.task.state') === 'error'
    return {
      'a question is there': !isAsking(told) || seen.has('.question.id'),
      'a task that is followed can come to an end': !isFollowed || seen.has('.task.state') || willBeToldAgain,
      'a task that is not followed has ended, or a reason':
        isFollowed || isOver || sentence.test(String(seen.get('.taskWithheld'))),
      'what is last known is so for a reason':
        seen.get('.vm.lastKnown') !== true ||
        isOdd(seen.get('.vm.connectionState')) ||
        isOdd(seen.get('.vm.hostState')),
    }
  },
  before: (seen, told) => {
    const refused = seen.get('.rejected')
    const mayAsk = isWithheld(told, 'runtime.question', 'runtime.powerState')
    return {
      'what has to be known and is not starts nothing': mayAsk === (refused !== undefined),
      'a refusal is what the server said': refused === undefined || refused instanceof VimFault,
      'a question is there': refused !== undefined || !isAsking(told) || seen.has('.question.id'),
    }
  },
  recent: (seen, told) => ({
    'a task that is not shown is counted':
      seen.get('.tasks[#]') === 'some' ||
      Number(seen.get('.unread')) > 0 ||
      isUnset(told, 'VirtualMachine', 'recentTask'),
    'whose name it is': (seen.get('.user') === 'as we signed in') === (seen.get('.userIsSaid') === false),
  }),
}

/** What is not kept, as sentences. */
export function notKept(view: ViewName, seen: Values, told: ReadonlyMap<string, Told>): string[] {
  const kept = promises[view]?.(seen, told) ?? {}
  const error = seen.get('.rejected')
  const rejected =
    error !== undefined && view !== 'before' ? [`it rejects: ${error instanceof Error ? error.stack : ''}`] : []
  return [...rejected, ...Object.entries(kept).flatMap(([promise, isKept]) => (isKept ? [] : [`Not so: ${promise}.`]))]
}
