import { diskPrefix, parseDiskPrefix } from './disk-address'

/** What a VMX key means, in one sentence. Keys are matched in any case. */

const exact: Readonly<Record<string, string>> = {
  '.encoding': 'The character set that the file is written in.',
  'config.version': 'The version of the file format: 8.',
  'virtualhw.version':
    'The virtual hardware version, which decides what devices the VM can have and which hosts can run it.',
  'virtualhw.productcompatibility': 'The family of products that the hardware is meant for.',
  guestos: 'The guest operating system; the host sets its defaults by it.',
  displayname: 'The name of the VM, in the percent and pipe schemes.',
  annotation: 'The notes about the VM, in the pipe scheme.',
  'uuid.bios': 'The UUID that the guest sees in its BIOS.',
  'uuid.location':
    'Derived from host and path: when it no longer matches, the host asks whether the VM was moved or copied.',
  'uuid.action': 'What to do about UUIDs without asking: create, keep or change.',
  'vc.uuid': 'The UUID by which vCenter tells its VMs apart.',
  'vm.genid': 'The first half of the generation id, which tells the guest that it was cloned or reverted.',
  'vm.genidx': 'The second half of the generation id.',
  memsize: 'Memory of the VM in MB, in steps of 4.',
  numvcpus: 'How many virtual CPUs the VM has.',
  'cpuid.corespersocket': 'How many of the virtual CPUs make up one socket.',
  'sched.mem.max': 'The most memory in MB that the host gives; what the guest uses beyond it is ballooned or swapped.',
  'sched.mem.min': 'The memory in MB that the host guarantees.',
  'sched.mem.minsize': 'The memory in MB that the host guarantees.',
  'sched.mem.shares': 'The VM’s weight when memory is scarce: low, normal, high or a number.',
  'sched.mem.pin': 'Reserves all memory of the VM.',
  'sched.cpu.min': 'CPU in MHz that the host guarantees.',
  'sched.cpu.max': 'The most CPU in MHz that the host gives.',
  'sched.cpu.units': 'The unit of the CPU reservation and limit.',
  'sched.cpu.shares': 'The VM’s weight when CPUs are scarce: low, normal, high or a number.',
  'sched.cpu.affinity': 'The host CPUs that the VM may run on.',
  'sched.cpu.latencysensitivity': 'How much the host favours quick response over throughput.',
  'sched.swap.derivedname': 'The swap file that the host made for the VM.',
  'smbios.reflecthost': 'Whether the guest sees the host’s own SMBIOS: maker, model and serial number.',
  firmware: 'EFI, or BIOS when the key is absent.',
  'uefi.secureboot.enabled': 'Whether EFI starts only signed software.',
  nvram: 'The file that holds the settings of the firmware.',
  extendedconfigfile: 'The file with extended configuration, beside this one.',
  'vtpm.present': 'Whether the VM has a virtual TPM.',
  'svga.vramsize': 'Video memory in bytes.',
  'svga.present': 'Whether the VM has a video card.',
  'svga.autodetect': 'Whether video memory is set by the host.',
  'remotedisplay.vnc.enabled': 'Whether the host serves the VM’s screen over VNC.',
  'remotedisplay.vnc.port': 'The VNC port; -1 leaves it to the host.',
  'remotedisplay.vnc.ip': 'The address that VNC listens on.',
  'remotedisplay.vnc.keymap': 'The keyboard map of VNC.',
  'remotedisplay.vnc.password': 'The password of VNC, in plain text.',
  'remotedisplay.vnc.key': 'The password of VNC, encoded.',
  'remotedisplay.maxconnections': 'How many remote consoles may be open at once.',
  'isolation.tools.hgfs.disable': 'Whether shared folders are off.',
  'isolation.tools.copy.disable': 'Whether copying text out of the guest is off.',
  'isolation.tools.paste.disable': 'Whether pasting text into the guest is off.',
  'sharedfolder.maxnum': 'How many shared folders the file describes.',
  'vmci0.present': 'Whether the VM has a VMCI device, a fast channel to the host.',
  'hpet0.present': 'Whether the VM has a high-precision event timer.',
  'floppy.present': 'Whether the VM has floppy drives.',
  'vhv.enable': 'Whether the guest may run virtual machines itself.',
  'vhv.allow': 'Whether the guest may run virtual machines itself, as older hosts call it.',
  'vcpu.hotadd': 'Whether CPUs can be added while the VM runs.',
  'vcpu.hotremove': 'Whether CPUs can be removed while the VM runs.',
  'mem.hotadd': 'Whether memory can be added while the VM runs.',
  'msg.autoanswer': 'Makes the host answer its own questions with their defaults, without asking anybody.',
  'snapshot.action': 'What becomes of changes to disks at power-off.',
  cleanshutdown: 'Whether the VM was powered off in order; the host writes it.',
  softpoweroff: 'Whether the last power-off went through the guest.',
  replay: 'Recording and replaying of the VM.',
  migratehostlog: 'The log file of migrations.',
  'migrate.hostlog': 'The log file of migrations.',
  'migrate.hostlogstate': 'The state of migration logging.',
  'migrate.migrationid': 'The number of the migration that goes on.',
  'disk.enableuuid': 'Whether the guest sees a serial number on its disks.',
  'tools.synctime': 'Whether VMware Tools set the guest’s clock by the host’s.',
  'tools.upgrade.policy': 'When VMware Tools are upgraded: manual, or at each power cycle.',
  'tools.remindinstall': 'Whether the console reminds people to install VMware Tools.',
  'monitor.phys_bits_used': 'How many address bits the host used, which decides where the VM can move.',
}

