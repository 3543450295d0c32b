import { checkSerialBacking } from '../serial/check-serial-port'
import { checkInventoryName } from '../names/inventory-name'
import { readsAs } from '../names/typed-name'
import { checkCpuAllocation, checkMemoryAllocation } from '../memory/check-allocation'
import type { Verdict } from '../result'
import { allows, type Role } from '../accounts/role'
import { lacksSentence } from '../vsphere/rights'
import { outOfReach, type PowerState, type VmView } from '../vsphere/vm'
import { lackingFor } from './needed-privileges'
import type { RunRequest, Verb } from './verb'

export type VmForRules = Pick<
  VmView,
  'powerState' | 'connectionState' | 'isTemplate' | 'toolsRunning' | 'snapshotCount'
>

/** What surrounds the VM at this moment. */
export type VmContext = {
  /** False while there is no contact: nothing about the VM is current then. */
  connectionLive: boolean
  connectionName?: string
  /** Why there is none, where a name alone does not say it. */
  noContact?: string | undefined
  /** Anything truthy: the VM waits for an answer. */
  question?: object | undefined
  /** The unfinished task or run on this VM; its label is what `taskLabel` or `verbLabel` say. */
  unfinishedTask?: { label: string } | undefined
  /** A run on this VM that has sent nothing and asks a person first. */
  held?: { label: string } | undefined
  /** Absent: the rules are asked without a person, as a run does with the host's fresh state. */
  role?: Role | undefined
  /** Privileges that the connection's account is known not to have on the VM; absent: not known, and the host refuses by itself. */
  missing?: readonly string[] | undefined
}

type KnownState = Exclude<PowerState, 'unknown'>

type Rule = {
  in: readonly KnownState[]
  /** Said per state in which the verb is not possible. */
  otherwise: Partial<Record<KnownState, string>>
  needsTools?: true
  needsSnapshot?: true
  onTemplate?: true
  /** Also where the host has lost the VM or cannot read it: then its power state does not count. */
  onUnreadable?: true
}

const everyState = ['poweredOn', 'poweredOff', 'suspended'] as const
const guestIsOff = 'The VM is off, so no guest runs.'
const serialPortsWhenOff = {
  poweredOn: 'Serial ports can be added and removed only while the VM is off.',
  suspended: 'Serial ports can be added and removed only while the VM is off. It is suspended.',
}
const guestIsSuspended = 'The VM is suspended, so its guest does not run.'

/**
 * The one table. Buttons and runs both ask here. The states follow the API reference of each method; hot add of CPUs and
 * memory depends on guest and licence and is not offered.
 */
