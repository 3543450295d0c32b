import { valueOr, type Read, type VmxReader } from './value-reader'

/** A folder of the machine that runs the VM, shown inside the guest. Only hosted products have them. */
export type VmxSharedFolder = {
  index: number
  hostPath: string | undefined
  guestName: string | undefined
  writable: Read<boolean>
  because?: string
}

export type VmxSharedFolders = {
  /** `isolation.tools.hgfs.disable` is TRUE unless the file says otherwise, and then no folder is shared. */
  disabled: Read<boolean>
  folders: VmxSharedFolder[]
}

/** More than anybody shares: a number from the file must not decide how long we look. */
const mostFolders = 256

export function readSharedFolders(vmx: VmxReader): VmxSharedFolders {
  const disabled = vmx.boolean('isolation.tools.hgfs.disable', true)
  const folders: VmxSharedFolder[] = []
  if (valueOr(disabled, true)) return { disabled, folders }
  const count = Math.min(valueOr(vmx.integer('sharedFolder.maxNum', 0), 0), mostFolders)
  for (let index = 0; index < count; index += 1) {
    const prefix = `sharedFolder${index}`
    const present = valueOr(vmx.boolean(`${prefix}.present`, false), false)
    const enabled = valueOr(vmx.boolean(`${prefix}.enabled`, false), false)
    if (!present || !enabled) continue
    const hostPath = vmx.raw(`${prefix}.hostPath`)
    const guestName = vmx.raw(`${prefix}.guestName`)
    const incomplete = hostPath === undefined || guestName === undefined
    const because = incomplete ? { because: `${prefix} needs both hostPath and guestName.` } : {}
    folders.push({ index, hostPath, guestName, writable: vmx.boolean(`${prefix}.writeAccess`, false), ...because })
  }
  return { disabled, folders }
}
