import type { Verdict } from '../result'
import { allows, type Role } from '../accounts/role'
import { lacksSentence } from '../vsphere/rights'
import type { ConnectionKind } from '../vsphere/connection'
import { outOfReach, type PowerState, type VmView } from '../vsphere/vm'
import { lackingFor } from './needed-privileges'
import type { Verb } from './verb'

export type VmForRules = Pick<
  VmView,
  'powerState' | 'connectionState' | 'isTemplate' | 'toolsRunning' | 'toolsInstallerMounted' | 'snapshotCount'
>

/** What surrounds the VM at this moment. */
export type VmContext = {
  /** False while there is no contact: nothing about the VM is current then. */
  connectionLive: boolean
  connectionName?: string
  /** Why there is none, where a name alone does not say it. */
  noContact?: string | undefined
  /** What the connection leads to; absent or `unknown`: not known, and the server refuses by itself. */
  server?: ConnectionKind | undefined
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
  /** What is said where the installer of VMware Tools is mounted, or is not; not told is no reason. */
  whileMounted?: string
  whileNotMounted?: string
  onTemplate?: true
  /** Also where the host has lost the VM or cannot read it: then its power state does not count. */
  onUnreadable?: true
  /** For templates alone: what a VM is told. */
  onlyTemplate?: string
  /** What a template is told, where there is more to say. */
  template?: string
  /** Only a vCenter does it: what is said of a host by itself. */
  vCenter?: string
  /** Only for a host by itself: what is said where there is a vCenter. */
  host?: string
}

const everyState = ['poweredOn', 'poweredOff', 'suspended'] as const
const guestIsOff = 'The VM is off, so no guest runs.'
const serialPortsWhenOff = {
  poweredOn: 'Serial ports can be added and removed only while the VM is off.',
  suspended: 'Serial ports can be added and removed only while the VM is off. It is suspended.',
}
const suspendedDevices = { suspended: 'The VM is suspended. Its devices cannot be changed until it is resumed.' }
const devicesCan: Rule = { in: ['poweredOn', 'poweredOff'], otherwise: suspendedDevices }
const alone =
  'A host by itself knows no other to migrate to: that takes a vCenter. Unregister it here, move its files, and register it there.'
const guestIsSuspended = 'The VM is suspended, so its guest does not run.'

const onlyOff = (what: string): Rule => ({
  in: ['poweredOff'],
  otherwise: {
    poweredOn: `${what} can be changed only while the VM is off.`,
    suspended: `${what} can be changed only while the VM is off. It is suspended.`,
  },
})

