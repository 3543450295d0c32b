import { isOpenQuestion, questionsByAge } from '@/lib/live/board'
import type { LiveTables } from '@/lib/live/live-state'
import type { QuestionView } from '@/lib/live/question-view'
import { createRowReader, type VmRow } from '@/lib/vms/vm-row'
import { verbLabel, type Verb } from '@/lib/runs/verb'
import { disabledReason } from '@/lib/vms/vm-verdict'
import type { Account } from '../account'
import { pages, quietPages, type Page } from './pages'

/** Verbs that search offers: those that lose nothing. The others are on the VM's own page, where they are asked about. */
const offered = ['powerOn', 'resume', 'shutdownGuest', 'rebootGuest', 'suspend'] as const satisfies readonly Verb[]
export type OfferedVerb = (typeof offered)[number]

export type VmCommand = { row: VmRow; verb: OfferedVerb; disabledReason: string | undefined }

export type SearchResults = {
  questions: QuestionView[]
  vms: VmRow[]
  pages: Pick<Page, 'path' | 'label' | 'icon'>[]
  commands: VmCommand[]
}

const fold = (text: string) => text.normalize('NFC').toLocaleLowerCase('en')

/** How well a name fits: it is the text, begins with it, holds it, or not at all. */
function rank(name: string, wanted: string): number {
  if (name === wanted) return 0
  if (name.startsWith(wanted)) return 1
  return name.includes(wanted) ? 2 : 3
}

/**
 * What the search finds, best first, a few of each kind. Searches plain names, stored names, addresses and hosts. Words
 * of a verb count too: "suspend web" offers to suspend the VMs that "web" finds.
 */
export function searchAll(tables: LiveTables, text: string, role: Account['role']): SearchResults {
  const wanted = fold(text.trim())
  const open = questionsByAge(tables.questions).filter(isOpenQuestion)
  if (wanted === '') return { questions: open.slice(0, 5), vms: [], pages: [...pages], commands: [] }

  const verbs = offered.filter((verb) =>
    fold(verbLabel[verb])
      .split(' ')
      .some((word) => wanted.split(' ').includes(word)),
  )
  const verbWords = new Set(verbs.flatMap((verb) => fold(verbLabel[verb]).split(' ')))
  const nameOnly = wanted
    .split(' ')
    .filter((word) => !verbWords.has(word))
    .join(' ')

  const found = Object.values(tables.vms)
    .map((vm) => ({
      vm,
      rank: Math.min(
        rank(fold(vm.name), wanted),
        nameOnly === '' ? 3 : rank(fold(vm.name), nameOnly),
        fold(vm.storedName).includes(wanted) || vm.ipAddress?.includes(wanted) ? 2 : 3,
      ),
    }))
    .filter((hit) => hit.rank < 3)
    .sort((a, b) => a.rank - b.rank || a.vm.name.localeCompare(b.vm.name, 'en', { numeric: true }))
    .slice(0, 8)
    .map((hit) => hit.vm)
  const rows = createRowReader()({
    ...tables,
    vms: Object.fromEntries(found.map((vm) => [vm.key, vm])),
  })
  const vms = found.flatMap((vm) => rows.get(vm.key) ?? [])

  return {
    questions: open
      .filter((question) =>
        [question.vmName, question.messageId ?? '', question.text].some((t) => fold(t).includes(wanted)),
      )
      .slice(0, 5),
    vms,
    pages: [...pages, ...quietPages].filter((page) => fold(page.label).includes(wanted)),
    commands: commandsFor(vms, verbs, role),
  }
}

/** For a verb that was typed, the VMs found; else the verbs that the best VM can do, or the one it is known for. */
function commandsFor(vms: VmRow[], typed: OfferedVerb[], role: Account['role']): VmCommand[] {
  const command = (row: VmRow, verb: OfferedVerb) => ({ row, verb, disabledReason: disabledReason(verb, row, role) })
  const [best] = vms
  if (!best) return []
  if (typed.length > 0) return vms.flatMap((row) => typed.map((verb) => command(row, verb))).slice(0, 6)
  const all = offered.map((verb) => command(best, verb))
  const possible = all.filter((one) => one.disabledReason === undefined)
  if (possible.length > 0) return possible
  const usual = best.vm.powerState === 'poweredOn' ? 'shutdownGuest' : 'powerOn'
  return all.filter((one) => one.verb === usual)
}
