import type { HistoryFilter, HistorySource } from '@/lib/contract/history'
import { outcomeWord } from '@/lib/runs/outcome-word'
import { connectionId, splitKey, type ConnectionId, type VmKey } from '@/lib/vsphere/ids'
import { withoutUndefined } from '@/lib/without-undefined'
import { inOrder, instantsOf, isDay, type Days } from './days'

/** What History shows: all of these have to hold. */
export type HistoryView = {
  text: string
  vm?: VmKey
  person?: string
  connection?: ConnectionId
  outcome?: string
  days: Days
  /** Tasks and questions that were not started from Andon. */
  others: boolean
  /** What hosts say has happened. */
  events: boolean
}

/** Who asks for nothing sees all that was done; what hosts say beside it repeats most of that, and is asked for. */
export const usualView: HistoryView = { text: '', days: {}, others: true, events: false }

type Parts = { [Part in keyof HistoryView]?: HistoryView[Part] | undefined }

/** A view with some parts put otherwise. Undefined: that part leaves nothing out any more. */
export const altered = (view: HistoryView, parts: Parts): HistoryView => ({
  ...usualView,
  ...withoutUndefined({ ...view, ...parts }),
})

/** Reads a query string; whatever it does not know it leaves out, since anybody can type an address. */
export function readHistoryView(query: URLSearchParams): HistoryView {
  const said = (name: string) => query.get(name) ?? ''
  const [vm, person, connection, outcome, from, to] = ['vm', 'person', 'connection', 'outcome', 'from', 'to'].map(said)
  return {
    text: said('q'),
    // Of a text that can be a key: whether there is such a VM, the server knows.
    ...(vm && splitKey(vm) ? { vm: vm as VmKey } : {}),
    ...(person ? { person } : {}),
    ...(connection ? { connection: connectionId(connection) } : {}),
    ...(outcome && Object.hasOwn(outcomeWord, outcome) ? { outcome } : {}),
    days: inOrder({ ...(isDay(from) ? { from } : {}), ...(isDay(to) ? { to } : {}) }),
    others: said('others') !== 'no',
    events: said('events') === 'yes',
  }
}

/** The shortest query that `readHistoryView` reads back to the same; other parameters of the address are kept. */
export function writeHistoryView(view: HistoryView, rest: URLSearchParams = new URLSearchParams()): URLSearchParams {
  const { text, days, others, events, ...chosen } = view
  const said = {
    q: text.trim(),
    vm: chosen.vm,
    person: chosen.person,
    connection: chosen.connection,
    outcome: chosen.outcome,
    from: days.from,
    to: days.to,
    others: others ? undefined : 'no',
    events: events ? 'yes' : undefined,
  }
  const query = new URLSearchParams(rest)
  for (const [name, value] of Object.entries(said)) {
    if (value === undefined || value === '') query.delete(name)
    else query.set(name, value)
  }
  return query
}

/** What is asked of the server. @param vm the one that it is all about, where there is one */
export function filterOf(view: HistoryView, vm: VmKey | undefined = view.vm): HistoryFilter {
  const { text, person, connection, outcome, days, others, events } = view
  const source: HistorySource[] = [
    'andon',
    ...(others ? ['others' as const] : []),
    ...(events ? ['event' as const] : []),
    'gap',
  ]
  return {
    ...(text.trim() === '' ? {} : { text: text.trim() }),
    ...(vm === undefined ? {} : { vm }),
    ...(person === undefined ? {} : { person }),
    ...(connection === undefined ? {} : { connection }),
    ...(outcome === undefined ? {} : { outcome }),
    ...instantsOf(days),
    ...(others && events ? {} : { source }),
  }
}

/** Whether it leaves out something of the usual. */
export const isNarrowed = (view: HistoryView): boolean =>
  !view.others || Object.keys(filterOf({ ...view, events: true })).length > 0

/** History in the address of its page. */
export const historyAddress = {
  read: readHistoryView,
  write: writeHistoryView,
  textOf: ({ text }: HistoryView) => text,
}