/**
 * The one table. Buttons and runs both ask here. The states follow the API reference of each method; which devices can be
 * changed while the VM is on depends on each of them, and is asked of `deviceCan`.
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
  renameSnapshot: { in: everyState, otherwise: {}, needsSnapshot: true },
  mountTools: {
    in: ['poweredOn'],
    otherwise: {
      poweredOff: 'The VM is off. The installer is mounted into a guest that runs.',
      suspended: 'The VM is suspended. The installer is mounted into a guest that runs.',
    },
    whileMounted: 'The installer is mounted already.',
  },
  unmountTools: {
    in: ['poweredOn'],
    otherwise: {
      poweredOff: 'The VM is off. The installer is taken out of a guest that runs.',
      suspended: 'The VM is suspended. The installer is taken out of a guest that runs.',
    },
    whileNotMounted: 'The installer is not mounted.',
  },
  // Whether it is needed is no rule: hosts do not always say so where it is, and go on saying so for a while afterwards.
  consolidateDisks: { in: everyState, otherwise: {} },
  disconnectCdrom: devicesCan,
  connectCdrom: devicesCan,
  // While it is on, memory and CPUs are added where its flags allow it: see `deviceCan`.
  reconfigure: {
    in: ['poweredOn', 'poweredOff'],
    otherwise: { suspended: 'Memory and CPUs can be changed while the VM is off or on. It is suspended.' },
  },
  // Weights and bounds are the host's business, not the guest's: they can change at any time.
  setAllocation: { in: everyState, otherwise: {} },
  addSerialPort: { in: ['poweredOff'], otherwise: serialPortsWhenOff },
  editSerialPort: devicesCan,
  removeSerialPort: { in: ['poweredOff'], otherwise: serialPortsWhenOff },
  addDisk: devicesCan,
  attachDisk: devicesCan,
  growDisk: devicesCan,
  setDiskMode: onlyOff('The mode of a disk'),
  detachDisk: devicesCan,
  addNic: devicesCan,
  editNic: devicesCan,
  removeNic: devicesCan,
  addDrive: devicesCan,
  editDrive: devicesCan,
  removeDrive: devicesCan,
  setBoot: devicesCan,
  setHotAdd: onlyOff('Hot-add'),
  setNote: { in: everyState, otherwise: {}, onTemplate: true },
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
  clone: {
    in: everyState,
    otherwise: {},
    onTemplate: true,
    vCenter: 'A host by itself cannot clone. Copy does it here.',
  },
  markAsTemplate: {
    in: ['poweredOff'],
    otherwise: {
      poweredOn: 'The VM is on. It can be made a template once it is off.',
      suspended: 'The VM is suspended. It can be made a template once it has been resumed and powered off.',
    },
    template: 'It is a template already.',
    vCenter: 'A host by itself has no templates. A vCenter has.',
  },
  markAsVm: {
    in: everyState,
    otherwise: {},
    onTemplate: true,
    onlyTemplate: 'It is a VM, not a template.',
    vCenter: 'A host by itself has no templates. A vCenter has.',
  },
  migrate: {
    in: everyState,
    otherwise: {},
    template: 'A template runs nowhere. Its files can be moved to another datastore or host.',
    vCenter: alone,
  },
  relocate: { in: everyState, otherwise: {}, onTemplate: true, vCenter: alone },
  moveToFolder: {
    in: everyState,
    otherwise: {},
    onTemplate: true,
    vCenter: 'A host by itself has no folders for VMs.',
  },
  // While it runs, its disks are locked; a suspended one would be copied without its memory.
  copy: {
    in: ['poweredOff'],
    otherwise: {
      poweredOn: 'The VM is on. It can be copied once it is off.',
      suspended: 'The VM is suspended. It can be copied once it has been resumed and powered off.',
    },
    host: 'A vCenter clones VMs, also those that are on. Clone it.',
  },
  moveToPool: {
    in: everyState,
    otherwise: {},
    template: 'A template is in no resource pool. A VM that is deployed from it is.',
    vCenter: 'Andon moves VMs between resource pools of a vCenter only.',
  },
}

const no = (because: string): Verdict => ({ ok: false, because })

/**
 * Whether a verb can start on a VM now. The reasons are in the order in which they help: a person, or an account, who may not
 * act is not told about power states, and old data is not reasoned about.
 */
export function vmCan(verb: Verb, vm: VmForRules, context: VmContext): Verdict {
  const rule = rules[verb]
  if (context.role && !allows(context.role, 'operator')) return no('Your account may look, but not start tasks.')
  if (!context.connectionLive) {
    const why = context.noContact ?? `No contact with ${context.connectionName ?? 'the host'}.`
    return no(`${why} The state of this VM is unknown until contact is back.`)
  }
  if (rule.vCenter !== undefined && context.server === 'esx') return no(rule.vCenter)
  if (rule.host !== undefined && context.server === 'vcenter') return no(rule.host)
  const lacking = lackingFor(verb, context.missing, vm)
  if (lacking !== undefined) return no(lacksSentence(lacking, context.connectionName))
  if (context.question) return no('No new task while one waits for an answer. Answer the question first.')
  if (context.unfinishedTask) return no(oneTaskAtATime(context.unfinishedTask.label))
  if (context.held) return no(heldFirst(context.held.label))
  if (vm.isTemplate && !rule.onTemplate)
    return no(rule.template ?? 'A template cannot do this. A VM that is deployed from it can.')
  if (rule.onlyTemplate !== undefined && vm.isTemplate !== true) return no(rule.onlyTemplate)
  const broken = outOfReach[vm.connectionState]
  if (broken !== undefined)
    return rule.onUnreadable && vm.connectionState !== 'disconnected' ? { ok: true } : no(broken)
  if (vm.powerState === 'unknown') return no('The host does not say whether this VM is on, so its state is unknown.')
  if (!rule.in.includes(vm.powerState)) return no(rule.otherwise[vm.powerState] ?? 'Not possible in this power state.')
  if (rule.needsTools && vm.toolsRunning !== true) return no('VMware Tools is not running.')
  if (rule.whileMounted !== undefined && vm.toolsInstallerMounted === true) return no(rule.whileMounted)
  if (rule.whileNotMounted !== undefined && vm.toolsInstallerMounted === false) return no(rule.whileNotMounted)
  if (rule.needsSnapshot && vm.snapshotCount === 0) return no('The VM has no snapshot.')
  return { ok: true }
}

/** The sentence for the second task on a VM, also said by the server when two people press at once. */
export const oneTaskAtATime = (label: string) =>
  `One task at a time on a VM. The next can start when ${label} has ended.`

/** The same where what is in the way has sent nothing, and asks a person first. */
export const heldFirst = (label: string) =>
  `${label} of this VM was asked for and has not been sent. Start it or drop it first.`