const rules: Record<Verb, Rule> = {
  // PowerOnVM_Task also resumes a suspended VM.
  powerOn: { in: ['poweredOff', 'suspended'], otherwise: { poweredOn: 'The VM is already on.' } },
  resume: {
    in: ['suspended'],
    otherwise: { poweredOn: 'The VM is already on.', poweredOff: 'The VM is off, not suspended. Power it on instead.' },
  },
  powerOff: {
    in: ['poweredOn'],
    otherwise: { poweredOff: 'The VM is already off.', suspended: 'The VM is suspended, not on.' },
  },
  suspend: {
    in: ['poweredOn'],
    otherwise: { poweredOff: 'The VM is off.', suspended: 'The VM is already suspended.' },
  },
  reset: {
    in: ['poweredOn'],
    otherwise: { poweredOff: 'The VM is off.', suspended: 'The VM is suspended. Resume it first.' },
  },
  shutdownGuest: {
    in: ['poweredOn'],
    otherwise: { poweredOff: guestIsOff, suspended: guestIsSuspended },
    needsTools: true,
  },
  rebootGuest: {
    in: ['poweredOn'],
    otherwise: { poweredOff: guestIsOff, suspended: guestIsSuspended },
    needsTools: true,
  },
  createSnapshot: { in: everyState, otherwise: {} },
  revertToSnapshot: { in: everyState, otherwise: {}, needsSnapshot: true },
  removeSnapshot: { in: everyState, otherwise: {}, needsSnapshot: true },
  // Whether it is needed is no rule: hosts do not always say so where it is, and go on saying so for a while afterwards.
  consolidateDisks: { in: everyState, otherwise: {} },
  disconnectCdrom: {
    in: ['poweredOn', 'poweredOff'],
    otherwise: { suspended: 'The VM is suspended. Its devices cannot be changed until it is resumed.' },
  },
  connectCdrom: {
    in: ['poweredOn', 'poweredOff'],
    otherwise: { suspended: 'The VM is suspended. Its devices cannot be changed until it is resumed.' },
  },
  reconfigure: {
    in: ['poweredOff'],
    otherwise: {
      poweredOn: 'Andon changes memory and CPUs only while the VM is off. It cannot hot-add.',
      suspended: 'Andon changes memory and CPUs only while the VM is off. It is suspended.',
    },
  },
  // Weights and bounds are the host's business, not the guest's: they can change at any time.
  setAllocation: { in: everyState, otherwise: {} },
  addSerialPort: { in: ['poweredOff'], otherwise: serialPortsWhenOff },
  editSerialPort: {
    in: ['poweredOn', 'poweredOff'],
    otherwise: { suspended: 'The VM is suspended. Its devices cannot be changed until it is resumed.' },
  },
  removeSerialPort: { in: ['poweredOff'], otherwise: serialPortsWhenOff },
  rename: { in: everyState, otherwise: {}, onTemplate: true },
  unregister: {
    in: ['poweredOff', 'suspended'],
    otherwise: { poweredOn: 'The VM is on. It can be unregistered once it is off.' },
    onTemplate: true,
    onUnreadable: true,
  },
  destroy: {
    in: ['poweredOff'],
    otherwise: {
      poweredOn: 'The VM is on. It can be deleted once it is off.',
      suspended: 'The VM is suspended. It can be deleted once it has been resumed and powered off.',
    },
    onTemplate: true,
  },
  answerQuestion: { in: everyState, otherwise: {}, onTemplate: true },
}

const no = (because: string): Verdict => ({ ok: false, because })

/**
 * Whether a verb can start on a VM now. The reasons are in the order in which they help: a person, or an account, who may not
 * act is not told about power states, and old data is not reasoned about.
 */
export function canFor(verb: Verb, vm: VmForRules, context: VmContext): Verdict {
  const rule = rules[verb]
  if (context.role && !allows(context.role, 'operator')) return no('Your account may look, but not start tasks.')
  if (!context.connectionLive) {
    const why = context.noContact ?? `No contact with ${context.connectionName ?? 'the host'}.`
    return no(`${why} The state of this VM is unknown until contact is back.`)
  }
  const lacking = lackingFor(verb, context.missing)
  if (lacking !== undefined) return no(lacksSentence(lacking, context.connectionName))
  if (context.question) return no('No new task while one waits for an answer. Answer the question first.')
  if (context.unfinishedTask) return no(oneTaskAtATime(context.unfinishedTask.label))
  if (context.held) return no(heldFirst(context.held.label))
  if (vm.isTemplate && !rule.onTemplate)
    return no('A template cannot do this, and Andon cannot make a VM from it. The vSphere Client can.')
  const broken = outOfReach[vm.connectionState]
  if (broken !== undefined)
    return rule.onUnreadable && vm.connectionState !== 'disconnected' ? { ok: true } : no(broken)
  if (vm.powerState === 'unknown') return no('The host does not say whether this VM is on, so its state is unknown.')
  if (!rule.in.includes(vm.powerState)) return no(rule.otherwise[vm.powerState] ?? 'Not possible in this power state.')
  if (rule.needsTools && vm.toolsRunning !== true) return no('VMware Tools is not running.')
  if (rule.needsSnapshot && vm.snapshotCount === 0) return no('The VM has no snapshot.')
  return { ok: true }
}

