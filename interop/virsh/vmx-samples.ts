/** VMX files that use every key that libvirt and we both read: each is given to both, which have to see the same. */

const head = (name: string, hardware = 19) =>
  `config.version = "8"\nvirtualHW.version = "${hardware}"\ndisplayName = "${name}"\n`

const device = (name: string, keys: Record<string, string>) =>
  Object.entries({ present: 'TRUE', ...keys })
    .map(([key, value]) => `${name}.${key} = "${value}"\n`)
    .join('')

const disk = (at: string, keys: Record<string, string>) => device(at, keys)
const nic = (index: number, keys: Record<string, string>) =>
  device(`ethernet${index}`, { generatedAddress: `00:0c:29:dd:ee:0${index}`, ...keys })

const sharing = (folder: Record<string, string>) =>
  'isolation.tools.hgfs.disable = "FALSE"\nsharedFolder.maxNum = "1"\n' +
  device('sharedFolder0', { enabled: 'TRUE', ...folder })

export const readable: Readonly<Record<string, string>> = {
  'nothing but what is required': 'config.version = "8"\nvirtualHW.version = "4"\ndisplayName = "test"\n',

  'CPUs, memory, identities, firmware':
    '.encoding = "UTF-8"\n' +
    head('50%25 a%2fb%5cc |22x|22 |7c') +
    'annotation = "Some |7Ctext|7C|0Ato test |22escaping|22"\n' +
    'guestOS = "ubuntu-64"\n' +
    'uuid.bios = "56 4d d1 23 27 8c 7d 38-11 3f 65 05 c5 8c 46 13"\n' +
    'memsize = "4096"\nsched.mem.max = "1000"\nsched.mem.minsize = "512"\n' +
    'numvcpus = "4"\ncpuid.coresPerSocket = "2"\nsched.cpu.shares = "High"\nsched.cpu.affinity = "0, 1,2,5"\n' +
    'smbios.reflecthost = "true"\nfirmware = "efi"\n' +
    'vm.genid = "3571897048718482545"\nvm.genidX = "2627911129287880091"\n' +
    'svga.vramSize = "8388600"\n',

  'limits that mean none, shares as a number':
    head('limits') +
    'memsize = "2048"\nsched.mem.max = "unlimited"\nsched.mem.minsize = "4000"\nnumvcpus = "3"\nsched.cpu.shares = "4223"\nsched.cpu.affinity = "all"\n',

  'keys and values in capitals':
    'CONFIG.VERSION = "8"\nVIRTUALHW.VERSION = "4"\nDISPLAYNAME = "CAPITALS"\nSCHED.CPU.SHARES = "LOW"\nSCSI0.PRESENT = "TRUE"\nSCSI0.VIRTUALDEV = "LSILOGIC"\nSCSI0:0.PRESENT = "TRUE"\nSCSI0:0.FILENAME = "A.vmdk"\nIDE0:0.PRESENT = "TRUE"\nIDE0:0.CLIENTDEVICE = "TRUE"\nIDE0:0.DEVICETYPE = "CDROM-IMAGE"\n',

  // Up to virtual hardware 12: libvirt 9 does not know the 64 disks that a SCSI controller takes from 13 on, nor NVMe.
  'disks on every controller':
    head('disks', 12) +
    device('scsi0', { virtualDev: 'pvscsi' }) +
    disk('scsi0:0', { fileName: 'a.vmdk', deviceType: 'scsi-hardDisk', writeThrough: 'TRUE' }) +
    disk('scsi0:8', { fileName: '/vmfs/volumes/datastore1/dir/b.vmdk', mode: 'independent-nonpersistent' }) +
    disk('scsi0:15', { fileName: 'c.vmdk', mode: 'independent-persistent' }) +
    device('scsi1', { virtualDev: 'buslogic' }) +
    disk('scsi1:15', { fileName: 'd.vmdk', deviceType: 'disk' }) +
    device('scsi2', { virtualDev: 'lsisas1068' }) +
    disk('scsi2:1', { fileName: 'e.vmdk' }) +
    // Without a model, and without a disk: only the first is shown.
    device('scsi3', {}) +
    disk('scsi3:0', { fileName: 'f.vmdk' }) +
    device('sata0', {}) +
    disk('sata0:29', { fileName: 'g.vmdk' }) +
    disk('ide0:0', { fileName: 'h.vmdk', deviceType: 'ata-hardDisk' }) +
    // On a controller that is not there, and one that is switched off.
    disk('sata1:0', { fileName: 'lost.vmdk' }) +
    disk('ide0:1', { present: 'FALSE', fileName: 'off.vmdk' }),

  'CD-ROM and floppy drives':
    head('drives') +
    device('sata0', {}) +
    disk('sata0:3', { deviceType: 'cdrom-image', fileName: '/usr/lib/vmware/isoimages/linux.iso' }) +
    disk('sata0:4', { deviceType: 'cdrom-image', fileName: 'emptyBackingString' }) +
    disk('sata0:5', { deviceType: 'atapi-cdrom', fileName: 'emptyBackingString', clientDevice: 'TRUE' }) +
    disk('ide0:1', { deviceType: 'cdrom-image', fileName: '/vmfs/volumes/no such datastore/x.iso' }) +
    disk('ide1:0', { deviceType: 'atapi-cdrom', fileName: 'auto detect' }) +
    disk('ide1:1', { deviceType: 'cdrom-raw', fileName: '/dev/scd0' }) +
    device('scsi0', {}) +
    disk('scsi0:0', { deviceType: 'scsi-passthru', fileName: '/vmfs/devices/cdrom/mpx.vmhba32:C0:T0:L0' }) +
    device('floppy0', { fileType: 'file', fileName: 'boot.flp' }) +
    device('floppy1', { fileType: 'device', fileName: '/dev/fd0' }),

  'network adapters of every kind':
    head('adapters') +
    nic(0, { virtualDev: 'vmxnet', features: '15', networkName: 'VM Network', addressType: 'vpx' }) +
    nic(1, { virtualDev: 'vmxnet3', connectionType: 'bridged', networkName: 'a & b' }) +
    device('ethernet2', {
      virtualDev: 'e1000e',
      connectionType: 'nat',
      addressType: 'static',
      address: 'FA:16:3E:BB:2C:4A',
    }) +
    nic(3, { virtualDev: 'e1000', connectionType: 'custom', networkName: 'n2', vnet: '/dev/vmnet7' }) +
    nic(4, { virtualDev: 'vlance' }) +
    nic(5, {
      'dvs.switchId': '50 34 26 b2 94 e9 3b 16-1d 68 87 bf ff 4a 54 40',
      'dvs.portId': '5',
      'dvs.portgroupId': 'dvportgroup-1285',
      'dvs.connectionId': '408217997',
    }) +
    nic(6, { present: 'FALSE', networkName: 'off' }) +
    nic(7, { 'opaqueNetwork.id': 'nsx-7', networkName: 'segment 7' }),

  'serial and parallel ports':
    head('ports') +
    device('serial0', { fileType: 'file', fileName: 'out.log' }) +
    device('serial1', {
      fileType: 'network',
      fileName: 'tcp4+ssl://logger.example:6001',
      'network.endPoint': 'client',
    }) +
    device('serial2', { fileType: 'network', fileName: 'telnets://0.0.0.0:42001', 'network.endPoint': 'server' }) +
    device('serial3', { fileName: '/dev/ttyS0' }) +
    device('parallel0', { fileType: 'file', fileName: 'lpt.prn' }) +
    device('parallel1', { fileType: 'device', fileName: '/dev/parport0' }),

  'more serial ports':
    head('ports 2') +
    device('serial0', { fileType: 'pipe', fileName: '/tmp/p', 'pipe.endPoint': 'server', tryNoRxLoss: 'TRUE' }) +
    device('serial1', { fileType: 'network', fileName: 'tcp://[fe80::1]:7000', 'network.endPoint': 'client' }) +
    device('serial2', { fileType: 'network', fileName: 'telnet://host:23' }) +
    device('serial3', { present: 'FALSE', fileType: 'file', fileName: 'off.log' }),

  'every scheme of a serial URI':
    head('URIs') +
    device('serial0', { fileType: 'network', fileName: 'tcp4://h:1001', 'network.endPoint': 'client' }) +
    device('serial1', { fileType: 'network', fileName: 'tcp6://[2001:db8::1]:1002', 'network.endPoint': 'server' }) +
    device('serial2', { fileType: 'network', fileName: 'ssl://h.example:1003' }) +
    device('serial3', { fileType: 'network', fileName: 'tcp+ssl://10.0.0.1:1004' }),

  'the screen, and folders shared with the guest':
    head('screen') +
    'RemoteDisplay.vnc.enabled = "TRUE"\nRemoteDisplay.vnc.port = "5903"\nRemoteDisplay.vnc.ip = "10.0.0.1"\nRemoteDisplay.vnc.keymap = "de"\nRemoteDisplay.vnc.password = "secret"\n' +
    'isolation.tools.hgfs.disable = "FALSE"\nsharedFolder.maxNum = "3"\n' +
    device('sharedFolder0', { enabled: 'TRUE', hostPath: '/srv/a', guestName: 'a' }) +
    device('sharedFolder1', { enabled: 'TRUE', hostPath: '/srv/b', guestName: 'b', writeAccess: 'TRUE' }) +
    device('sharedFolder2', { enabled: 'FALSE', hostPath: '/srv/c', guestName: 'c' }),

  'comments, blanks, statements on one line, every kind of quote':
    '#!/usr/bin/vmware\nconfig.version="8" ; virtualHW.version   =\t"7" # the rest is a comment\n\r\n  displayName = \'quotes "inside"\'\nannotation = """three\nlines"""\r',

  'a screen on a port that the host picks': head('auto') + 'RemoteDisplay.vnc.enabled = "true"\n',
}