const switchWords: Readonly<Record<string, string>> = {
  present: 'Whether the device is there.',
  startconnected: 'Whether the device is connected at power-on.',
  allowguestconnectioncontrol: 'Whether the guest may connect and disconnect the device.',
  pcislotnumber: 'The PCI slot of the device, kept so that the guest finds it again.',
}

const driveWords: Readonly<Record<string, string>> = {
  filename: 'The disk or image file, the host’s device, or emptyBackingString for an empty drive.',
  devicetype: 'What the drive is: a disk, a CD-ROM image, or a device of the host.',
  filetype: 'Whether the drive is a file or a device of the host.',
  mode: 'Whether snapshots include the disk, and whether its changes survive power-off.',
  writethrough: 'Whether writes go to disk before they count as done.',
  clientdevice: 'Whether the drive belongs to a connected client instead of the host.',
  autodetect: 'Whether the host picks the physical drive.',
  redo: 'The file with changes that are not yet written to the disk.',
  ctkenabled: 'Whether changed blocks are tracked, for backup programs.',
  key: 'The key of an encrypted disk.',
}

const nicWords: Readonly<Record<string, string>> = {
  virtualdev: 'The kind of network adapter.',
  connectiontype: 'How the adapter is connected: bridged to a network, custom, nat or not at all.',
  networkname: 'The port group that the adapter is connected to.',
  vnet: 'The host’s virtual network of a custom connection.',
  addresstype: 'Where the MAC address comes from: the host, vCenter or a person.',
  address: 'The MAC address that a person set.',
  generatedaddress: 'The MAC address that the host or vCenter made.',
  generatedaddressoffset: 'The offset by which the host made the MAC address.',
  checkmacaddress: 'Whether the host refuses addresses outside VMware’s ranges.',
  features: 'Features of the adapter, as bits; 15 makes a vmxnet a vmxnet2.',
  wakeonpcktrcv: 'Whether a packet wakes the guest.',
  uptcompatibility: 'Whether the adapter may pass traffic to hardware directly.',
  'dvs.switchid': 'The distributed switch that the adapter is connected to.',
  'dvs.portgroupid': 'The distributed port group.',
  'dvs.portid': 'The port of the distributed switch.',
  'dvs.connectionid': 'The number of the connection to the distributed port.',
  'opaquenetwork.id': 'The NSX segment that the adapter is connected to.',
  'opaquenetwork.type': 'The kind of the NSX segment.',
  externalid: 'How NSX calls the port.',
}

const portWords: Readonly<Record<string, string>> = {
  filetype: 'What the port is connected to: a device, a file, a pipe, the network or ThinPrint.',
  filename: 'The file, device, pipe or URI behind the port.',
  'pipe.endpoint': 'Which end of the pipe the VM is: server or client.',
  'network.endpoint': 'Whether the VM listens (server) or connects out (client).',
  vspc: 'The URI of the concentrator that the port is reached through.',
  trynorxloss: 'Whether the VM waits rather than lose bytes that it has not read.',
  yieldonmsrread: 'Whether the VM rests while the guest polls the port.',
  autodetect: 'Whether the host picks the physical port.',
  bidirectional: 'Whether the port also reads.',
}

