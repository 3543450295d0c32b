import { readCpuidKeys, type VmxCpuid } from './cpuid-keys'
import { readDisplay, type VmxDisplay } from './display'
import type { VmxDocument } from './document'
import { readEthernet, type VmxEthernet } from './ethernet'
import type { VmxPlace } from './file-name'
import { readGeneral, type VmxGeneral } from './general'
import { readParallelPorts, readSerialPorts, type VmxParallelPort, type VmxSerialPort } from './ports'
import { readMemory, readProcessor, type VmxMemory, type VmxProcessor } from './processor-memory'
import { readSharedFolders, type VmxSharedFolders } from './shared-folders'
import { readStorage, type VmxStorage } from './storage'
import { valueOr, vmxReader } from './value-reader'

/** Everything that a VMX says about a VM, in the sense of its keys. Odd values are in it, marked as odd. */
export type VmxView = {
  general: VmxGeneral
  processor: VmxProcessor
  memory: VmxMemory
  storage: VmxStorage
  ethernet: VmxEthernet
  serialPorts: VmxSerialPort[]
  parallelPorts: VmxParallelPort[]
  display: VmxDisplay
  sharedFolders: VmxSharedFolders
  cpuid: VmxCpuid
}

/**
 * Reads a document in the sense of its keys. Never fails.
 * @param place where the VMX lies; without it file names stay relative.
 */
export function vmxView(document: VmxDocument, place: VmxPlace = {}): VmxView {
  const vmx = vmxReader(document)
  const general = readGeneral(vmx, place)
  const hardwareVersion = valueOr(general.hardwareVersion, 4)
  return {
    general,
    processor: readProcessor(vmx),
    memory: readMemory(vmx),
    storage: readStorage(document, vmx, hardwareVersion, place),
    ethernet: readEthernet(document, vmx),
    serialPorts: readSerialPorts(document, vmx, place),
    parallelPorts: readParallelPorts(document, vmx, place),
    display: readDisplay(vmx),
    sharedFolders: readSharedFolders(vmx),
    cpuid: readCpuidKeys(document),
  }
}