/** What libvirt refuses, which is the whole file; we show the rest and say what is odd. */
export const refused: Readonly<Record<string, string>> = {
  'config.version other than 8': 'config.version = "9"\nvirtualHW.version = "8"\n',
  'no virtualHW.version': 'config.version = "8"\n',
  'virtualHW.version below 4': 'config.version = "8"\nvirtualHW.version = "3"\n',
  'memsize no multiple of 4': head('a') + 'memsize = "1023"\n',
  'memsize no number': head('a') + 'memsize = "much"\n',
  'no CPU': head('a') + 'numvcpus = "0"\n',
  'CPU shares of an unknown level': head('a') + 'sched.cpu.shares = "highest"\n',
  'affinity for too few CPUs': head('a') + 'numvcpus = "4"\nsched.cpu.affinity = "0,1"\n',
  'affinity that is no list': head('a') + 'sched.cpu.affinity = "0-3"\n',
  'a firmware of another name': head('a') + 'firmware = "coreboot"\n',
  'a UUID that is none': head('a') + 'uuid.bios = "56 4d"\n',
  'a SCSI model of another name': head('a') + device('scsi0', { virtualDev: 'nvme' }),
  'a disk that is neither': head('a') + disk('ide0:0', { fileName: 'a.img', deviceType: 'ata-hardDisk' }),
  'a disk of the wrong type':
    head('a') + device('scsi0', {}) + disk('scsi0:0', { fileName: 'a.vmdk', deviceType: 'ata-hardDisk' }),
  'a disk on a datastore that is missing':
    head('a') + disk('ide0:0', { fileName: '/vmfs/volumes/no such datastore/a.vmdk' }),
  'an image of the wrong type': head('a') + disk('ide0:0', { fileName: 'a.iso', deviceType: 'disk' }),
  'a floppy of no type': head('a') + device('floppy0', { fileType: 'network', fileName: 'x' }),
  'an adapter of another model': head('a') + nic(0, { virtualDev: 'rtl8139', networkName: 'x' }),
  'a custom adapter without vnet': head('a') + nic(0, { connectionType: 'custom', networkName: 'x' }),
  'an address type of another name': head('a') + nic(0, { networkName: 'x', addressType: 'random' }),
  'a key that starts with ethernet': head('a') + 'ethernet.present = "TRUE"\n',
  'a serial port of another protocol': head('a') + device('serial0', { fileType: 'network', fileName: 'udp://h:1' }),
  'a serial port with a third end':
    head('a') + device('serial0', { fileType: 'network', fileName: 'tcp://h:1', 'network.endPoint': 'middle' }),
  'a parallel port without a type': head('a') + device('parallel0', { fileName: '/dev/parport0' }),
  'a parallel port of another type': head('a') + device('parallel0', { fileType: 'pipe', fileName: 'x' }),
  'a truth value that is neither': head('a') + 'RemoteDisplay.vnc.enabled = "yes"\n',
  'a number without quotes': head('a') + 'memsize = 1024\n',
  'a word without quotes': head('a') + 'memsize = many\n',
  'a list': head('a') + 'memsize = [ "1" ]\n',
  'quotes that do not end': head('a') + 'annotation = "no end\nmemsize = "4"\n',
  'a name with a character that none has': head('a') + 'a+b = "1"\n',
  'a line without a value': head('a') + 'memsize\n',
  'percents in the name that are no escape': head('100% sure'),
  'an annotation with half an escape': head('a') + 'annotation = "x|2"\n',
  'an unknown encoding': '.encoding = "klingon"\n' + head('a'),
}

