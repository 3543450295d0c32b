import { compareNames } from '@/lib/names/inventory-name'
import type { Role } from '@/lib/accounts/role'
import { Rows } from '@/lib/live/rows'
import type { BoardTables, HeldTables, QuestionView } from '@/lib/live/live-state'
import { verbLabel, type Verb } from '@/lib/runs/verb'
import type { VmView } from '@/lib/vsphere/vm'
import { pages, quietPages, type Page } from '../pages/pages'
import { isOpenQuestion, questionsByAge } from '../question/questions'
import { createRowReader, type VmRow, disabledReason } from '../vm/vm-row'

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

const shownVms = 8

/** Without `vms`: they have not come yet. */
type SearchTables = BoardTables & { vms: HeldTables['vms'] | undefined }

const fold = (text: string) => text.normalize('NFC').toLowerCase()

/** Folded names of 10,000 VMs are made once and not at every letter that is typed; a VM that changes is another object. */
const foldedNames = new WeakMap<VmView, string>()
function foldedName(vm: VmView): string {
  const known = foldedNames.get(vm)
  if (known !== undefined) return known
  const folded = fold(vm.name)
  foldedNames.set(vm, folded)
  return folded
}

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
export function searchAll(tables: SearchTables, text: string, role: Role): SearchResults {
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

  const found = bestVms(tables, wanted, nameOnly)
  const rows = createRowReader()({
    ...tables,
    vms: Rows.of(found.map((vm) => [vm.key, vm])),
  })
  const vms = found.flatMap((vm) => rows.get(vm.key) ?? [])

  return {
    questions: open
      .filter((question) =>
        [question.vmName, question.messageId ?? '', question.text].some((t) => fold(t).includes(wanted)),
      )
      .slice(0, 5),
    vms,
    pages: [
      ...pages.filter((page) => fold(page.label).includes(wanted)),
      ...quietPages.filter(({ label, also = '' }) => [label, also].some((words) => fold(words).includes(wanted))),
    ],
    commands: commandsFor(vms, verbs, role),
  }
}

/** For a verb that was typed, the VMs found; else the verbs that the best VM can do, or the one it is known for. */
function commandsFor(vms: VmRow[], typed: OfferedVerb[], role: Role): VmCommand[] {
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

/** The eight VMs that fit best: those whose name is the text, then begins with it, then holds it; each group by name. */
function bestVms(tables: SearchTables, wanted: string, nameOnly: string): VmView[] {
  const groups: [VmView[], VmView[], VmView[]] = [[], [], []]
  for (const vm of tables.vms?.values() ?? []) {
    const name = foldedName(vm)
    let best = rank(name, wanted)
    if (best === 3 && nameOnly !== '' && nameOnly !== wanted) best = rank(name, nameOnly)
    if (best === 3 && (vm.ipAddress?.includes(wanted) || vm.storedName.toLowerCase().includes(wanted))) best = 2
    groups[best as 0 | 1 | 2]?.push(vm) // 3 has no group
  }
  const best: VmView[] = []
  for (const group of groups) {
    if (best.length >= shownVms) break
    best.push(...group.sort((a, b) => compareNames(a.name, b.name)))
  }
  return best.slice(0, shownVms)
}