const folderWords: Readonly<Record<string, string>> = {
  enabled: 'Whether the folder is shared.',
  hostpath: 'The folder on the host.',
  guestname: 'The name of the folder in the guest.',
  readaccess: 'Whether the guest may read the folder.',
  writeaccess: 'Whether the guest may write to the folder.',
  expiration: 'When the sharing ends.',
}

type Explain = (match: RegExpExecArray) => string | undefined

/** A key may well be called `constructor`. */
const own = (words: Readonly<Record<string, string>>, key: string) =>
  Object.hasOwn(words, key) ? words[key] : undefined

const device =
  (words: Readonly<Record<string, string>>, name: (match: RegExpExecArray) => string): Explain =>
  (match) => {
    const property = match.at(-1) ?? ''
    const sentence = own(words, property) ?? own(switchWords, property)
    return sentence === undefined ? undefined : `${name(match)}: ${sentence}`
  }

const patterns: readonly (readonly [RegExp, Explain])[] = [
  [/^(scsi|sata|ide|nvme)\d+:\d+(?=\.)\.(.+)$/, device(driveWords, (match) => driveName(match[0]))],
  [/^(floppy\d+)\.(.+)$/, device(driveWords, (match) => `Floppy drive ${match[1]?.slice(6)}`)],
  [
    /^(?:scsi|sata|nvme|ide|usb|ehci|usb_xhci|pcibridge|sound|svga|vmci|hpet)(\d*)\.(present|pcislotnumber)$/,
    ([key, , property]) => `${key?.slice(0, key.indexOf('.'))}: ${switchWords[property ?? '']}`,
  ],
  [
    /^scsi(\d+)\.virtualdev$/,
    ([, number]) => `SCSI controller ${number}: its model; absent leaves it to the guest OS.`,
  ],
  [
    /^scsi(\d+)\.sharedbus$/,
    ([, number]) => `SCSI controller ${number}: whether other VMs may use its disks, for clusters.`,
  ],
  [
    /^pcibridge(\d+)\.(virtualdev|functions)$/,
    ([, number]) => `PCI bridge ${number}: what kind it is and how many devices it takes.`,
  ],
  [/^ethernet(\d+)\.(.+)$/, device(nicWords, ([, number]) => `Network adapter ${number}`)],
  [/^serial(\d+)\.(.+)$/, device(portWords, ([, number]) => `Serial port ${number}`)],
  [/^parallel(\d+)\.(.+)$/, device(portWords, ([, number]) => `Parallel port ${number}`)],
  [/^sharedfolder(\d+)\.(.+)$/, device(folderWords, ([, number]) => `Shared folder ${number}`)],
  [
    /^cpuid\.([0-9a-f]+)\.(e[abcd]x)(\..+)?$/,
    ([, level, register]) =>
      `A mask over CPUID level ${level}, ${register?.toUpperCase()}: what of the host’s features the guest sees.`,
  ],
  [
    /^(host|guest|user)cpuid\.([0-9a-f]+)$/,
    ([, of, level]) => `CPUID level ${level} as the ${of} had it when the VM last ran; the host writes it.`,
  ],
  [/^featmask\.vm\.(.+)$/, ([, feature]) => `A mask over the feature ${feature} of the host.`],
  [/^guestinfo\./, () => 'A value that programs in the guest and outside pass each other.'],
  [/^tools\./, () => 'A setting of VMware Tools.'],
  [/^isolation\./, () => 'What the guest is kept from.'],
  [/^migrate\./, () => 'A setting of migration.'],
  [/^sched\./, () => 'A setting of the host’s scheduler.'],
  [/^(?:checkpoint|snapshot)\./, () => 'The state of suspending and snapshots.'],
  [/^vmotion\./, () => 'What vMotion keeps about the VM.'],
  [/^log\.|^logging$|^vmx\.log\./, () => 'How the VM’s own log is kept.'],
]

/** @returns the name of a drive such as `SCSI 0:1`. */
function driveName(key: string): string {
  const address = parseDiskPrefix(key.slice(0, key.indexOf('.')))
  if (!address) return 'Drive'
  const { bus } = address
  return `${bus === 'nvme' ? 'NVMe' : bus.toUpperCase()} ${diskPrefix(address).slice(bus.length)}`
}

/** One sentence about a key; undefined for one that nothing is known about. */
export function explainVmxKey(key: string): string | undefined {
  const lower = key.toLowerCase()
  const known = own(exact, lower)
  if (known !== undefined) return known
  for (const [pattern, explain] of patterns) {
    const match = pattern.exec(lower)
    const sentence = match && explain(match)
    if (sentence) return sentence
  }
  return undefined
}
