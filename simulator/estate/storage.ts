import type { DataObject } from '../vim25/value'
import { hashText } from '../world/random'
import type { HostPlan } from './inventory-plan'

const blockSize = 512
const gib = 1024 ** 3
const blockKey = 'key-vim.host.BlockHba-vmhba0'
const iscsiKey = 'key-vim.host.InternetScsiHba-vmhba64'

/** `config.storageDevice` of a host: a local controller with its disks, and a software iSCSI adapter with its targets. */
export function hostStorage(host: HostPlan): DataObject {
  const serial = hashText(host.name).toString(16).padStart(8, '0')
  const targets = host.iscsiTargets ?? []
  const localDisks = [480, 1920].map((size, index) => localDisk(serial, size, index))
  const luns = targets.map((target) => iscsiLun(target.iqn, target.gib))
  return {
    hostBusAdapter: [
      {
        $type: 'HostBlockHba',
        key: blockKey,
        device: 'vmhba0',
        bus: 2,
        status: 'online',
        model: 'Smart Array P408i-a SR Gen10',
        driver: 'smartpqi',
        pci: '0000:02:00.0',
        storageProtocol: 'scsi',
      },
      iscsiAdapter(host, serial, targets),
    ],
    scsiLun: [...localDisks, ...luns],
    scsiTopology: {
      adapter: [
        {
          key: 'key-vim.host.ScsiTopology.Interface-vmhba0',
          adapter: blockKey,
          target: localDisks.map((disk, index) => ({
            key: `key-vim.host.ScsiTopology.Target-vmhba0:0:${index}`,
            target: index,
            lun: [{ key: `key-vim.host.ScsiTopology.Lun-${String(disk['uuid'])}`, lun: 0, scsiLun: disk['key'] }],
            transport: { $type: 'HostParallelScsiTargetTransport' },
          })),
        },
        {
          key: 'key-vim.host.ScsiTopology.Interface-vmhba64',
          adapter: iscsiKey,
          target: luns.map((lun, index) => ({
            key: `key-vim.host.ScsiTopology.Target-vmhba64:0:${index}`,
            target: index,
            lun: [{ key: `key-vim.host.ScsiTopology.Lun-${String(lun['uuid'])}`, lun: 0, scsiLun: lun['key'] }],
            transport: {
              $type: 'HostInternetScsiTargetTransport',
              iScsiName: targets[index]?.iqn ?? '',
              iScsiAlias: '',
              address: waysTo(targets[index]).map((address) => `${address}:3260`),
            },
          })),
        },
      ],
    },
    multipathInfo: {
      lun: [
        ...localDisks.map((disk, index) => logicalUnit(disk, blockKey, [`vmhba0:C0:T${index}:L0`])),
        ...luns.map((lun, index) =>
          logicalUnit(
            lun,
            iscsiKey,
            waysTo(targets[index]).map((_, way) => `vmhba64:C${way}:T${index}:L0`),
          ),
        ),
      ],
    },
    softwareInternetScsiEnabled: true,
  }
}

type Target = NonNullable<HostPlan['iscsiTargets']>[number]

const waysTo = (target: Target | undefined): readonly string[] =>
  target === undefined ? [] : [target.address, ...(target.second === undefined ? [] : [target.second])]

/** The paths to a LUN, of which the first is worked with. */
function logicalUnit(lun: DataObject, adapter: string, names: readonly string[]): DataObject {
  const uuid = String(lun['uuid'])
  const key = `key-vim.host.MultipathInfo.LogicalUnit-${uuid}`
  return {
    key,
    id: uuid,
    lun: lun['key'],
    path: names.map((name, index) => ({
      key: `key-vim.host.MultipathInfo.Path-${name}`,
      name,
      pathState: 'active',
      state: 'active',
      isWorkingPath: index === 0,
      adapter,
      lun: key,
    })),
    policy: { $type: 'HostMultipathInfoFixedLogicalUnitPolicy', policy: 'VMW_PSP_FIXED', prefer: names[0] ?? '' },
  }
}

