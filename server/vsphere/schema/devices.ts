/** Virtual devices and their backings. The notation is explained in schema.ts. */
export const deviceTypes = `
VirtualDevice = key: int; deviceInfo?: Description; backing?: VirtualDeviceBackingInfo;
  connectable?: VirtualDeviceConnectInfo; slotInfo?: VirtualDeviceBusSlotInfo; controllerKey?: int; unitNumber?: int;
  numaNode?: int; deviceGroupInfo?: VirtualDeviceDeviceGroupInfo
VirtualDeviceBackingInfo =
VirtualDeviceConnectInfo = migrateConnect?: string; startConnected: boolean; allowGuestControl: boolean;
  connected: boolean; status?: string
VirtualDeviceBusSlotInfo =
VirtualDevicePciBusSlotInfo < VirtualDeviceBusSlotInfo = pciSlotNumber: int
VirtualDeviceFileBackingInfo < VirtualDeviceBackingInfo = fileName: string; datastore?: MoRef<Datastore>;
  backingObjectId?: string
VirtualDeviceDeviceBackingInfo < VirtualDeviceBackingInfo = deviceName: string; useAutoDetect?: boolean
VirtualDeviceRemoteDeviceBackingInfo < VirtualDeviceBackingInfo = deviceName: string; useAutoDetect?: boolean
VirtualDevicePipeBackingInfo < VirtualDeviceBackingInfo = pipeName: string
VirtualDeviceURIBackingInfo < VirtualDeviceBackingInfo = serviceURI: string; direction: string; proxyURI?: string
VirtualController < VirtualDevice = busNumber: int; device?: int[]
VirtualIDEController < VirtualController =
VirtualPCIController < VirtualController =
VirtualPS2Controller < VirtualController =
VirtualSIOController < VirtualController =
VirtualSCSIController < VirtualController = hotAddRemove?: boolean; sharedBus: VirtualSCSISharing;
  scsiCtlrUnitNumber?: int
VirtualLsiLogicController < VirtualSCSIController =
VirtualLsiLogicSASController < VirtualSCSIController =
ParaVirtualSCSIController < VirtualSCSIController =
VirtualBusLogicController < VirtualSCSIController =
VirtualSATAController < VirtualController =
VirtualAHCIController < VirtualSATAController =
VirtualNVMEController < VirtualController = sharedBus?: string
VirtualUSBController < VirtualController = autoConnectDevices?: boolean; ehciEnabled?: boolean
VirtualUSBXHCIController < VirtualController = autoConnectDevices?: boolean
VirtualKeyboard < VirtualDevice =
VirtualPointingDevice < VirtualDevice =
VirtualPointingDeviceDeviceBackingInfo < VirtualDeviceDeviceBackingInfo = hostPointingDevice: string
VirtualMachineVideoCard < VirtualDevice = videoRamSizeInKB?: long; numDisplays?: int; useAutoDetect?: boolean;
  enable3DSupport?: boolean; use3dRenderer?: string; graphicsMemorySizeInKB?: long
VirtualMachineVMCIDevice < VirtualDevice = id?: long; allowUnrestrictedCommunication?: boolean;
  filterEnable?: boolean; filterInfo?: VirtualMachineVMCIDeviceFilterInfo
VirtualDisk < VirtualDevice = capacityInKB: long; capacityInBytes?: long; shares?: SharesInfo;
  storageIOAllocation?: StorageIOAllocationInfo; diskObjectId?: string;
  vFlashCacheConfigInfo?: VirtualDiskVFlashCacheConfigInfo; iofilter?: string[]; vDiskId?: ID; vDiskVersion?: int;
  nativeUnmanagedLinkedClone?: boolean; independentFilters?: VirtualMachineBaseIndependentFilterSpec[];
  guestReadOnly?: boolean
VirtualDiskFlatVer2BackingInfo < VirtualDeviceFileBackingInfo = diskMode: string; split?: boolean;
  writeThrough?: boolean; thinProvisioned?: boolean; eagerlyScrub?: boolean; uuid?: string; contentId?: string;
  changeId?: string; parent?: VirtualDiskFlatVer2BackingInfo; deltaDiskFormat?: string; digestEnabled?: boolean;
  deltaGrainSize?: int; deltaDiskFormatVariant?: string; sharing?: string; keyId?: CryptoKeyId
VirtualDiskSparseVer2BackingInfo < VirtualDeviceFileBackingInfo = diskMode: string; split?: boolean;
  writeThrough?: boolean; spaceUsedInKB?: long; uuid?: string; contentId?: string; changeId?: string;
  parent?: VirtualDiskSparseVer2BackingInfo; keyId?: CryptoKeyId
VirtualDiskRawDiskMappingVer1BackingInfo < VirtualDeviceFileBackingInfo = lunUuid?: string; deviceName?: string;
  compatibilityMode?: string; diskMode?: string; uuid?: string; contentId?: string; changeId?: string;
  parent?: VirtualDiskRawDiskMappingVer1BackingInfo; deltaDiskFormat?: string; deltaGrainSize?: int; sharing?: string
VirtualCdrom < VirtualDevice =
VirtualCdromIsoBackingInfo < VirtualDeviceFileBackingInfo =
VirtualCdromAtapiBackingInfo < VirtualDeviceDeviceBackingInfo =
VirtualCdromRemoteAtapiBackingInfo < VirtualDeviceRemoteDeviceBackingInfo =
VirtualCdromRemotePassthroughBackingInfo < VirtualDeviceRemoteDeviceBackingInfo = exclusive: boolean
VirtualFloppy < VirtualDevice =
VirtualFloppyImageBackingInfo < VirtualDeviceFileBackingInfo =
VirtualFloppyDeviceBackingInfo < VirtualDeviceDeviceBackingInfo =
VirtualFloppyRemoteDeviceBackingInfo < VirtualDeviceRemoteDeviceBackingInfo =
VirtualEthernetCard < VirtualDevice = addressType?: string; macAddress?: string; wakeOnLanEnabled?: boolean;
  resourceAllocation?: VirtualEthernetCardResourceAllocation; externalId?: string; uptCompatibilityEnabled?: boolean
VirtualE1000 < VirtualEthernetCard =
VirtualE1000e < VirtualEthernetCard =
VirtualPCNet32 < VirtualEthernetCard =
VirtualVmxnet < VirtualEthernetCard =
VirtualVmxnet2 < VirtualVmxnet =
VirtualVmxnet3 < VirtualVmxnet = uptv2Enabled?: boolean
VirtualEthernetCardNetworkBackingInfo < VirtualDeviceDeviceBackingInfo = network?: MoRef<Network>;
  inPassthroughMode?: boolean
VirtualEthernetCardDistributedVirtualPortBackingInfo < VirtualDeviceBackingInfo =
  port: DistributedVirtualSwitchPortConnection
DistributedVirtualSwitchPortConnection = switchUuid: string; portgroupKey?: string; portKey?: string;
  connectionCookie?: int
VirtualSerialPort < VirtualDevice = yieldOnPoll: boolean
VirtualSerialPortFileBackingInfo < VirtualDeviceFileBackingInfo =
VirtualSerialPortDeviceBackingInfo < VirtualDeviceDeviceBackingInfo =
VirtualSerialPortPipeBackingInfo < VirtualDevicePipeBackingInfo = endpoint: string; noRxLoss?: boolean
VirtualSerialPortURIBackingInfo < VirtualDeviceURIBackingInfo =
VirtualSerialPortThinPrintBackingInfo < VirtualDeviceBackingInfo =
VirtualParallelPort < VirtualDevice =
VirtualParallelPortFileBackingInfo < VirtualDeviceFileBackingInfo =
VirtualParallelPortDeviceBackingInfo < VirtualDeviceDeviceBackingInfo =
VirtualSoundCard < VirtualDevice =
VirtualTPM < VirtualDevice = endorsementKeyCertificateSigningRequest?: base64Binary[];
  endorsementKeyCertificate?: base64Binary[]
VirtualEnsoniq1371 < VirtualSoundCard =
VirtualSoundBlaster16 < VirtualSoundCard =
VirtualHdAudioCard < VirtualSoundCard =
VirtualSoundCardDeviceBackingInfo < VirtualDeviceDeviceBackingInfo =
VirtualNVDIMM < VirtualDevice = capacityInMB: long; configuredCapacityInMB?: long
VirtualNVDIMMBackingInfo < VirtualDeviceFileBackingInfo = parent?: VirtualNVDIMMBackingInfo; changeId?: string
VirtualNVDIMMController < VirtualController =
VirtualPCIPassthrough < VirtualDevice =
VirtualPCIPassthroughDeviceBackingInfo < VirtualDeviceDeviceBackingInfo = id: string; deviceId: string;
  systemId: string; vendorId: short
VirtualPCIPassthroughDynamicBackingInfo < VirtualDeviceDeviceBackingInfo =
  allowedDevice?: VirtualPCIPassthroughAllowedDevice[]; customLabel?: string; assignedId?: string
VirtualPCIPassthroughAllowedDevice = vendorId: int; deviceId: int; subVendorId?: int; subDeviceId?: int;
  revisionId?: short
VirtualPCIPassthroughDvxBackingInfo < VirtualDeviceBackingInfo = deviceClass?: string; configParams?: OptionValue[]
VirtualPCIPassthroughPluginBackingInfo < VirtualDeviceBackingInfo =
VirtualPCIPassthroughVmiopBackingInfo < VirtualPCIPassthroughPluginBackingInfo = vgpu?: string;
  vgpuMigrateDataSizeMB?: int; migrateSupported?: boolean; enhancedMigrateCapability?: boolean
VirtualSCSIPassthrough < VirtualDevice =
VirtualSCSIPassthroughDeviceBackingInfo < VirtualDeviceDeviceBackingInfo =
VirtualSriovEthernetCard < VirtualEthernetCard = allowGuestOSMtuChange?: boolean;
  sriovBacking?: VirtualSriovEthernetCardSriovBackingInfo; dvxBackingInfo?: VirtualPCIPassthroughDvxBackingInfo
VirtualSriovEthernetCardSriovBackingInfo < VirtualDeviceBackingInfo =
  physicalFunctionBacking?: VirtualPCIPassthroughDeviceBackingInfo;
  virtualFunctionBacking?: VirtualPCIPassthroughDeviceBackingInfo; virtualFunctionIndex?: int
VirtualVmxnet3Vrdma < VirtualVmxnet3 = deviceProtocol?: string
VirtualEthernetCardLegacyNetworkBackingInfo < VirtualDeviceDeviceBackingInfo =
VirtualEthernetCardOpaqueNetworkBackingInfo < VirtualDeviceBackingInfo = opaqueNetworkId: string;
  opaqueNetworkType: string
VirtualUSB < VirtualDevice = connected: boolean; vendor?: int; product?: int; family?: string[]; speed?: string[]
VirtualUSBUSBBackingInfo < VirtualDeviceDeviceBackingInfo =
VirtualUSBRemoteHostBackingInfo < VirtualDeviceDeviceBackingInfo = hostname: string
VirtualUSBRemoteClientBackingInfo < VirtualDeviceRemoteDeviceBackingInfo = hostname: string
VirtualUSBControllerPciBusSlotInfo < VirtualDevicePciBusSlotInfo = ehciPciSlotNumber?: int
VirtualMachineVMIROM < VirtualDevice =
VirtualPrecisionClock < VirtualDevice =
VirtualPrecisionClockSystemClockBackingInfo < VirtualDeviceBackingInfo = protocol?: string
VirtualWDT < VirtualDevice = runOnBoot: boolean; running: boolean
VirtualCdromPassthroughBackingInfo < VirtualDeviceDeviceBackingInfo = exclusive: boolean
VirtualDiskFlatVer1BackingInfo < VirtualDeviceFileBackingInfo = diskMode: string; split?: boolean;
  writeThrough?: boolean; contentId?: string; parent?: VirtualDiskFlatVer1BackingInfo
VirtualDiskSparseVer1BackingInfo < VirtualDeviceFileBackingInfo = diskMode: string; split?: boolean;
  writeThrough?: boolean; spaceUsedInKB?: long; contentId?: string; parent?: VirtualDiskSparseVer1BackingInfo
VirtualDiskSeSparseBackingInfo < VirtualDeviceFileBackingInfo = diskMode: string; writeThrough?: boolean;
  uuid?: string; contentId?: string; changeId?: string; parent?: VirtualDiskSeSparseBackingInfo;
  deltaDiskFormat?: string; digestEnabled?: boolean; grainSize?: int; keyId?: CryptoKeyId
VirtualDiskLocalPMemBackingInfo < VirtualDeviceFileBackingInfo = diskMode: string; uuid?: string; volumeUUID?: string;
  contentId?: string
VirtualDiskRawDiskVer2BackingInfo < VirtualDeviceDeviceBackingInfo = descriptorFileName: string; uuid?: string;
  changeId?: string; sharing?: string
VirtualDiskPartitionedRawDiskVer2BackingInfo < VirtualDiskRawDiskVer2BackingInfo = partition: int[]
`
