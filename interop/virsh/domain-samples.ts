/** Domain XMLs that ask one thing each of whoever writes a VMX of them. */

const head = "<domain type='vmware'><name>a</name><memory>131072</memory>"
const hvm = "<os><type arch='x86_64'>hvm</type></os>"
const domain = (devices: string, more = '', start = head, os = hvm) =>
  `${start}<uuid>564dd123-278c-7d38-113f-6505c58c4613</uuid>${os}${more}<devices>${devices}</devices></domain>`
const more = (text: string) => domain('', text)
const os = (text: string) => domain('', '', head, text)
const start = (text: string) => domain('', '', `<domain type='vmware'>${text}`)

const file = "file='[datastore1] v/x.vmdk'"
const disk = (target: string, { type = 'file', device = 'disk', source = file, rest = '' } = {}) =>
  domain(`<disk type='${type}' device='${device}'><source ${source}/><target ${target}/>${rest}</disk>`)
const at = (controller: number, bus: number, unit: number) =>
  `<address type='drive' controller='${controller}' bus='${bus}' target='0' unit='${unit}'/>`
const controller = (text: string) =>
  domain(`<disk type='file'><source ${file}/><target dev='sda' bus='scsi'/></disk><controller ${text}/>`)
const nic = (type: string, inside: string, mac = "<mac address='00:0c:29:00:00:01'/>") =>
  domain(`<interface type='${type}'>${mac}${inside}</interface>`)
const bridge = (mac: string, inside = '') => nic('bridge', `<source bridge='x'/>${inside}`, `<mac address='${mac}'/>`)
const serial = (type: string, inside = '') => domain(`<serial type='${type}'>${inside}</serial>`)