function localDisk(serial: string, sizeGib: number, index: number): DataObject {
  return lunData(`naa.600508b1001c${serial}${index}`, 'HPE', 'LOGICAL VOLUME', sizeGib, true)
}

/** What the LUN behind a target is called. */
export function iscsiDiskName(iqn: string): string {
  const id = hashText(iqn).toString(16).padStart(8, '0')
  return `naa.6001405${id}${id}`
}

function iscsiLun(iqn: string, sizeGib: number): DataObject {
  return lunData(iscsiDiskName(iqn), 'LIO-ORG', 'block', sizeGib, false)
}

function lunData(name: string, vendor: string, model: string, sizeGib: number, local: boolean): DataObject {
  const uuid = `02000000${name.slice(4).padEnd(32, '0')}`
  return {
    $type: 'HostScsiDisk',
    deviceName: `/vmfs/devices/disks/${name}`,
    deviceType: 'disk',
    key: `key-vim.host.ScsiDisk-${uuid}`,
    uuid,
    canonicalName: name,
    displayName: `${local ? 'Local' : 'iSCSI'} ${vendor} Disk (${name})`,
    lunType: 'disk',
    vendor: vendor.padEnd(8),
    model: model.padEnd(16),
    revision: '3.53',
    scsiLevel: 5,
    serialNumber: 'unavailable',
    // Repeated xsd:byte, not base64: the first bytes of a SCSI INQUIRY reply, some of them negative.
    standardInquiry: [0, 0, 5, 2, 91, 0, 0, 2, 72, 80, 69, 32, -2, -128],
    queueDepth: 128,
    operationalState: ['ok'],
    capabilities: { updateDisplayNameSupported: true },
    vStorageSupport: 'vStorageUnsupported',
    capacity: { blockSize, block: (sizeGib * gib) / blockSize },
    devicePath: `/vmfs/devices/disks/${name}`,
    ssd: true,
    localDisk: local,
    scsiDiskType: 'native512',
  }
}

function iscsiAdapter(host: HostPlan, serial: string, targets: NonNullable<HostPlan['iscsiTargets']>): DataObject {
  return {
    $type: 'HostInternetScsiHba',
    key: iscsiKey,
    device: 'vmhba64',
    bus: 0,
    status: 'online',
    model: 'iSCSI Software Adapter',
    driver: 'iscsi_vmk',
    storageProtocol: 'scsi',
    isSoftwareBased: true,
    canBeDisabled: true,
    networkBindingSupport: 'optional',
    discoveryCapabilities: {
      iSnsDiscoverySettable: false,
      slpDiscoverySettable: false,
      staticTargetDiscoverySettable: false,
      sendTargetsDiscoverySettable: true,
    },
    discoveryProperties: {
      iSnsDiscoveryEnabled: false,
      slpDiscoveryEnabled: false,
      staticTargetDiscoveryEnabled: true,
      sendTargetsDiscoveryEnabled: true,
    },
    authenticationCapabilities: {
      chapAuthSettable: true,
      krb5AuthSettable: false,
      srpAuthSettable: false,
      spkmAuthSettable: false,
    },
    authenticationProperties: { chapAuthEnabled: false },
    ipCapabilities: {
      addressSettable: false,
      ipConfigurationMethodSettable: false,
      subnetMaskSettable: false,
      defaultGatewaySettable: false,
      primaryDnsServerAddressSettable: false,
      alternateDnsServerAddressSettable: false,
    },
    ipProperties: { address: host.ip, dhcpConfigurationEnabled: false, subnetMask: '255.255.255.0' },
    iScsiName: `iqn.1998-01.com.vmware:${host.name.split('.')[0] ?? host.name}-${serial}`,
    configuredSendTarget: targets.map((target) => ({ address: target.address, port: 3260 })),
    configuredStaticTarget: targets.map((target) => ({ address: target.address, port: 3260, iScsiName: target.iqn })),
  }
}
