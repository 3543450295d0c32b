import { volumeOf } from '../estate/datastore-files'
import { object, objects } from '../vim25/read-data'
import type { Ref } from '../vim25/value'
import { setTraits } from '../world/vm-traits'
import type { World } from '../world/world'
import { connectInfo } from './device-parts'
import { isCdrom } from './devices'
import { vmxPathOf } from './files'
import { enterPoweredOff, powerStateOf } from './power-state'
import type { QuestionName } from './question-catalogue'
import { postQuestion, QuestionWithdrawn, type Answer, type QuestionSpec } from './questions'

/*
 * Questions that no task asks: the disk is full under a running VM, a lock is lost, somebody opened the CD tray in the
 * guest. The VM stands still until there is an answer, and the answer does what it says.
 */

/** Ask out of the blue. Returns the question's id and its answer; the effect has happened when the promise resolves. */
export function askUnprompted(world: World, vm: Ref, spec: QuestionSpec): { id: string; answer: Promise<Answer> } {
  const { id, answer } = postQuestion(world, vm, spec)
  const name = questionName(spec)
  const done = answer.then((given) => {
    takeEffect(world, vm, spec, name, given)
    return given
  })
  done.catch((error: unknown) => {
    if (!(error instanceof QuestionWithdrawn)) throw error
  })
  return { id, answer: done }
}

const questionName = (spec: QuestionSpec): QuestionName | undefined =>
  typeof spec === 'string' ? spec : 'name' in spec ? spec.name : undefined

function takeEffect(world: World, vm: Ref, spec: QuestionSpec, name: QuestionName | undefined, given: Answer): void {
  if (world.get(vm) === undefined) return
  switch (name) {
    case 'msg.hbacommon.outofspace':
      if (given.means === 'retry') retryWrite(world, vm, spec)
      else giveUp(world, vm)
      return
    case 'msg.hbacommon.corruptredo':
    case 'msg.hbacommon.locklost':
      giveUp(world, vm)
      return
    case 'swap file':
    case 'swap file (figures)':
      if (given.means === 'abort') giveUp(world, vm)
      return
    case 'msg.cdromdisconnect.locked':
      if (given.means === 'yes') takeCdOut(world, vm)
      return
    default:
      // The others ask about a device or an identity, which a running VM keeps until something is done with it.
      return
  }
}

/** The session ends: the VM is switched off without a word to its guest. */
function giveUp(world: World, vm: Ref): void {
  if (powerStateOf(world, vm) !== 'poweredOff') enterPoweredOff(world, vm, { clean: false })
}

/** The tray opens, whatever the guest had read from it. */
function takeCdOut(world: World, vm: Ref): void {
  const devices = objects(world.prop(vm, 'config.hardware'), 'device')
  world.update(vm, {
    'config.hardware.device': devices.map((device) =>
      isCdrom(device) && object(device, 'connectable')?.['connected'] === true
        ? { ...device, connectable: connectInfo(false, false) }
        : device,
    ),
  })
  setTraits(world, vm, { cdromLocked: false })
}

/** The guest's write is tried again. It fails in the same way while the volume is as full as before. */
function retryWrite(world: World, vm: Ref, spec: QuestionSpec): void {
  const needed = 64 * 1024 ** 2
  const full = () => volumeOf(world, vmxPathOf(world, vm).datastore).free < needed
  if (!full()) return
  world.clock.after(1_500, () => {
    if (world.get(vm) !== undefined && powerStateOf(world, vm) === 'poweredOn' && full()) askUnprompted(world, vm, spec)
  })
}