/** Both write the same, or both refuse. */
export const writable: Readonly<Record<string, string>> = {
  'no name': start('<memory>131072</memory>'),
  'no memory': start('<name>a</name>'),
  'another hypervisor': domain('', '', "<domain type='kvm'><name>a</name><memory>131072</memory>"),
  'no os': os(''),
  'another os type': os('<os><type>xen</type></os>'),
  'no architecture': os('<os><type>hvm</type></os>'),
  'another architecture': os("<os><type arch='aarch64'>hvm</type></os>"),
  EFI: os("<os firmware='efi'><type arch='x86_64'>hvm</type><boot dev='hd'/></os>"),
  'SMBIOS of the host': os("<os><type arch='x86_64'>hvm</type><smbios mode='host'/></os>"),
  'SMBIOS made up': os("<os><type arch='x86_64'>hvm</type><smbios mode='sysinfo'/></os>"),
  'memory in units': start("<name>a</name><memory unit='MiB'>513</memory><currentMemory unit='MB'>200</currentMemory>"),
  'memory in bytes': start("<name>a</name><memory unit='b'>513000000</memory>"),
  'the least memory': start('<name>a</name><memory>1</memory>'),
  'more current memory than there is': start('<name>a</name><memory>4096</memory><currentMemory>8192</currentMemory>'),
  guarantee: more("<memtune><hard_limit unit='MiB'>3</hard_limit><min_guarantee>1025</min_guarantee></memtune>"),
  'no vCPU': more('<vcpu>0</vcpu>'),
  'fewer vCPUs at the start': more("<vcpu current='1'>2</vcpu>"),
  'a cpuset': more("<vcpu cpuset='1-4,^3'>2</vcpu>"),
  'a cpuset too short': more("<vcpu cpuset='1'>2</vcpu>"),
  topology: more("<vcpu>4</vcpu><cpu><topology sockets='2' cores='2' threads='1'/></cpu>"),
  'a topology of sockets': more("<vcpu>4</vcpu><cpu><topology sockets='4' cores='1' threads='1'/></cpu>"),
  'a topology that does not fit': more("<vcpu>4</vcpu><cpu><topology sockets='1' cores='2' threads='1'/></cpu>"),
  threads: more("<vcpu>4</vcpu><cpu><topology sockets='1' cores='2' threads='2'/></cpu>"),
  dies: more("<vcpu>4</vcpu><cpu><topology sockets='1' dies='2' cores='2' threads='1'/></cpu>"),
  'a CPU of the host': more("<vcpu>4</vcpu><cpu mode='host-passthrough'/>"),
  'a CPU model': more(
    "<vcpu>4</vcpu><cpu mode='custom' match='exact'><model>Haswell</model><topology sockets='2' cores='2' threads='1'/></cpu>",
  ),
  'shares with a word': more('<vcpu>4</vcpu><cputune><shares>2000</shares></cputune>'),
  'shares of none': more('<vcpu>4</vcpu><cputune><shares>0</shares></cputune>'),
  'what a VMX does not know': more(
    "<genid>3191ed70-eb21-9c71-2478-373fb27fed9b</genid><title>T</title><iothreads>2</iothreads><features><acpi/></features><clock offset='localtime'/><on_poweroff>preserve</on_poweroff>",
  ),
  description: more('<description>it is "50%" | &lt;ok&gt;</description>'),
  'a disk without an address': disk("dev='sda' bus='scsi'"),
  'a disk without a bus': disk("dev='sdb'"),
  'a disk on IDE': disk("dev='hdb'"),
  'an IDE disk too many': disk("dev='hde'"),
  'a disk on virtio': disk("dev='vda'"),
  'a disk on USB': disk("dev='sda' bus='usb'"),
  'a disk on the second controller': disk("dev='sdp' bus='scsi'"),
  'a disk behind unit 7': disk("dev='sdh' bus='scsi'", { rest: at(0, 0, 8) }),
  'a disk on unit 7': disk("dev='sdh' bus='scsi'", { rest: at(0, 0, 7) }),
  'a disk elsewhere than its target': disk("dev='sda' bus='scsi'", { rest: at(1, 0, 3) }),
  'a disk on another bus': disk("dev='sda' bus='scsi'", { rest: at(0, 1, 0) }),
  'a disk beyond the last controller': disk("dev='sdci' bus='scsi'"),
  'a driver': disk("dev='sda' bus='scsi'", { rest: "<driver name='qemu' type='qcow2'/>" }),
  'cache none': disk("dev='sda' bus='scsi'", { rest: "<driver cache='none'/>" }),
  'cache writethrough': disk("dev='sda' bus='scsi'", { rest: "<driver cache='writethrough'/>" }),
  'cache writethrough on IDE': disk("dev='hda' bus='ide'", { rest: "<driver cache='writethrough'/>" }),
  'a transient disk': disk("dev='sda' bus='scsi'", { rest: '<transient/>' }),
  'a shareable disk': disk("dev='sda' bus='scsi'", { rest: '<readonly/><serial>1</serial><shareable/>' }),
  'an image of another kind': disk("dev='sda' bus='scsi'", { source: "file='[datastore1] v/x.img'" }),
  'capitals in a suffix': disk("dev='sda' bus='scsi'", { source: "file='[datastore1] v/x.VMDK'" }),
  'a path of the host': disk("dev='sda' bus='scsi'", { source: "file='/vmfs/volumes/q/x.vmdk'" }),
  'a relative path': disk("dev='sda' bus='scsi'", { source: "file='x.vmdk'" }),
  'a datastore that is missing': disk("dev='sda' bus='scsi'", { source: "file='[nope] x.vmdk'" }),
  'a block device': disk("dev='sda' bus='scsi'", { type: 'block', source: "dev='/dev/sdb'" }),
  'a LUN': disk("dev='sda' bus='scsi'", { type: 'block', device: 'lun', source: "dev='/vmfs/devices/cdrom/x'" }),
  'a LUN on IDE': disk("dev='hda' bus='ide'", { type: 'block', device: 'lun', source: "dev='/dev/x'" }),
  'an ISO': disk("dev='hda' bus='ide'", { device: 'cdrom', source: "file='[datastore1] a.iso'" }),
  'an image that is no ISO': disk("dev='hda' bus='ide'", { device: 'cdrom', source: "file='[datastore1] a.img'" }),
  'an empty drive': domain("<disk type='file' device='cdrom'><target dev='hdc' bus='ide'/></disk>"),
  'an empty SCSI drive': domain("<disk type='file' device='cdrom'><target dev='sda' bus='scsi'/></disk>"),
  'a drive of the host': disk("dev='hda' bus='ide'", { type: 'block', device: 'cdrom', source: "dev='/dev/scd0'" }),
  'any drive of the host': disk("dev='hda' bus='ide'", {
    type: 'block',
    device: 'cdrom',
    source: "startupPolicy='optional'",
  }),
  'no drive of the host': domain("<disk type='block' device='cdrom'><target dev='hdc' bus='ide'/></disk>"),
  'a floppy': disk("dev='fda' bus='fdc'", { device: 'floppy', source: "file='[datastore1] a.flp'" }),
  'a floppy of the host': disk("dev='fdb' bus='fdc'", { type: 'block', device: 'floppy', source: "dev='/dev/fd0'" }),
  'an empty floppy': domain("<disk type='file' device='floppy'><target dev='fda' bus='fdc'/></disk>"),
  'a third floppy': domain("<disk type='file' device='floppy'><target dev='fdc' bus='fdc'/></disk>"),
  ...Object.fromEntries(
    ['buslogic', 'lsilogic', 'lsisas1068', 'vmpvscsi', 'virtio-scsi', 'pvscsi', 'lsisas1078'].map((model) => [
      `the SCSI model ${model}`,
      controller(`type='scsi' index='0' model='${model}'`),
    ]),
  ),
  'a controller without disks': controller("type='scsi' index='1' model='lsilogic'"),
  'a bridge': nic('bridge', "<source bridge='VM Network'/>"),
  'a bridge to nowhere': nic('bridge', ''),
  'a network of libvirt': nic('network', "<source network='default'/>"),
  'a macvtap': nic('direct', "<source dev='eth0'/>"),
  NAT: nic('user', ''),
  'no network': nic('null', ''),
  'a distributed switch': nic(
    'vds',
    "<source switchid='503426b2-94e9-3b16-1d68-87bfff4a5440' portid='5' portgroupid='dvportgroup-1285' connectionid='408217997'/>",
  ),
  ...Object.fromEntries(
    [
      "00:50:56:01:02:03' type='generated",
      "00:0c:29:01:02:03' type='static",
      "00:0c:29:01:02:03' check='yes",
      "00:0c:29:01:02:03' type='generated' check='no",
      "00:50:56:91:02:03' check='no",
      "00:50:56:91:02:03' type='static",
      "00:50:56:91:02:03' type='generated",
      '00:50:56:3f:02:03',
      '00:50:56:41:02:03',
      'fa:50:56:3f:02:03',
      "fa:50:56:3f:02:03' type='static' check='yes",
      "fa:50:56:3f:02:03' type='generated",
      '00-50-56-3F-02-03',
      'fa:50:56',
    ].map((mac) => [`the MAC ${mac.replaceAll("'", '')}`, bridge(mac)]),
  ),
  ...Object.fromEntries(
    ['VMXNET3', 'vmxnet', 'vmxnet2', 'e1000e', 'vlance', 'virtio', 'vrdma'].map((model) => [
      `the adapter ${model}`,
      bridge('00:0c:29:00:00:01', `<model type='${model}'/>`),
    ]),
  ),
  'a link that is down': bridge('00:0c:29:00:00:01', "<link state='down'/><mtu size='9000'/><boot order='1'/>"),
  'a name that libvirt made up': bridge('00:0c:29:00:00:01', "<target dev='vnet1'/>"),
  'a custom vnet': bridge('00:0c:29:00:00:01', "<target dev='/dev/vmnet2'/>"),
  'eleven adapters': domain(
    Array.from(
      { length: 11 },
      (_none, n) => `<interface type='user'><mac address='00:0c:29:00:00:${10 + n}'/></interface>`,
    ).join(''),
  ),
  'a serial device': serial('dev', "<source path='/dev/ttyS0'/><target port='2'/>"),
  'serial ports without numbers': domain(
    "<serial type='dev'><source path='/dev/ttyS0'/></serial><serial type='dev'><source path='/dev/ttyS1'/></serial>",
  ),
  'a serial file of the host': serial('file', "<source path='/tmp/x'/>"),
  'a serial file beside nothing': serial('file', "<source path='x.log'/>"),
  'a serial pipe': serial('pipe', "<source path='/tmp/p'/>"),
  'a serial server': serial('tcp', "<source mode='bind' host='' service='1'/><protocol type='telnets'/>"),
  'a serial client': serial('tcp', "<source mode='connect' host='h' service='99'/><protocol type='tls'/>"),
  'a serial port without a host': serial('tcp', "<source mode='bind' service='1'/>"),
  ...Object.fromEntries(
    ['pty', 'unix', 'udp'].map((type) => [
      `a serial ${type}`,
      serial(type, "<source mode='connect' host='h' service='1' path='/x'/>"),
    ]),
  ),
  'a fifth serial port': serial('dev', "<source path='/dev/ttyS0'/><target port='4'/>"),
  'a parallel pipe': domain("<parallel type='pipe'><source path='/x'/></parallel>"),
  'a parallel port': domain("<parallel type='dev'><source path='/dev/parport0'/><target port='2'/></parallel>"),
  'a fourth parallel port': domain("<parallel type='dev'><source path='/dev/parport0'/><target port='3'/></parallel>"),
  'a console alone': domain("<console type='pty'/>"),
  VNC: domain("<graphics type='vnc' port='5901' passwd='x'/>"),
  'VNC on any port': domain(
    "<graphics type='vnc' autoport='yes' listen='1.2.3.4' keymap='de' sharePolicy='force-shared'/>",
  ),
  'VNC without a port': domain("<graphics type='vnc'/>"),
  'VNC on a network': domain("<graphics type='vnc' port='5900'><listen type='network' network='default'/></graphics>"),
  SPICE: domain("<graphics type='spice'/>"),
  'another video device': domain("<video><model type='cirrus' vram='1' heads='1'/></video>"),
  'video without memory': domain("<video><model type='vmvga'/></video>"),
  'two heads': domain("<video><model type='vmvga' vram='100' heads='2'/></video>"),
  'two video devices': domain(
    "<video><model type='vmvga' vram='100'/></video><video><model type='vmvga' vram='100'/></video>",
  ),
  '3D': domain("<video><model type='vmvga' vram='100'><acceleration accel3d='yes'/></model></video>"),
  'devices that a VMX does not know': domain(
    "<sound model='es1370'/><input type='mouse' bus='ps2'/><memballoon model='virtio'/>",
  ),
  'a shared folder': domain("<filesystem type='mount'><source dir='/a'/><target dir='b'/></filesystem>"),
  'a folder that can only be read': domain(
    "<filesystem type='mount'><source dir='/a'/><target dir='b'/><readonly/></filesystem>",
  ),
  'a file as a file system': domain("<filesystem type='file'><source file='/a'/><target dir='b'/></filesystem>"),
  'no XML': '<domain',
  'another document': '<network/>',
  'a name with a slash': start('<name>a/b 50%</name><memory>131072</memory>'),
  'a UUID that is none': more('<uuid>xx</uuid>').replace('<uuid>564dd123-278c-7d38-113f-6505c58c4613</uuid>', ''),
  'the UUID of none': more('').replace(/<uuid>[^<]*/, '<uuid>00000000-0000-0000-0000-000000000000'),
}

