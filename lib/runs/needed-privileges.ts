import type { RunRequest, Verb } from './verb'

const config = (part: string) => `VirtualMachine.Config.${part}`
const interact = (part: string) => `VirtualMachine.Interact.${part}`
const inventory = (part: string) => `VirtualMachine.Inventory.${part}`
const state = (part: string) => `VirtualMachine.State.${part}`

/** What answering takes; on the VM. */
export const answerPrivilege = interact('AnswerQuestion')
/** What cancelling a task takes that somebody else began; on what the task is about. */
export const cancelPrivilege = 'Global.CancelTask'

/**
 * What a verb asks of the account, on the VM: one of these at least. Only of `reconfigure` it depends on what is changed.
 * Source: the privilege of each method in the API reference, and of each part of a VirtualMachineConfigSpec.
 */
const needed: Record<Verb, readonly [string, ...string[]]> = {
  powerOn: [interact('PowerOn')],
  resume: [interact('PowerOn')],
  powerOff: [interact('PowerOff')],
  shutdownGuest: [interact('PowerOff')],
  suspend: [interact('Suspend')],
  reset: [interact('Reset')],
  rebootGuest: [interact('Reset')],
  createSnapshot: [state('CreateSnapshot')],
  revertToSnapshot: [state('RevertToSnapshot')],
  removeSnapshot: [state('RemoveSnapshot')],
  consolidateDisks: [state('RemoveSnapshot')],
  disconnectCdrom: [interact('DeviceConnection')],
  connectCdrom: [interact('DeviceConnection')],
  reconfigure: [config('Memory'), config('CPUCount')],
  setAllocation: [config('Resource')],
  addSerialPort: [config('AddRemoveDevice')],
  removeSerialPort: [config('AddRemoveDevice')],
  editSerialPort: [config('EditDevice')],
  rename: [config('Rename')],
  // Both are checked on what holds the VM too, which is left to the host.
  unregister: [inventory('Unregister')],
  destroy: [inventory('Delete')],
  answerQuestion: [answerPrivilege],
}

/** The privilege without which a verb cannot be done at all; undefined when none is known to be missing. */
export const lackingFor = (verb: Verb, missing: readonly string[] | undefined): string | undefined =>
  missing !== undefined && needed[verb].every((privilege) => missing.includes(privilege)) ? needed[verb][0] : undefined

/** The same for what a request would change, part by part. */
export function lackingForRequest(request: RunRequest, missing: readonly string[] | undefined): string | undefined {
  if (request.verb !== 'reconfigure') return lackingFor(request.verb, missing)
  const parts = [
    ...(request.memoryMiB === undefined ? [] : [config('Memory')]),
    ...(request.cpuCount === undefined ? [] : [config('CPUCount')]),
  ]
  return parts.find((privilege) => missing?.includes(privilege))
}
