/** What a VirtualMachine holds, and the specs that change it. The notation is explained in schema.ts. */
export const virtualMachineTypes = `
VirtualMachineSummary = vm?: MoRef<VirtualMachine>; runtime: VirtualMachineRuntimeInfo;
  guest?: VirtualMachineGuestSummary; config: VirtualMachineConfigSummary; storage?: VirtualMachineStorageSummary;
  quickStats: VirtualMachineQuickStats; overallStatus: ManagedEntityStatus; customValue?: CustomFieldValue[]
VirtualMachineConfigSummary = name: string; template: boolean; vmPathName: string; memorySizeMB?: int;
  cpuReservation?: int; memoryReservation?: int; numCpu?: int; numEthernetCards?: int; numVirtualDisks?: int;
  uuid?: string; instanceUuid?: string; guestId?: string; guestFullName?: string; annotation?: string;
  product?: VAppProductInfo; installBootRequired?: boolean; ftInfo?: FaultToleranceConfigInfo;
  managedBy?: ManagedByInfo; tpmPresent?: boolean; numVmiopBackings?: int; hwVersion?: string
VirtualMachineGuestSummary = guestId?: string; guestFullName?: string; toolsStatus?: VirtualMachineToolsStatus;
  toolsVersionStatus?: string; toolsVersionStatus2?: string; toolsRunningStatus?: string; hostName?: string;
  ipAddress?: string; hwVersion?: string
VirtualMachineStorageSummary = committed: long; uncommitted: long; unshared: long; timestamp: dateTime
VirtualMachineQuickStats = overallCpuUsage?: int; overallCpuDemand?: int; overallCpuReadiness?: int;
  guestMemoryUsage?: int; hostMemoryUsage?: int; guestHeartbeatStatus: ManagedEntityStatus;
  distributedCpuEntitlement?: int; distributedMemoryEntitlement?: int; staticCpuEntitlement?: int;
  staticMemoryEntitlement?: int; grantedMemory?: int; privateMemory?: int; sharedMemory?: int; swappedMemory?: int;
  balloonedMemory?: int; consumedOverheadMemory?: int; ftLogBandwidth?: int; ftSecondaryLatency?: int;
  ftLatencyStatus?: ManagedEntityStatus; compressedMemory?: long; uptimeSeconds?: int; ssdSwappedMemory?: long;
  activeMemory?: int; memoryTierStats?: VirtualMachineQuickStatsMemoryTierStats[]
VirtualMachineRuntimeInfo = device?: VirtualMachineDeviceRuntimeInfo[]; host?: MoRef<HostSystem>;
  connectionState: VirtualMachineConnectionState; powerState: VirtualMachinePowerState;
  vmFailoverInProgress?: boolean; faultToleranceState: VirtualMachineFaultToleranceState;
  dasVmProtection?: VirtualMachineRuntimeInfoDasProtectionState; toolsInstallerMounted: boolean;
  suspendTime?: dateTime; bootTime?: dateTime; suspendInterval?: long; question?: VirtualMachineQuestionInfo;
  memoryOverhead?: long; maxCpuUsage?: int; maxMemoryUsage?: int; numMksConnections: int;
  recordReplayState: VirtualMachineRecordReplayState; cleanPowerOff?: boolean; needSecondaryReason?: string;
  onlineStandby: boolean; minRequiredEVCModeKey?: string; consolidationNeeded: boolean;
  offlineFeatureRequirement?: VirtualMachineFeatureRequirement[];
  featureRequirement?: VirtualMachineFeatureRequirement[]; featureMask?: HostFeatureMask[];
  vFlashCacheAllocation?: long; paused?: boolean; snapshotInBackground?: boolean; quiescedForkParent?: boolean;
  instantCloneFrozen?: boolean; cryptoState?: string; suspendedToMemory?: boolean; opNotificationTimeout?: long;
  iommuActive?: boolean
VirtualMachineDeviceRuntimeInfo = runtimeState: VirtualMachineDeviceRuntimeInfoDeviceRuntimeState; key: int
HostFeatureMask = key: string; featureName: string; value: string
VirtualMachineFeatureRequirement = key: string; featureName: string; value: string
VirtualMachineConfigInfo = changeVersion: string; modified: dateTime; name: string; guestFullName: string;
  version: string; uuid: string; createDate?: dateTime; instanceUuid?: string; npivNodeWorldWideName?: long[];
  npivPortWorldWideName?: long[]; npivWorldWideNameType?: string; npivDesiredNodeWwns?: short;
  npivDesiredPortWwns?: short; npivTemporaryDisabled?: boolean; npivOnNonRdmDisks?: boolean; locationId?: string;
  template: boolean; guestId: string; alternateGuestName: string; annotation?: string; files: VirtualMachineFileInfo;
  tools?: ToolsConfigInfo; flags: VirtualMachineFlagInfo; consolePreferences?: VirtualMachineConsolePreferences;
  defaultPowerOps: VirtualMachineDefaultPowerOpInfo; rebootPowerOff?: boolean; hardware: VirtualHardware;
  vcpuConfig?: VirtualMachineVcpuConfig[]; cpuAllocation?: ResourceAllocationInfo;
  memoryAllocation?: ResourceAllocationInfo; latencySensitivity?: LatencySensitivity; memoryHotAddEnabled?: boolean;
  cpuHotAddEnabled?: boolean; cpuHotRemoveEnabled?: boolean; hotPlugMemoryLimit?: long;
  hotPlugMemoryIncrementSize?: long; cpuAffinity?: VirtualMachineAffinityInfo;
  memoryAffinity?: VirtualMachineAffinityInfo; networkShaper?: VirtualMachineNetworkShaperInfo;
  extraConfig?: OptionValue[]; cpuFeatureMask?: HostCpuIdInfo[];
  datastoreUrl?: VirtualMachineConfigInfoDatastoreUrlPair[]; swapPlacement?: string;
  bootOptions?: VirtualMachineBootOptions; ftInfo?: FaultToleranceConfigInfo; repConfig?: ReplicationConfigSpec;
  vAppConfig?: VmConfigInfo; vAssertsEnabled?: boolean; changeTrackingEnabled?: boolean; firmware?: string;
  maxMksConnections?: int; guestAutoLockEnabled?: boolean; managedBy?: ManagedByInfo;
  memoryReservationLockedToMax?: boolean; initialOverhead?: VirtualMachineConfigInfoOverheadInfo;
  nestedHVEnabled?: boolean; vPMCEnabled?: boolean; scheduledHardwareUpgradeInfo?: ScheduledHardwareUpgradeInfo;
  forkConfigInfo?: VirtualMachineForkConfigInfo; vFlashCacheReservation?: long; vmxConfigChecksum?: base64Binary;
  messageBusTunnelEnabled?: boolean; vmStorageObjectId?: string; swapStorageObjectId?: string; keyId?: CryptoKeyId;
  guestIntegrityInfo?: VirtualMachineGuestIntegrityInfo; migrateEncryption?: string; sgxInfo?: VirtualMachineSgxInfo;
  contentLibItemInfo?: VirtualMachineContentLibraryItemInfo; ftEncryptionMode?: string;
  guestMonitoringModeInfo?: VirtualMachineGuestMonitoringModeInfo; sevEnabled?: boolean;
  numaInfo?: VirtualMachineVirtualNumaInfo; pmemFailoverEnabled?: boolean; vmxStatsCollectionEnabled?: boolean;
  vmOpNotificationToAppEnabled?: boolean; vmOpNotificationTimeout?: long;
  deviceSwap?: VirtualMachineVirtualDeviceSwap; pmem?: VirtualMachineVirtualPMem;
  deviceGroups?: VirtualMachineVirtualDeviceGroups; fixedPassthruHotPlugEnabled?: boolean; metroFtEnabled?: boolean;
  metroFtHostGroup?: string
VirtualMachineFileInfo = vmPathName?: string; snapshotDirectory?: string; suspendDirectory?: string;
  logDirectory?: string; ftMetadataDirectory?: string
ToolsConfigInfo = toolsVersion?: int; toolsInstallType?: string; afterPowerOn?: boolean; afterResume?: boolean;
  beforeGuestStandby?: boolean; beforeGuestShutdown?: boolean; beforeGuestReboot?: boolean;
  toolsUpgradePolicy?: string; pendingCustomization?: string; customizationKeyId?: CryptoKeyId;
  syncTimeWithHostAllowed?: boolean; syncTimeWithHost?: boolean; lastInstallInfo?: ToolsConfigInfoToolsLastInstallInfo
VirtualMachineFlagInfo = disableAcceleration?: boolean; enableLogging?: boolean; useToe?: boolean;
  runWithDebugInfo?: boolean; monitorType?: string; htSharing?: string; snapshotDisabled?: boolean;
  snapshotLocked?: boolean; diskUuidEnabled?: boolean; virtualMmuUsage?: string; virtualExecUsage?: string;
  snapshotPowerOffBehavior?: string; recordReplayEnabled?: boolean; faultToleranceType?: string;
  cbrcCacheEnabled?: boolean; vvtdEnabled?: boolean; vbsEnabled?: boolean
VirtualMachineDefaultPowerOpInfo = powerOffType?: string; suspendType?: string; resetType?: string;
  defaultPowerOffType?: string; defaultSuspendType?: string; defaultResetType?: string; standbyAction?: string
VirtualHardware = numCPU: int; numCoresPerSocket?: int; autoCoresPerSocket?: boolean; memoryMB: int;
  virtualICH7MPresent?: boolean; virtualSMCPresent?: boolean; device?: VirtualDevice[]; motherboardLayout?: string;
  simultaneousThreads?: int
VirtualMachineBootOptions = bootDelay?: long; enterBIOSSetup?: boolean; efiSecureBootEnabled?: boolean;
  bootRetryEnabled?: boolean; bootRetryDelay?: long; bootOrder?: VirtualMachineBootOptionsBootableDevice[];
  networkBootProtocol?: string
VirtualMachineBootOptionsBootableDevice =
VirtualMachineBootOptionsBootableDiskDevice < VirtualMachineBootOptionsBootableDevice = deviceKey: int
VirtualMachineBootOptionsBootableEthernetDevice < VirtualMachineBootOptionsBootableDevice = deviceKey: int
VirtualMachineBootOptionsBootableCdromDevice < VirtualMachineBootOptionsBootableDevice =
VirtualMachineBootOptionsBootableFloppyDevice < VirtualMachineBootOptionsBootableDevice =
VirtualMachineAffinityInfo = affinitySet?: int[]
LatencySensitivity = level: LatencySensitivitySensitivityLevel; sensitivity?: int
ResourceAllocationInfo = reservation?: long; expandableReservation?: boolean; limit?: long; shares?: SharesInfo;
  overheadLimit?: long
SharesInfo = shares: int; level: SharesLevel
StorageIOAllocationInfo = limit?: long; shares?: SharesInfo; reservation?: int
VirtualMachineCpuIdInfoSpec < ArrayUpdateSpec = info?: HostCpuIdInfo
EnvironmentBrowserConfigOptionQuerySpec = key?: string; host?: MoRef<HostSystem>; guestId?: string[]
VirtualMachineConfigOption = version: string; description: string; guestOSDescriptor: GuestOsDescriptor[];
  guestOSDefaultIndex: int
GuestOsDescriptor = id: string; family: string; fullName: string; supportedMaxCPUs?: int;
  numSupportedPhysicalSockets?: int; numSupportedCoresPerSocket?: int; supportedMinMemMB?: int; supportedMaxMemMB?: int;
  recommendedMemMB?: int; recommendedColorDepth?: int; supportedDiskControllerList?: string[];
  recommendedSCSIController?: string; recommendedDiskController?: string; supportedNumDisks?: int;
  recommendedDiskSizeMB?: int; recommendedCdromController?: string; supportedEthernetCard?: string[];
  recommendedEthernetCard?: string; supportsSlaveDisk?: boolean; cpuFeatureMask?: HostCpuIdInfo[]; smcRequired?: boolean;
  supportsWakeOnLan?: boolean; supportsVMI?: boolean; supportsMemoryHotAdd?: boolean; supportsCpuHotAdd?: boolean;
  supportsCpuHotRemove?: boolean; supportedFirmware?: string[]; recommendedFirmware?: string;
  supportedUSBControllerList?: string[]; recommendedUSBController?: string; supports3D?: boolean; recommended3D?: boolean;
  smcRecommended?: boolean; ich7mRecommended?: boolean; usbRecommended?: boolean; supportLevel?: string;
  supportedForCreate?: boolean
HostCpuIdInfo = level: int; vendor?: string; eax?: string; ebx?: string; ecx?: string; edx?: string
ArrayUpdateSpec = operation: ArrayUpdateOperation; removeKey?: anyType
VirtualMachineCloneSpec = location: VirtualMachineRelocateSpec; template: boolean; config?: VirtualMachineConfigSpec;
  customization?: CustomizationSpec; powerOn: boolean; snapshot?: MoRef<VirtualMachineSnapshot>; memory?: boolean;
  tpmProvisionPolicy?: string
VirtualMachineRelocateSpec = service?: ServiceLocator; folder?: MoRef<Folder>; datastore?: MoRef<Datastore>;
  diskMoveType?: string; pool?: MoRef<ResourcePool>; host?: MoRef<HostSystem>;
  disk?: VirtualMachineRelocateSpecDiskLocator[]; transform?: VirtualMachineRelocateTransformation;
  deviceChange?: VirtualDeviceConfigSpec[]; profile?: VirtualMachineProfileSpec[]; cryptoSpec?: CryptoSpec
VirtualMachineConfigSpec = changeVersion?: string; name?: string; version?: string; createDate?: dateTime;
  uuid?: string; instanceUuid?: string; npivNodeWorldWideName?: long[]; npivPortWorldWideName?: long[];
  npivWorldWideNameType?: string; npivDesiredNodeWwns?: short; npivDesiredPortWwns?: short;
  npivTemporaryDisabled?: boolean; npivOnNonRdmDisks?: boolean; npivWorldWideNameOp?: string; locationId?: string;
  guestId?: string; alternateGuestName?: string; annotation?: string; files?: VirtualMachineFileInfo;
  tools?: ToolsConfigInfo; flags?: VirtualMachineFlagInfo; consolePreferences?: VirtualMachineConsolePreferences;
  powerOpInfo?: VirtualMachineDefaultPowerOpInfo; rebootPowerOff?: boolean; numCPUs?: int;
  vcpuConfig?: VirtualMachineVcpuConfig[]; numCoresPerSocket?: int; memoryMB?: long; memoryHotAddEnabled?: boolean;
  cpuHotAddEnabled?: boolean; cpuHotRemoveEnabled?: boolean; virtualICH7MPresent?: boolean;
  virtualSMCPresent?: boolean; deviceChange?: VirtualDeviceConfigSpec[]; cpuAllocation?: ResourceAllocationInfo;
  memoryAllocation?: ResourceAllocationInfo; latencySensitivity?: LatencySensitivity;
  cpuAffinity?: VirtualMachineAffinityInfo; memoryAffinity?: VirtualMachineAffinityInfo;
  networkShaper?: VirtualMachineNetworkShaperInfo; cpuFeatureMask?: VirtualMachineCpuIdInfoSpec[];
  extraConfig?: OptionValue[]; swapPlacement?: string; bootOptions?: VirtualMachineBootOptions;
  vAppConfig?: VmConfigSpec; ftInfo?: FaultToleranceConfigInfo; repConfig?: ReplicationConfigSpec;
  vAppConfigRemoved?: boolean; vAssertsEnabled?: boolean; changeTrackingEnabled?: boolean; firmware?: string;
  maxMksConnections?: int; guestAutoLockEnabled?: boolean; managedBy?: ManagedByInfo;
  memoryReservationLockedToMax?: boolean; nestedHVEnabled?: boolean; vPMCEnabled?: boolean;
  scheduledHardwareUpgradeInfo?: ScheduledHardwareUpgradeInfo; vmProfile?: VirtualMachineProfileSpec[];
  messageBusTunnelEnabled?: boolean; crypto?: CryptoSpec; migrateEncryption?: string; sgxInfo?: VirtualMachineSgxInfo;
  ftEncryptionMode?: string; guestMonitoringModeInfo?: VirtualMachineGuestMonitoringModeInfo; sevEnabled?: boolean;
  virtualNuma?: VirtualMachineVirtualNuma; motherboardLayout?: string; pmemFailoverEnabled?: boolean;
  vmxStatsCollectionEnabled?: boolean; vmOpNotificationToAppEnabled?: boolean; vmOpNotificationTimeout?: long;
  deviceSwap?: VirtualMachineVirtualDeviceSwap; simultaneousThreads?: int; pmem?: VirtualMachineVirtualPMem;
  deviceGroups?: VirtualMachineVirtualDeviceGroups; fixedPassthruHotPlugEnabled?: boolean; metroFtEnabled?: boolean;
  metroFtHostGroup?: string
VirtualDeviceConfigSpec = operation?: VirtualDeviceConfigSpecOperation;
  fileOperation?: VirtualDeviceConfigSpecFileOperation; device: VirtualDevice; profile?: VirtualMachineProfileSpec[];
  backing?: VirtualDeviceConfigSpecBackingSpec; filterSpec?: VirtualMachineBaseIndependentFilterSpec[];
  changeMode?: string
VirtualMachineCapability = snapshotOperationsSupported: boolean; multipleSnapshotsSupported: boolean;
  snapshotConfigSupported: boolean; poweredOffSnapshotsSupported: boolean; memorySnapshotsSupported: boolean;
  revertToSnapshotSupported: boolean; quiescedSnapshotsSupported: boolean; disableSnapshotsSupported: boolean;
  lockSnapshotsSupported: boolean; consolePreferencesSupported: boolean; cpuFeatureMaskSupported: boolean;
  s1AcpiManagementSupported: boolean; settingScreenResolutionSupported: boolean; toolsAutoUpdateSupported: boolean;
  vmNpivWwnSupported: boolean; npivWwnOnNonRdmVmSupported: boolean; vmNpivWwnDisableSupported: boolean;
  vmNpivWwnUpdateSupported: boolean; swapPlacementSupported: boolean; toolsSyncTimeSupported: boolean;
  virtualMmuUsageSupported: boolean; diskSharesSupported: boolean; bootOptionsSupported: boolean;
  bootRetryOptionsSupported: boolean; settingVideoRamSizeSupported: boolean; settingDisplayTopologySupported: boolean;
  recordReplaySupported: boolean; changeTrackingSupported: boolean; multipleCoresPerSocketSupported: boolean;
  hostBasedReplicationSupported: boolean; guestAutoLockSupported: boolean; memoryReservationLockSupported: boolean;
  featureRequirementSupported: boolean; poweredOnMonitorTypeChangeSupported: boolean; seSparseDiskSupported: boolean;
  nestedHVSupported: boolean; vPMCSupported: boolean; secureBootSupported?: boolean; perVmEvcSupported?: boolean;
  virtualMmuUsageIgnored?: boolean; virtualExecUsageIgnored?: boolean;
  diskOnlySnapshotOnSuspendedVMSupported?: boolean; suspendToMemorySupported?: boolean;
  toolsSyncTimeAllowSupported?: boolean; sevSupported?: boolean; pmemFailoverSupported?: boolean;
  requireSgxAttestationSupported?: boolean; changeModeDisksSupported?: boolean; vendorDeviceGroupSupported?: boolean
GuestInfo = toolsStatus?: VirtualMachineToolsStatus; toolsVersionStatus?: string; toolsVersionStatus2?: string;
  toolsRunningStatus?: string; toolsVersion?: string; toolsInstallType?: string; guestId?: string;
  guestFamily?: string; guestFullName?: string; guestDetailedData?: string; hostName?: string; ipAddress?: string;
  net?: GuestNicInfo[]; ipStack?: GuestStackInfo[]; disk?: GuestDiskInfo[]; screen?: GuestScreenInfo;
  guestState: string; appHeartbeatStatus?: string; guestKernelCrashed?: boolean; appState?: string;
  guestOperationsReady?: boolean; interactiveGuestOperationsReady?: boolean; guestStateChangeSupported?: boolean;
  generationInfo?: GuestInfoNamespaceGenerationInfo[]; hwVersion?: string;
  customizationInfo?: GuestInfoCustomizationInfo
GuestNicInfo = network?: string; ipAddress?: string[]; macAddress?: string; connected: boolean; deviceConfigId: int;
  dnsConfig?: NetDnsConfigInfo; ipConfig?: NetIpConfigInfo; netBIOSConfig?: NetBIOSConfigInfo
NetIpConfigInfo = ipAddress?: NetIpConfigInfoIpAddress[]; dhcp?: NetDhcpConfigInfo; autoConfigurationEnabled?: boolean
NetIpConfigInfoIpAddress = ipAddress: string; prefixLength: int; origin?: string; state?: string; lifetime?: dateTime
GuestDiskInfo = diskPath?: string; capacity?: long; freeSpace?: long; filesystemType?: string;
  mappings?: GuestInfoVirtualDiskMapping[]
GuestInfoVirtualDiskMapping = key: int
GuestStackInfo = dnsConfig?: NetDnsConfigInfo; ipRouteConfig?: NetIpRouteConfigInfo; ipStackConfig?: KeyValue[];
  dhcpConfig?: NetDhcpConfigInfo
GuestScreenInfo = width: int; height: int
VirtualMachineSnapshotInfo = currentSnapshot?: MoRef<VirtualMachineSnapshot>;
  rootSnapshotList: VirtualMachineSnapshotTree[]
VirtualMachineSnapshotTree = snapshot: MoRef<VirtualMachineSnapshot>; vm: MoRef<VirtualMachine>; name: string;
  description: string; id: int; createTime: dateTime; state: VirtualMachinePowerState; quiesced: boolean;
  backupManifest?: string; childSnapshotList?: VirtualMachineSnapshotTree[]; replaySupported?: boolean
VirtualMachineFileLayout = configFile?: string[]; logFile?: string[]; disk?: VirtualMachineFileLayoutDiskLayout[];
  snapshot?: VirtualMachineFileLayoutSnapshotLayout[]; swapFile?: string
VirtualMachineFileLayoutEx = file?: VirtualMachineFileLayoutExFileInfo[];
  disk?: VirtualMachineFileLayoutExDiskLayout[]; snapshot?: VirtualMachineFileLayoutExSnapshotLayout[];
  timestamp: dateTime
VirtualMachineFileLayoutExFileInfo = key: int; name: string; type: string; size: long; uniqueSize?: long;
  backingObjectId?: string; accessible?: boolean
VirtualMachineFileLayoutExDiskLayout = key: int; chain?: VirtualMachineFileLayoutExDiskUnit[];
  virtualDiskFormat?: string
VirtualMachineFileLayoutExDiskUnit = fileKey: int[]
VirtualMachineFileLayoutExSnapshotLayout = key: MoRef<VirtualMachineSnapshot>; dataKey: int; memoryKey: int;
  disk?: VirtualMachineFileLayoutExDiskLayout[]
VirtualMachineStorageInfo = perDatastoreUsage?: VirtualMachineUsageOnDatastore[]; timestamp: dateTime
VirtualMachineUsageOnDatastore = datastore: MoRef<Datastore>; committed: long; uncommitted: long; unshared: long
VirtualMachineTicket = ticket: string; cfgFile: string; host?: string; port?: int; sslThumbprint?: string;
  certThumbprintList?: VirtualMachineCertThumbprint[]; url?: string
VirtualMachineCertThumbprint = thumbprint: string; hashAlgorithm?: string
VirtualMachineMksTicket = ticket: string; cfgFile: string; host?: string; port?: int; sslThumbprint?: string
VirtualMachineCloneSpec = location: VirtualMachineRelocateSpec; template: boolean; config?: VirtualMachineConfigSpec;
  customization?: CustomizationSpec; powerOn: boolean; snapshot?: MoRef<VirtualMachineSnapshot>; memory?: boolean;
  tpmProvisionPolicy?: string
VirtualMachineRelocateSpec = service?: ServiceLocator; folder?: MoRef<Folder>; datastore?: MoRef<Datastore>;
  diskMoveType?: string; pool?: MoRef<ResourcePool>; host?: MoRef<HostSystem>;
  disk?: VirtualMachineRelocateSpecDiskLocator[]; transform?: VirtualMachineRelocateTransformation;
  deviceChange?: VirtualDeviceConfigSpec[]; profile?: VirtualMachineProfileSpec[]; cryptoSpec?: CryptoSpec
VirtualMachineRelocateSpecDiskLocator = diskId: int; datastore: MoRef<Datastore>; diskMoveType?: string;
  diskBackingInfo?: VirtualDeviceBackingInfo; profile?: VirtualMachineProfileSpec[];
  backing?: VirtualMachineRelocateSpecDiskLocatorBackingSpec; filterSpec?: VirtualMachineBaseIndependentFilterSpec[]
ManagedByInfo = extensionKey: string; type: string
`
