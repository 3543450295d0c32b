import * as fc from 'fast-check'

/**
 * VMX files made up from everything that libvirt reads, most of it as hosts write it and some of it wrong. Left out is
 * what libvirt 9 reads otherwise than later versions and we do: SCSI disks beyond the first fifteen on virtual hardware
 * 13, and values in escapes of their own.
 */
type Keys = Record<string, string>

/** Mostly the first ones; the last ones are wrong, or unusual. */
const mostly = (usual: readonly string[], unusual: readonly string[] = []) =>
  unusual.length === 0
    ? fc.constantFrom(...usual)
    : fc.oneof(
        { weight: 200, arbitrary: fc.constantFrom(...usual) },
        { weight: 1, arbitrary: fc.constantFrom(...unusual) },
      )

const boolean = mostly(['TRUE', 'true', 'FALSE', 'False'], ['yes'])
const present = mostly(['TRUE', 'true', 'True', 'TRUE', 'FALSE'], ['1'])

/** Each key with its values, each there or not. */
const some = (values: Record<string, fc.Arbitrary<string>>): fc.Arbitrary<Keys> =>
  fc.record(values, { requiredKeys: [] }).map((keys) => ({ ...keys }) as Keys) // made of these keys only

const device = (name: string, keys: fc.Arbitrary<Keys>): fc.Arbitrary<Keys> =>
  fc
    .tuple(present, keys)
    .map(([is, rest]) =>
      Object.fromEntries(Object.entries({ present: is, ...rest }).map(([key, value]) => [`${name}.${key}`, value])),
    )

const general = some({
  '.encoding': mostly(['UTF-8', 'utf-8'], ['klingon']),
  displayName: mostly(['plain', 'Größe 50%25 a%2fb', 'a |22b|22 |7c', 'x&<y>', '標準語'], ['100%', '']),
  annotation: mostly(['one line', 'two|0Alines', '|7c and |22, & <b>', ' blanks around '], ['half |2']),
  guestOS: mostly(['ubuntu-64', 'other', 'windows9srv-64', 'other-64', 'freebsd-64 ']),
  'uuid.bios': mostly(
    ['56 4d d1 23 27 8c 7d 38-11 3f 65 05 c5 8c 46 13', '564dd123278c7d38113f6505c58c4613'],
    ['56 4d', '00 00 00 00 00 00 00 00-00 00 00 00 00 00 00 00'],
  ),
  'vm.genid': mostly(['3571897048718482545', '-1', '0']),
  'vm.genidX': mostly(['2627911129287880091', '-9223372036854775808', '0']),
  memsize: mostly(['4', '1024', '4096', '65536'], ['1023', '0', '-4', 'much']),
  'sched.mem.max': mostly(['unlimited', '-1', '512', '1000', '99999'], ['x']),
  'sched.mem.minsize': mostly(['0', '256', '99999', '-5', 'unlimited'], ['x']),
  'sched.mem.min': mostly(['256', 'x']),
  numvcpus: mostly(['2', '3', '4', '16'], ['0', '-2', 'x']),
  'cpuid.coresPerSocket': mostly(['1', '2', '1'], ['-1', 'x', '4']),
  'sched.cpu.shares': mostly(['low', 'Normal', 'HIGH', '4223', '0'], ['highest']),
  'sched.cpu.affinity': mostly(
    ['all', '0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16', '0, 2 ,4,6,8,10,12,14,16,18,20,22,24,26,28,30'],
    ['0-3', '1'],
  ),
  'sched.cpu.min': mostly(['500', 'x']),
  'smbios.reflecthost': boolean,
  firmware: mostly(['efi'], ['EFI', 'coreboot', 'bios']),
  'svga.vramSize': mostly(['4194304', '8388600', '1', '134217728'], ['x']),
  'RemoteDisplay.vnc.enabled': boolean,
  'RemoteDisplay.vnc.port': mostly(['5900', '5964', '-1', '6000'], ['x']),
  'RemoteDisplay.vnc.ip': mostly(['10.0.0.1', '0.0.0.0', '::1']),
  'RemoteDisplay.vnc.keymap': mostly(['de', 'en-us']),
  'RemoteDisplay.vnc.password': mostly(['secret']),
  'tools.syncTime': mostly(['FALSE']),
  'pciBridge0.present': mostly(['TRUE', '?']),
})

const files = ['disk.vmdk', 'Disk.VMDK', '/vmfs/volumes/datastore1/dir/b c.vmdk', 'ä&b.vmdk']
const isos = ['/vmfs/volumes/datastore1/iso/linux.iso', 'cd.ISO', '/usr/lib/vmware/isoimages/linux.iso']

