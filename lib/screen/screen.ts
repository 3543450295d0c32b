import { allows, type Role } from '../accounts/role'
import type { Verdict } from '../result'
import { lacksSentence } from '../vsphere/rights'
import { outOfReach, type VmView } from '../vsphere/vm'

/**
 * How a picture of the guest comes from its server. `screen`: GET /screen, which changes nothing there. `file`:
 * CreateScreenshot_Task, which has the host write a file beside the VM; it is read and removed.
 */
export type ScreenWay = 'screen' | 'file'

/** One picture of a guest's screen, as a page has it. */
export type ScreenPicture = {
  /** A `data:` URL of a PNG. */
  image: string
  width: number
  height: number
  /** ISO 8601, the server's clock. */
  takenAt: string
  way: ScreenWay
  /** The file of way `file` could not be removed; the sentence says which, and why. */
  left?: string
}

/** Looking at the screen of a guest, and opening its console. */
export const screenPrivilege = 'VirtualMachine.Interact.ConsoleInteract'
/** Besides, for a picture by way of a file. */
export const screenshotPrivilege = 'VirtualMachine.Interact.CreateScreenshot'

/** Between two pictures of one VM that a host is asked for, ms, however many look. */
export const screenFloorMs = 4_000

export type VmOfScreen = Pick<VmView, 'powerState' | 'lastKnown'> & Partial<Pick<VmView, 'connectionState'>>

/** As `VmContext`, but for what a task would need. */
export type ScreenContext = {
  connectionLive: boolean
  connectionName?: string
  noContact?: string | undefined
  role?: Role | undefined
  missing?: readonly string[] | undefined
}

/** Why there is no picture: nobody may see it from here; nobody can ask; or there is no screen. */
export type NoScreen = { ok: false; why: 'not-allowed' | 'no-contact' | 'not-on'; because: string }

/**
 * Whether there is a picture of the guest's screen to be had now. Pages and the server both ask here; where the answer is
 * no, the host is asked nothing.
 */
export function canSeeScreen(vm: VmOfScreen, context: ScreenContext): { ok: true } | NoScreen {
  const no = (why: NoScreen['why'], because: string): NoScreen => ({ ok: false, why, because })
  const { role, missing, connectionName } = context
  if (role && !allows(role, 'operator')) return no('not-allowed', 'Your account may look at VMs, but not at screens.')
  if (!context.connectionLive)
    return no('no-contact', context.noContact ?? `No contact with ${connectionName ?? 'the host'}.`)
  if (missing?.includes(screenPrivilege)) return no('not-allowed', lacksSentence(screenPrivilege, connectionName))
  const broken = vm.connectionState && outOfReach[vm.connectionState]
  if (vm.lastKnown || broken !== undefined) return no('no-contact', broken ?? 'The server has no contact with this VM.')
  if (vm.powerState === 'poweredOn') return { ok: true }
  return no('not-on', offWords[vm.powerState])
}

const offWords = {
  poweredOff: 'No picture: the VM is off.',
  suspended: 'No picture: the VM is suspended.',
  unknown: 'No picture: whether the VM is on is not known.',
} as const

/**
 * Whether a console can be opened in VMRC: it takes the same right, and no VM that is on. It changes nothing in the VM, so a
 * question or a task is no hindrance.
 */
export function canOpenConsole(vm: VmOfScreen, context: ScreenContext): Verdict {
  const { role } = context
  if (role && !allows(role, 'operator')) return { ok: false, because: 'Your account may look, but not open consoles.' }
  return canSeeScreen({ ...vm, powerState: 'poweredOn' }, context)
}

/** What the answer with a picture says of it beside its bytes. `left`: a sentence, percent-encoded. */
export const screenHeaders = {
  takenAt: 'x-andon-taken-at',
  way: 'x-andon-way',
  width: 'x-andon-width',
  height: 'x-andon-height',
  left: 'x-andon-left',
} as const
