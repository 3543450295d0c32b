import { volumeOf } from './datastore-files'
import { enterPoweredOff, powerStateOf } from './power-state'
import type { QuestionName } from './question-catalogue'
import { postQuestion, QuestionWithdrawn, type Answer, type QuestionSpec } from './questions'
import type { Ref } from './value'
import { vmxPathOf } from './vm-files'
import type { World } from './world'

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
      if (given.means === 'abort') giveUp(world, vm)
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

/** The guest's write is tried again. It fails in the same way while the volume is as full as before. */
function retryWrite(world: World, vm: Ref, spec: QuestionSpec): void {
  const needed = 64 * 1024 ** 2
  const full = () => volumeOf(world, vmxPathOf(world, vm).datastore).free < needed
  if (!full()) return
  world.clock.after(1_500, () => {
    if (world.get(vm) !== undefined && powerStateOf(world, vm) === 'poweredOn' && full()) askUnprompted(world, vm, spec)
  })
}
