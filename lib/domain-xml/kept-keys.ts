import { getVmx, type VmxDocument } from '../vmx/document'

/** Which keys of a VMX domain XML has a place for. */

const said: readonly RegExp[] = [
  /^\.encoding$|^config\.version$|^displayname$|^annotation$|^uuid\.bios$/,
  /^vm\.genidx?$|^memsize$|^sched\.mem\.(?:max|minsize)$|^numvcpus$|^cpuid\.corespersocket$/,
  /^sched\.cpu\.(?:affinity|shares)$|^smbios\.reflecthost$|^firmware$|^uefi\.secureboot\.enabled$|^nvram$/,
  /^vtpm\.present$|^remotedisplay\.vnc\.(?:enabled|port|ip|keymap)$|^svga\.vramsize$/,
  /^isolation\.tools\.hgfs\.disable$|^sharedfolder\.maxnum$/,
  /^sharedfolder\d+\.(?:present|enabled|hostpath|guestname|writeaccess)$/,
  /^(?:scsi|sata|nvme)[0-3]\.(?:present|virtualdev)$/,
  /^(?:scsi|sata|nvme|ide)[0-3]:\d+\.(?:present|clientdevice|devicetype|filename|writethrough)$/,
  /^floppy[01]\.(?:present|clientdevice|filetype|filename)$/,
  /^ethernet\d+\.(?:present|addresstype|address|generatedaddress|checkmacaddress|virtualdev)$/,
  /^ethernet\d+\.(?:connectiontype|networkname|vnet|features)$/,
  /^ethernet\d+\.dvs\.(?:switchid|portgroupid|portid|connectionid)$/,
  /^serial[0-3]\.(?:present|filetype|filename|network\.endpoint)$/,
  /^parallel[0-2]\.(?:present|filetype|filename)$/,
]

/** Of a device that is not there, its other keys say nothing. */
const device = /^([a-z]+\d+(?::\d+)?)\./

/** Whether domain XML says what this key says. `mode` is said only where it is the one that libvirt knows. */
export function isSaidInXml(document: VmxDocument, key: string): boolean {
  const lower = key.toLowerCase()
  const value = getVmx(document, key)?.toLowerCase() ?? ''
  if (/^(?:scsi|sata|nvme|ide)\d:\d+\.mode$/.test(lower)) {
    return value === 'independent-nonpersistent' || value === 'persistent'
  }
  const prefix = device.exec(lower)?.[1]
  if (prefix !== undefined && getVmx(document, `${prefix}.present`)?.toLowerCase() === 'false') return true
  return said.some((pattern) => pattern.test(lower))
}
