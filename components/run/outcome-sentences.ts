import { assertNever } from '@/lib/assert-never'
import { formatPercent } from '@/lib/format/quantity'
import { readDatastorePath } from '@/lib/names/datastore-path'
import { actorName } from '@/lib/runs/actor'
import { percentOf, type RunOutcome, type RunView } from '@/lib/runs/run'
import { isDeviceRequest } from '@/lib/hardware/device-request'
import { deviceDone } from '@/lib/hardware/device-done'
import { placeDone } from '@/lib/runs/place-done'
import { runLabel, runLine } from '@/lib/runs/run-label'

/** What a run that was carried out has done to its VM, or to its files. */
export function doneSentence(run: RunView): string {
  if (run.kind !== 'vm') return `${runLine(run)}.`
  const { request } = run
  if (isDeviceRequest(request)) return deviceDone(request)
  switch (request.verb) {
    case 'powerOn':
    case 'resume':
      return 'The VM is on.'
    case 'powerOff':
      return 'The VM is off.'
    case 'suspend':
      return 'The VM is suspended.'
    case 'reset':
      return 'The VM was reset.'
    case 'shutdownGuest':
      return 'The guest has shut down. The VM is off.'
    case 'rebootGuest':
      return 'The guest was asked to restart.'
    case 'createSnapshot':
      return `Snapshot "${request.name}" was taken.`
    case 'revertToSnapshot':
      return `The VM is as it was at "${request.snapshotName}".`
    case 'removeSnapshot':
      return `Snapshot "${request.snapshotName}" was removed${request.removeChildren ? ', and every one below it' : ''}.`
    case 'renameSnapshot':
      return request.newName === request.snapshotName
        ? `Snapshot "${request.newName}" has another description.`
        : `Snapshot "${request.snapshotName}" is now called "${request.newName}".`
    case 'mountTools':
      return 'The installer of VMware Tools is in the CD-ROM drive. What is left to do is done in the guest.'
    case 'unmountTools':
      return 'The installer of VMware Tools is out of the CD-ROM drive.'
    case 'consolidateDisks':
      return 'The disks of the VM were consolidated.'
    case 'disconnectCdrom':
      return `${request.deviceLabel} is disconnected.`
    case 'connectCdrom':
      return `${request.deviceLabel} is connected, now or from the next power-on on.`
    case 'reconfigure':
      return 'The VM was reconfigured.'
    case 'setAllocation':
      return 'Reservation, limit and shares are set.'
    case 'addSerialPort':
      return 'The serial port was added.'
    case 'editSerialPort':
      return `${request.deviceLabel} was changed.`
    case 'removeSerialPort':
      return `${request.deviceLabel} was removed.`
    case 'rename':
      return `The VM is now called "${request.newName}".`
    case 'unregister':
      return `The VM is out of the inventory.${request.vmxPath === undefined ? '' : ` Its files stay: ${readDatastorePath(request.vmxPath)}.`}`
    case 'destroy':
      return 'The VM was deleted, with its files.'
    case 'clone':
    case 'markAsTemplate':
    case 'markAsVm':
    case 'migrate':
    case 'relocate':
    case 'moveToFolder':
    case 'moveToPool':
      return placeDone(request)
    case 'copy':
      return `"${request.name}" was made.`
    case 'answerQuestion':
      return 'The host took the answer.'
    default:
      return assertNever(request, 'request')
  }
}

/** A run that was held and is not wanted any more: the host never heard of it. */
export const isDropped = ({ steps }: Pick<RunView, 'steps'>): boolean =>
  steps.at(-1)?.event.kind === 'ended' && steps.at(-2)?.event.kind === 'held'

/** Who stopped a run, and how far it was. */
export function cancelledSentence(outcome: Extract<RunOutcome, { kind: 'cancelled' }>, run: RunView): string {
  const percent = percentOf(run)
  if (isDropped(run)) return `By ${actorName(outcome.by)}, before anything was sent.`
  const at = percent === undefined ? '' : ` at ${formatPercent(percent)}`
  if (outcome.probable)
    return `The host cancelled it${at}. Probably because ${actorName(outcome.by)} asked: the reply to that is missing.`
  return `By ${actorName(outcome.by)}${at}.${run.kind === 'upload' ? '' : ' The host confirmed.'}`
}

/** Why a run was not started, as its own sentence. */
export function refusalSentence(run: RunView, outcome: Extract<RunOutcome, { kind: 'refused' }>): string {
  const verb = runLabel(run)
  const { refusal } = outcome
  switch (refusal.why) {
    case 'question-pending':
      return `${verb} was not started. An earlier task waits for an answer. Answer it first.`
    case 'no-default':
      return `${verb} was not started. An earlier task waits for an answer, and the host marked no default that auto-answer could give.`
    case 'no-choices':
      return `${verb} was not started. An earlier task waits for an answer, and the host offers none to choose from.`
    case 'task-unfinished':
      return `${verb} was not started. ${refusal.taskName} has not ended${refusal.progress === undefined ? '' : ` (${formatPercent(refusal.progress)})`}.`
    case 'not-possible':
      return refusal.because
    default:
      return assertNever(refusal, 'refusal')
  }
}
