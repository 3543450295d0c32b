import { checkCopyRequest } from '../files/vm-copy'
import { checkDeviceRequest } from '../hardware/check-device-request'
import { isDeviceRequest } from '../hardware/device-request'
import { checkCpuAllocation, checkMemoryAllocation } from '../memory/check-allocation'
import { checkInventoryName } from '../names/name-checks'
import { readsAs } from '../names/typed-name'
import type { Verdict } from '../result'
import { checkSerialBacking } from '../serial/check-serial-port'
import { isPlaceRequest, type PlaceRequest } from './place-request'
import type { RunRequest } from './verb'

/**
 * What no host would take, whatever the state of the VM: said before a run is opened. What depends on the VM is the
 * host's to refuse.
 * @param vm what is known of it; a run for a VM that nobody knows is refused elsewhere.
 */
export function checkRunRequest(request: RunRequest, vm: { memoryMiB?: number; name?: string } = {}): Verdict {
  if (isDeviceRequest(request)) return checkDeviceRequest(request)
  if (isPlaceRequest(request)) return checkPlaceRequest(request)
  switch (request.verb) {
    case 'copy':
      return checkCopyRequest(request)
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

/** What no server would take, whatever the state of the VM. */
export function checkPlaceRequest(request: PlaceRequest): Verdict {
  switch (request.verb) {
    case 'clone':
      if (request.template && request.powerOn) return no('A template cannot be powered on.')
      return checkInventoryName(request.name)
    case 'migrate':
      return request.host === undefined && request.pool === undefined ? no('Say which host it goes to.') : { ok: true }
    case 'relocate':
      return request.datastore === undefined && request.host === undefined && request.pool === undefined
        ? no('Say which datastore or host it goes to.')
        : { ok: true }
    default:
      return { ok: true }
  }
}

const no = (because: string): Verdict => ({ ok: false, because })