/** With a file always: without one libvirt 9 refuses what later versions take for an empty drive. */
const named = (fileName: fc.Arbitrary<string>, rest: fc.Arbitrary<Keys>): fc.Arbitrary<Keys> =>
  fc.tuple(fileName, rest).map(([name, keys]) => ({ fileName: name, ...keys }))

const hardDisk = named(
  mostly(files, ['/vmfs/volumes/no such datastore/x.vmdk', 'x.img']),
  some({
    writeThrough: boolean,
    mode: mostly(['persistent', 'independent-persistent', 'independent-nonpersistent']),
    redo: mostly(['']),
  }),
)

const optical = fc.oneof(
  named(
    mostly(isos, ['/vmfs/volumes/no such datastore/x.iso']),
    some({ deviceType: mostly(['cdrom-image'], ['disk']) }),
  ),
  fc.constantFrom<Keys>(
    { deviceType: 'atapi-cdrom', fileName: 'auto detect' },
    { deviceType: 'atapi-cdrom', fileName: '/dev/sr0' },
    { deviceType: 'cdrom-raw', fileName: '/dev/scd0' },
    { deviceType: 'cdrom-raw', fileName: 'auto detect' },
    { deviceType: 'cdrom-image', fileName: 'emptyBackingString' },
    { deviceType: 'atapi-cdrom', fileName: 'emptyBackingString', clientDevice: 'TRUE' },
    { deviceType: 'scsi-passthru', fileName: '/vmfs/devices/cdrom/mpx.vmhba32:C0:T0:L0' },
  ),
)

const drive = (name: string, type: string | undefined) =>
  fc.oneof(
    {
      weight: 3,
      arbitrary: device(
        name,
        fc
          .tuple(
            hardDisk,
            type === undefined ? fc.constant({}) : some({ deviceType: mostly([type, 'disk'], ['nonsense']) }),
          )
          .map(([a, b]) => ({ ...a, ...b })),
      ),
    },
    { weight: 2, arbitrary: device(name, optical) },
  )

const floppy = (name: string) =>
  device(
    name,
    fc.constantFrom<Keys>(
      { fileType: 'file', fileName: 'boot.flp' },
      { fileType: 'file' },
      { fileType: 'device', fileName: '/dev/fd0' },
      { fileType: 'device', fileName: '/dev/fd0', clientDevice: 'TRUE' },
    ),
  )

const nic = (name: string) =>
  device(
    name,
    fc
      .tuple(
        some({
          virtualDev: mostly(['vlance', 'vmxnet', 'vmxnet3', 'e1000', 'e1000e', 'VMXNET3'], ['rtl8139']),
          features: mostly(['15', '1']),
          startConnected: boolean,
          wakeOnPcktRcv: boolean,
        }),
        fc.constantFrom<Keys>(
          { addressType: 'generated', generatedAddress: '00:0c:29:dd:ee:01' },
          { addressType: 'GENERATED', generatedAddress: '00:0C:29:dd:ee:01', generatedAddressOffset: '0' },
          { addressType: 'vpx', generatedAddress: '00:50:56:80:b3:81' },
          { addressType: 'static', address: '00:50:56:01:02:03' },
          { addressType: 'static', address: 'fa:16:3e:bb:2c:4a', checkMACAddress: 'false' },
          { addressType: 'static', address: '00:0c:29:01:02:03', checkMACAddress: 'true' },
          { generatedAddress: '00:0c:29:dd:ee:02' },
        ),
        fc.constantFrom<Keys>(
          { networkName: 'VM Network' },
          { networkName: 'a & b', connectionType: 'bridged' },
          { networkName: 'n', connectionType: 'custom', vnet: '/dev/vmnet7' },
          { connectionType: 'nat' },
          { connectionType: 'NAT', networkName: 'x' },
          {},
          {
            'dvs.switchId': '50 34 26 b2 94 e9 3b 16-1d 68 87 bf ff 4a 54 40',
            'dvs.portId': '5',
            'dvs.portgroupId': 'dvportgroup-1285',
            'dvs.connectionId': '408217997',
          },
        ),
      )
      .map(([own, address, network]): Keys => ({ ...own, ...address, ...network })),
  )