/** The sentence for the second task on a VM, also said by the server when two people press at once. */
export const oneTaskAtATime = (label: string) =>
  `One task at a time on a VM. The next can start when ${label} has ended.`

/** The same where what is in the way has sent nothing, and asks a person first. */
export const heldFirst = (label: string) =>
  `${label} of this VM was asked for and has not been sent. Start it or drop it first.`

type Ask = (vm: VmForRules, context: VmContext) => Verdict

/** The same rules by verb: `vmCan.powerOff(vm, context)`. */
export const vmCan: Record<Verb, Ask> = {
  powerOn: (vm, context) => canFor('powerOn', vm, context),
  powerOff: (vm, context) => canFor('powerOff', vm, context),
  suspend: (vm, context) => canFor('suspend', vm, context),
  resume: (vm, context) => canFor('resume', vm, context),
  reset: (vm, context) => canFor('reset', vm, context),
  shutdownGuest: (vm, context) => canFor('shutdownGuest', vm, context),
  rebootGuest: (vm, context) => canFor('rebootGuest', vm, context),
  createSnapshot: (vm, context) => canFor('createSnapshot', vm, context),
  revertToSnapshot: (vm, context) => canFor('revertToSnapshot', vm, context),
  removeSnapshot: (vm, context) => canFor('removeSnapshot', vm, context),
  consolidateDisks: (vm, context) => canFor('consolidateDisks', vm, context),
  disconnectCdrom: (vm, context) => canFor('disconnectCdrom', vm, context),
  connectCdrom: (vm, context) => canFor('connectCdrom', vm, context),
  reconfigure: (vm, context) => canFor('reconfigure', vm, context),
  setAllocation: (vm, context) => canFor('setAllocation', vm, context),
  addSerialPort: (vm, context) => canFor('addSerialPort', vm, context),
  editSerialPort: (vm, context) => canFor('editSerialPort', vm, context),
  removeSerialPort: (vm, context) => canFor('removeSerialPort', vm, context),
  rename: (vm, context) => canFor('rename', vm, context),
  unregister: (vm, context) => canFor('unregister', vm, context),
  destroy: (vm, context) => canFor('destroy', vm, context),
  answerQuestion: (vm, context) => canFor('answerQuestion', vm, context),
}

/**
 * What no host would take, whatever the state of the VM: said before a run is opened. What depends on the VM is the
 * host's to refuse.
 * @param vm what is known of it; a run for a VM that nobody knows is refused elsewhere.
 */
export function checkRunRequest(request: RunRequest, vm: { memoryMiB?: number; name?: string } = {}): Verdict {
  switch (request.verb) {
    case 'destroy':
      return vm.name === undefined || readsAs(request.vmName, vm.name)
        ? { ok: true }
        : { ok: false, because: `The VM is called "${vm.name}", not "${request.vmName}". Nothing is deleted.` }
    case 'rename':
      return checkInventoryName(request.newName)
    case 'createSnapshot':
      return checkInventoryName(request.name, 'snapshot')
    case 'addSerialPort':
      return refusal(checkSerialBacking(request.port.backing))
    case 'editSerialPort':
      // A backing of a kind that is not known is left as it is.
      return request.port.backing.kind === 'unknown' ? { ok: true } : refusal(checkSerialBacking(request.port.backing))
    case 'setAllocation': {
      const { memory, cpu } = request
      if (!memory && !cpu) return { ok: false, because: 'Nothing is to be changed.' }
      const configuredMiB = vm.memoryMiB ?? Number.MAX_SAFE_INTEGER
      return refusal([
        ...(memory ? checkMemoryAllocation(memory, { configuredMiB }) : []),
        ...(cpu ? checkCpuAllocation(cpu, {}) : []),
      ])
    }
    default:
      return { ok: true }
  }
}

function refusal(findings: readonly { weight: 'error' | 'warning'; because: string }[]): Verdict {
  const error = findings.find(({ weight }) => weight === 'error')
  return error ? { ok: false, because: error.because } : { ok: true }
}