/**
 * What libvirt shows in its escapes: it decodes the name and the note only, while hosts (and virt-v2v) decode every value.
 * Such values are compared with what stands in the file.
 */
export const leftInEscapes: Readonly<Record<string, { vmx: string; stored: string; plain: string }>> = {
  'the name of a network': {
    vmx: head('a') + nic(0, { networkName: 'lab |22A|22' }),
    stored: 'lab |22A|22',
    plain: 'lab "A"',
  },
  'the host end of a shared folder': {
    vmx: head('a') + sharing({ hostPath: '/srv/|22a|22', guestName: 'a' }),
    stored: '/srv/|22a|22',
    plain: '/srv/"a"',
  },
  'the file of a serial port': {
    vmx: head('a') + device('serial0', { fileType: 'file', fileName: 'out|7c1.log' }),
    stored: 'out|7c1.log',
    plain: 'out|1.log',
  },
  'a device of the host': {
    vmx: head('a') + device('serial0', { fileName: '/dev/tty|22S0' }),
    stored: '/dev/tty|22S0',
    plain: '/dev/tty"S0',
  },
  'the file of a disk': {
    vmx: head('a') + disk('ide0:0', { fileName: 'a|7cb.vmdk', deviceType: 'ata-hardDisk' }),
    stored: 'a|7cb.vmdk',
    plain: 'a|b.vmdk',
  },
}

/** What libvirt refuses as well, though it is nothing odd: hosts write it, and we know what they mean by it. */
export const refusedInVain: Readonly<Record<string, string>> = {
  'a serial port for printing': head('a') + device('serial0', { fileType: 'thinprint' }),
  'a bridged adapter without a network': head('a') + nic(0, { connectionType: 'bridged' }),
  'a host-only adapter': head('a') + nic(0, { connectionType: 'hostonly' }),
  'an adapter for remote memory': head('a') + nic(0, { virtualDev: 'vrdma', networkName: 'x' }),
  'a disk of a whole device': head('a') + disk('ide0:0', { fileName: 'a.vmdk', deviceType: 'rawDisk' }),
  // From libvirt 11.3 on it is read.
  'a key with a star': head('a') + 'pciPassthru*.present = "FALSE"\n',
  'a firmware that is named although it is the usual one': head('a') + 'firmware = "bios"\n',
  // From libvirt 9.1 on it becomes a port that leads nowhere.
  'a serial port behind a concentrator':
    head('a') + device('serial0', { fileType: 'network', fileName: 'vSPC.py', vspc: 'telnet://concentrator:13370' }),
}