const serial = (name: string) =>
  device(
    name,
    fc.constantFrom<Keys>(
      { fileType: 'device', fileName: '/dev/ttyS0' },
      { fileName: '/dev/ttyS1', yieldOnMsrRead: 'TRUE' },
      { fileType: 'file', fileName: 'out.log' },
      { fileType: 'FILE', fileName: '/vmfs/volumes/datastore1/dir/out.log' },
      { fileType: 'pipe', fileName: '/tmp/p', 'pipe.endPoint': 'server' },
      { fileType: 'network', fileName: 'tcp://10.0.0.1:1001', 'network.endPoint': 'client' },
      { fileType: 'network', fileName: 'telnet://0.0.0.0:23', 'network.endPoint': 'server' },
      { fileType: 'network', fileName: 'telnets://h.example:992' },
      { fileType: 'network', fileName: 'tcp4+ssl://h:6001', 'network.endPoint': 'client' },
      { fileType: 'network', fileName: 'tcp6://[2001:db8::1]:1002' },
    ),
  )

const parallel = (name: string) =>
  device(
    name,
    fc.constantFrom<Keys>(
      { fileType: 'file', fileName: 'lpt.prn' },
      { fileType: 'device', fileName: '/dev/parport0', bidirectional: 'TRUE' },
    ),
  )

const folders = fc.constantFrom<Keys>(
  {},
  {},
  {
    'isolation.tools.hgfs.disable': 'FALSE',
    'sharedFolder.maxNum': '1',
    'sharedFolder0.present': 'TRUE',
    'sharedFolder0.enabled': 'TRUE',
    'sharedFolder0.hostPath': '/srv/a',
    'sharedFolder0.guestName': 'a',
    'sharedFolder0.writeAccess': 'TRUE',
  },
  { 'isolation.tools.hgfs.disable': 'TRUE', 'sharedFolder.maxNum': '1', 'sharedFolder0.present': 'TRUE' },
)

const scsi = (index: number) =>
  device(
    `scsi${index}`,
    some({ virtualDev: mostly(['buslogic', 'lsilogic', 'lsisas1068', 'pvscsi', 'PVSCSI'], ['nvme']) }),
  )

/** Devices of one kind: some of the names that there are. */
const few = (names: readonly string[], most: number, make: (name: string) => fc.Arbitrary<Keys>) =>
  fc.subarray(names.slice(), { maxLength: most }).chain((chosen) => fc.tuple(...chosen.map(make)))

const units = [0, 1, 6, 8, 15]
const scsiNames = [0, 1, 2, 3].flatMap((index) => units.map((unit) => `scsi${index}:${unit}`))

const old = fc.tuple(
  fc.constantFrom('4', '7', '8', '10', '12').map((version) => [{ 'virtualHW.version': version }]),
  fc.tuple(...[0, 1, 2, 3].map(scsi)),
  few(scsiNames, 5, (name) => drive(name, 'scsi-hardDisk')),
)

/** Of libvirt 9 and us only the first fifteen disks of the first controller have one name on virtual hardware 13. */
const modern = fc.tuple(
  fc.constantFrom('13', '19', '21').map((version) => [{ 'virtualHW.version': version }]),
  fc.tuple(scsi(0)),
  few(
    units.map((unit) => `scsi0:${unit}`),
    3,
    (name) => drive(name, 'scsi-hardDisk'),
  ),
)

/** Whole files; every one of them is one that a parser has to take a stand on. */
export const vmxArbitrary: fc.Arbitrary<string> = fc
  .tuple(
    general.map((keys) => [keys]),
    fc.oneof(old, modern).map((parts) => parts.flat()),
    fc.tuple(folders),
    few(['sata0', 'sata1', 'sata3'], 2, (name) => device(name, fc.constant({}))),
    few(['sata0:0', 'sata0:3', 'sata0:29', 'sata1:7'], 2, (name) => drive(name, undefined)),
    few(['ide0:0', 'ide0:1', 'ide1:0', 'ide1:1'], 3, (name) => drive(name, 'ata-hardDisk')),
    few(['floppy0', 'floppy1'], 2, floppy),
    few(['ethernet0', 'ethernet1', 'ethernet3', 'ethernet9'], 3, nic),
    few(['serial0', 'serial1', 'serial3', 'serial4'], 3, serial),
    few(['parallel0', 'parallel2', 'parallel3'], 2, parallel),
  )
  .map((groups) => {
    const keys: Keys = Object.assign({ 'config.version': '8' }, ...groups.flat()) as Keys // records of keys, all of them
    return Object.entries(keys)
      .map(([key, value]) => `${key} = "${value}"\n`)
      .join('')
  })