/** Where we write something else than libvirt, or take what it refuses, with the reason. */
export const writtenOtherwise: Readonly<
  Record<string, { xml: string; why: string; ours: RegExp; theirs: RegExp | 'refused' }>
> = {
  'a SATA disk': {
    xml: disk("dev='sdb' bus='sata'"),
    why: 'hosts have SATA since 5.5, and libvirt reads it, but cannot write it',
    ours: /^sata0:1\.fileName = "\/vmfs\/volumes\/.*\/v\/x\.vmdk"$/m,
    theirs: 'refused',
  },
  'a line break in the description': {
    xml: more('<description>two\nlines</description>'),
    why: 'libvirt writes it as it is, and cannot read the file any more',
    ours: /^annotation = "two\|0Alines"$/m,
    theirs: /^annotation = "two\nlines"$/m,
  },
  'a quote in the name of a network': {
    xml: nic('bridge', "<source bridge='a&quot;b|c'/>"),
    why: 'libvirt writes it as it is, and cannot read the file any more',
    ours: /^ethernet0\.networkName = "a\|22b\|7cc"$/m,
    theirs: /^ethernet0\.networkName = "a"b\|c"$/m,
  },
  'an IPv6 address': {
    xml: serial('tcp', "<source mode='connect' host='fe80::1' service='99'/>"),
    why: 'without brackets the port cannot be told from the address',
    ours: /^serial0\.fileName = "tcp:\/\/\[fe80::1\]:99"$/m,
    theirs: /^serial0\.fileName = "tcp:\/\/fe80::1:99"$/m,
  },
  'no UUID': {
    xml: more('').replace(/<uuid>[^<]*<\/uuid>/, ''),
    why: 'libvirt makes one up; we leave it to the host',
    ours: /^uuid\.action = "create"$/m,
    theirs: /^uuid\.bios = "/m,
  },
  'no MAC address': {
    xml: nic('user', '', ''),
    why: 'libvirt makes one up; we leave it to the host',
    ours: /^ethernet0\.addressType = "generated"$(?!\nethernet0\.generatedAddress)/m,
    theirs: /^ethernet0\.generatedAddress = "00:0c:29:/m,
  },
  'a serial port that leads nowhere': {
    xml: serial('null'),
    why: 'later versions of libvirt make such ports of a VMX, and refuse them on the way back',
    ours: /^vmci0\.present = "true"$/m,
    theirs: 'refused',
  },
  'secure boot': {
    xml: os(
      "<os firmware='efi'><firmware><feature enabled='yes' name='secure-boot'/></firmware><type arch='x86_64'>hvm</type></os>",
    ),
    why: 'libvirt reads it from 11 on, and writes it never',
    ours: /^uefi\.secureBoot\.enabled = "TRUE"$/m,
    theirs: /^firmware = "efi"$(?![\s\S]*secureBoot)/m,
  },
  'a CPU without a topology': {
    xml: more("<cpu mode='custom' match='exact'><model>Haswell</model></cpu>"),
    why: 'libvirt misses the one thread per core that is meant; we say that the model is not kept',
    ours: /^numvcpus = "1"$/m,
    theirs: 'refused',
  },
  'two screens': {
    xml: domain("<graphics type='vnc'/><graphics type='vnc'/>"),
    why: 'libvirt writes every key twice; we refuse the second',
    ours: /one screen only/,
    theirs: /RemoteDisplay/,
  },
  'a name with a line break': {
    xml: start('<name>a\nb</name><memory>131072</memory>'),
    why: 'libvirt writes it as it is, and cannot read the file any more; we refuse it',
    ours: /line break/,
    theirs: /^displayName = "a\nb"$/m,
  },
  'a document type': {
    xml: `<!DOCTYPE d [<!ENTITY a "b">]>${domain('')}`,
    why: 'we read none',
    ours: /DOCTYPE/,
    theirs: /displayName/,
  },
}
