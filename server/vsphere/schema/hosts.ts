/** What a HostSystem holds: hardware, network, storage. The notation is explained in schema.ts. */
export const hostTypes = `
HostListSummary = host?: MoRef<HostSystem>; hardware?: HostHardwareSummary; runtime?: HostRuntimeInfo;
  config: HostConfigSummary; quickStats: HostListSummaryQuickStats; overallStatus: ManagedEntityStatus;
  rebootRequired: boolean; customValue?: CustomFieldValue[]; managementServerIp?: string; maxEVCModeKey?: string;
  currentEVCModeKey?: string; currentEVCGraphicsModeKey?: string; gateway?: HostListSummaryGatewaySummary;
  tpmAttestation?: HostTpmAttestationInfo; trustAuthorityAttestationInfos?: HostTrustAuthorityAttestationInfo[]
HostHardwareSummary = vendor: string; model: string; uuid: string;
  otherIdentifyingInfo?: HostSystemIdentificationInfo[]; memorySize: long; cpuModel: string; cpuMhz: int;
  numCpuPkgs: short; numCpuCores: short; numCpuThreads: short; numNics: int; numHBAs: int
HostListSummaryQuickStats = overallCpuUsage?: int; overallMemoryUsage?: int; distributedCpuFairness?: int;
  distributedMemoryFairness?: int; availablePMemCapacity?: int; uptime?: int
HostConfigSummary = name: string; port: int; sslThumbprint?: string; product?: AboutInfo; vmotionEnabled: boolean;
  faultToleranceEnabled: boolean; featureVersion?: HostFeatureVersionInfo[]; agentVmDatastore?: MoRef<Datastore>;
  agentVmNetwork?: MoRef<Network>
HostRuntimeInfo = connectionState: HostSystemConnectionState; powerState: HostSystemPowerState; standbyMode?: string;
  inMaintenanceMode: boolean; inQuarantineMode?: boolean; bootTime?: dateTime;
  healthSystemRuntime?: HealthSystemRuntime; dasHostState?: ClusterDasFdmHostState;
  tpmPcrValues?: HostTpmDigestInfo[]; vsanRuntimeInfo?: VsanHostRuntimeInfo;
  networkRuntimeInfo?: HostRuntimeInfoNetworkRuntimeInfo;
  vFlashResourceRuntimeInfo?: HostVFlashManagerVFlashResourceRunTimeInfo; hostMaxVirtualDiskCapacity?: long;
  cryptoState?: string; cryptoKeyId?: CryptoKeyId; statelessNvdsMigrationReady?: string;
  partialMaintenanceMode?: HostPartialMaintenanceModeRuntimeInfo[];
  stateEncryption?: HostRuntimeInfoStateEncryptionInfo
HostHardwareInfo = systemInfo: HostSystemInfo; cpuPowerManagementInfo?: HostCpuPowerManagementInfo;
  cpuInfo: HostCpuInfo; cpuPkg: HostCpuPackage[]; memorySize: long; numaInfo?: HostNumaInfo; smcPresent: boolean;
  pciDevice?: HostPciDevice[]; dvxClasses?: HostDvxClass[]; cpuFeature?: HostCpuIdInfo[]; biosInfo?: HostBIOSInfo;
  reliableMemoryInfo?: HostReliableMemoryInfo; persistentMemoryInfo?: HostPersistentMemoryInfo; sgxInfo?: HostSgxInfo;
  sevInfo?: HostSevInfo; memoryTieringType?: string; memoryTierInfo?: HostMemoryTierInfo[]
HostSystemInfo = vendor: string; model: string; uuid: string; otherIdentifyingInfo?: HostSystemIdentificationInfo[];
  serialNumber?: string; qualifiedName?: HostQualifiedName[]; vvolHostNQN?: HostQualifiedName; vvolHostId?: string;
  bootCommandLine?: string
HostCpuInfo = numCpuPackages: short; numCpuCores: short; numCpuThreads: short; hz: long
HostCpuPackage = index: short; vendor: string; hz: long; busHz: long; description: string; threadId: short[];
  cpuFeature?: HostCpuIdInfo[]; family?: short; model?: short; stepping?: short
HostNumaInfo = type: string; numNodes: int; numaNode?: HostNumaNode[]
HostNumaNode = typeId: byte; cpuID: short[]; memorySize?: long; memoryRangeBegin: long; memoryRangeLength: long;
  pciId?: string[]
HostCpuPowerManagementInfo = currentPolicy?: string; hardwareSupport?: string
HostConfigManager = cpuScheduler?: MoRef<HostCpuSchedulerSystem>; datastoreSystem?: MoRef<HostDatastoreSystem>;
  memoryManager?: MoRef<HostMemorySystem>; storageSystem?: MoRef<HostStorageSystem>;
  networkSystem?: MoRef<HostNetworkSystem>; vmotionSystem?: MoRef<HostVMotionSystem>;
  virtualNicManager?: MoRef<HostVirtualNicManager>; serviceSystem?: MoRef<HostServiceSystem>;
  firewallSystem?: MoRef<HostFirewallSystem>; advancedOption?: MoRef<OptionManager>;
  diagnosticSystem?: MoRef<HostDiagnosticSystem>; autoStartManager?: MoRef<HostAutoStartManager>;
  snmpSystem?: MoRef<HostSnmpSystem>; dateTimeSystem?: MoRef<HostDateTimeSystem>;
  patchManager?: MoRef<HostPatchManager>; imageConfigManager?: MoRef<HostImageConfigManager>;
  bootDeviceSystem?: MoRef<HostBootDeviceSystem>; firmwareSystem?: MoRef<HostFirmwareSystem>;
  healthStatusSystem?: MoRef<HostHealthStatusSystem>; pciPassthruSystem?: MoRef<HostPciPassthruSystem>;
  licenseManager?: MoRef<LicenseManager>; kernelModuleSystem?: MoRef<HostKernelModuleSystem>;
  authenticationManager?: MoRef<HostAuthenticationManager>; powerSystem?: MoRef<HostPowerSystem>;
  cacheConfigurationManager?: MoRef<HostCacheConfigurationManager>;
  esxAgentHostManager?: MoRef<HostEsxAgentHostManager>; iscsiManager?: MoRef<IscsiManager>;
  vFlashManager?: MoRef<HostVFlashManager>; vsanSystem?: MoRef<HostVsanSystem>;
  messageBusProxy?: MoRef<MessageBusProxy>; userDirectory?: MoRef<UserDirectory>;
  accountManager?: MoRef<HostLocalAccountManager>; hostAccessManager?: MoRef<HostAccessManager>;
  graphicsManager?: MoRef<HostGraphicsManager>; vsanInternalSystem?: MoRef<HostVsanInternalSystem>;
  certificateManager?: MoRef<HostCertificateManager>; cryptoManager?: MoRef<CryptoManager>;
  nvdimmSystem?: MoRef<HostNvdimmSystem>; assignableHardwareManager?: MoRef<HostAssignableHardwareManager>
HostCapability = recursiveResourcePoolsSupported: boolean; cpuMemoryResourceConfigurationSupported: boolean;
  rebootSupported: boolean; shutdownSupported: boolean; vmotionSupported: boolean; standbySupported: boolean;
  ipmiSupported?: boolean; maxSupportedVMs?: int; maxRunningVMs?: int; maxSupportedVcpus?: int;
  maxRegisteredVMs?: int; datastorePrincipalSupported: boolean; sanSupported: boolean; nfsSupported: boolean;
  iscsiSupported: boolean; vlanTaggingSupported: boolean; nicTeamingSupported: boolean;
  highGuestMemSupported: boolean; maintenanceModeSupported: boolean; suspendedRelocateSupported: boolean;
  restrictedSnapshotRelocateSupported: boolean; perVmSwapFiles: boolean; localSwapDatastoreSupported: boolean;
  unsharedSwapVMotionSupported: boolean; backgroundSnapshotsSupported: boolean;
  preAssignedPCIUnitNumbersSupported: boolean; screenshotSupported: boolean; scaledScreenshotSupported: boolean;
  storageVMotionSupported: boolean; vmotionWithStorageVMotionSupported: boolean;
  vmotionAcrossNetworkSupported?: boolean; maxNumDisksSVMotion?: int; maxVirtualDiskDescVersionSupported?: int;
  hbrNicSelectionSupported: boolean; vrNfcNicSelectionSupported: boolean; recordReplaySupported: boolean;
  ftSupported: boolean; replayUnsupportedReason?: string; replayCompatibilityIssues?: string[];
  smpFtSupported: boolean; ftCompatibilityIssues?: string[]; smpFtCompatibilityIssues?: string[];
  maxVcpusPerFtVm?: int; loginBySSLThumbprintSupported?: boolean; cloneFromSnapshotSupported: boolean;
  deltaDiskBackingsSupported: boolean; perVMNetworkTrafficShapingSupported: boolean; tpmSupported: boolean;
  tpmVersion?: string; txtEnabled?: boolean; supportedCpuFeature?: HostCpuIdInfo[];
  virtualExecUsageSupported: boolean; storageIORMSupported: boolean; vmDirectPathGen2Supported?: boolean;
  vmDirectPathGen2UnsupportedReason?: string[]; vmDirectPathGen2UnsupportedReasonExtended?: string;
  supportedVmfsMajorVersion?: int[]; vStorageCapable: boolean; snapshotRelayoutSupported: boolean;
  firewallIpRulesSupported?: boolean; servicePackageInfoSupported?: boolean; maxHostRunningVms?: int;
  maxHostSupportedVcpus?: int; vmfsDatastoreMountCapable: boolean; eightPlusHostVmfsSharedAccessSupported: boolean;
  nestedHVSupported: boolean; vPMCSupported: boolean; interVMCommunicationThroughVMCISupported: boolean;
  scheduledHardwareUpgradeSupported?: boolean; featureCapabilitiesSupported: boolean;
  latencySensitivitySupported: boolean; storagePolicySupported?: boolean; accel3dSupported: boolean;
  reliableMemoryAware?: boolean; multipleNetworkStackInstanceSupported?: boolean; messageBusProxySupported?: boolean;
  vsanSupported?: boolean; vFlashSupported?: boolean; hostAccessManagerSupported?: boolean;
  provisioningNicSelectionSupported: boolean; nfs41Supported?: boolean; nfs41Krb5iSupported?: boolean;
  turnDiskLocatorLedSupported?: boolean; virtualVolumeDatastoreSupported?: boolean; markAsSsdSupported?: boolean;
  markAsLocalSupported?: boolean; smartCardAuthenticationSupported?: boolean; pMemSupported?: boolean;
  pMemSnapshotSupported?: boolean; cryptoSupported?: boolean; oneKVolumeAPIsSupported?: boolean;
  gatewayOnNicSupported?: boolean; upitSupported?: boolean; cpuHwMmuSupported?: boolean;
  encryptedVMotionSupported?: boolean; encryptionChangeOnAddRemoveSupported?: boolean;
  encryptionHotOperationSupported?: boolean; encryptionWithSnapshotsSupported?: boolean;
  encryptionFaultToleranceSupported?: boolean; encryptionMemorySaveSupported?: boolean;
  encryptionRDMSupported?: boolean; encryptionVFlashSupported?: boolean; encryptionCBRCSupported?: boolean;
  encryptionHBRSupported?: boolean; ftEfiSupported?: boolean; unmapMethodSupported?: string; maxMemMBPerFtVm?: int;
  virtualMmuUsageIgnored?: boolean; virtualExecUsageIgnored?: boolean; vmCreateDateSupported?: boolean;
  vmfs3EOLSupported?: boolean; ftVmcpSupported?: boolean; quickBootSupported?: boolean;
  encryptedFtSupported?: boolean; assignableHardwareSupported?: boolean; suspendToMemorySupported?: boolean;
  useFeatureReqsForOldHWv?: boolean; markPerenniallyReservedSupported?: boolean; hppPspSupported?: boolean;
  deviceRebindWithoutRebootSupported?: boolean; storagePolicyChangeSupported?: boolean;
  precisionTimeProtocolSupported?: boolean; remoteDeviceVMotionSupported?: boolean; maxSupportedVmMemory?: int;
  ahDeviceHintsSupported?: boolean; nvmeOverTcpSupported?: boolean; nvmeStorageFabricServicesSupported?: boolean;
  assignHwPciConfigSupported?: boolean; timeConfigSupported?: boolean; nvmeBatchOperationsSupported?: boolean;
  pMemFailoverSupported?: boolean; hostConfigEncryptionSupported?: boolean; maxSupportedSimultaneousThreads?: int;
  ptpConfigSupported?: boolean; maxSupportedPtpPorts?: int; sgxRegistrationSupported?: boolean;
  pMemIndependentSnapshotSupported?: boolean; iommuSLDirtyCapable?: boolean; vmknicBindingSupported?: boolean;
  ultralowFixedUnmapSupported?: boolean; nvmeVvolSupported?: boolean; fptHotplugSupported?: boolean;
  mconnectSupported?: boolean; vsanNicMgmtSupported?: boolean; vvolNQNSupported?: boolean;
  stretchedSCSupported?: boolean; vmknicBindingOnNFSv41?: boolean; vpStatusCheckSupported?: boolean;
  nConnectSupported?: boolean; userKeySupported?: boolean; ndcmSupported?: boolean; uefiSecureBoot?: boolean
ComputeResourceSummary = totalCpu: int; totalMemory: long; numCpuCores: short; numCpuThreads: short;
  effectiveCpu: int; effectiveMemory: long; numHosts: int; numEffectiveHosts: int; overallStatus: ManagedEntityStatus
ResourcePoolSummary = name: string; config: ResourceConfigSpec; runtime: ResourcePoolRuntimeInfo;
  quickStats?: ResourcePoolQuickStats; configuredMemoryMB?: int
ResourcePoolRuntimeInfo = memory: ResourcePoolResourceUsage; cpu: ResourcePoolResourceUsage;
  overallStatus: ManagedEntityStatus; sharesScalable?: string
ResourcePoolResourceUsage = reservationUsed: long; reservationUsedForVm: long; unreservedForPool: long;
  unreservedForVm: long; overallUsage: long; maxUsage: long
ResourceConfigSpec = entity?: MoRef<ManagedEntity>; changeVersion?: string; lastModified?: dateTime;
  cpuAllocation: ResourceAllocationInfo; memoryAllocation: ResourceAllocationInfo; scaleDescendantsShares?: string
HostVirtualSwitch = name: string; key: string; numPorts: int; numPortsAvailable: int; mtu?: int; portgroup?: Link[];
  pnic?: Link[]; spec: HostVirtualSwitchSpec
HostVirtualSwitchSpec = numPorts: int; bridge?: HostVirtualSwitchBridge; policy?: HostNetworkPolicy; mtu?: int
HostPortGroup = key?: string; port?: HostPortGroupPort[]; vswitch?: Link; computedPolicy: HostNetworkPolicy;
  spec: HostPortGroupSpec
HostPortGroupSpec = name: string; vlanId: int; vswitchName: string; policy: HostNetworkPolicy
HostNetworkPolicy = security?: HostNetworkSecurityPolicy; nicTeaming?: HostNicTeamingPolicy;
  offloadPolicy?: HostNetOffloadCapabilities; shapingPolicy?: HostNetworkTrafficShapingPolicy
PhysicalNic = key?: string; device: string; pci: string; driver?: string; driverVersion?: string;
  firmwareVersion?: string; linkSpeed?: PhysicalNicLinkInfo; validLinkSpecification?: PhysicalNicLinkInfo[];
  spec: PhysicalNicSpec; wakeOnLanSupported: boolean; mac: string; fcoeConfiguration?: FcoeConfig;
  vmDirectPathGen2Supported?: boolean; vmDirectPathGen2SupportedMode?: string; resourcePoolSchedulerAllowed?: boolean;
  resourcePoolSchedulerDisallowedReason?: string[]; autoNegotiateSupported?: boolean;
  enhancedNetworkingStackSupported?: boolean; ensInterruptSupported?: boolean; rdmaDevice?: Link; dpuId?: string
PhysicalNicLinkInfo = speedMb: int; duplex: boolean
HostNetworkSecurityPolicy = allowPromiscuous?: boolean; macChanges?: boolean; forgedTransmits?: boolean
HostNetworkTrafficShapingPolicy = enabled?: boolean; averageBandwidth?: long; peakBandwidth?: long; burstSize?: long
HostNicTeamingPolicy = policy?: string; reversePolicy?: boolean; notifySwitches?: boolean; rollingOrder?: boolean;
  failureCriteria?: HostNicFailureCriteria; nicOrder?: HostNicOrderPolicy
HostNicFailureCriteria = checkSpeed?: string; speed?: int; checkDuplex?: boolean; fullDuplex?: boolean;
  checkErrorPercent?: boolean; percentage?: int; checkBeacon?: boolean
HostNicOrderPolicy = activeNic?: string[]; standbyNic?: string[]
HostNetOffloadCapabilities = csumOffload?: boolean; tcpSegmentation?: boolean; zeroCopyXmit?: boolean
HostPortGroupPort = key?: string; mac?: string[]; type: string
HostVirtualNic = device: string; key: string; portgroup: string; spec: HostVirtualNicSpec; port?: string
HostVirtualNicSpec = ip?: HostIpConfig; mac?: string; distributedVirtualPort?: DistributedVirtualSwitchPortConnection;
  portgroup?: string; mtu?: int; tsoEnabled?: boolean; netStackInstanceKey?: string;
  opaqueNetwork?: HostVirtualNicOpaqueNetworkSpec; externalId?: string; pinnedPnic?: string;
  ipRouteSpec?: HostVirtualNicIpRouteSpec; systemOwned?: boolean; dpuId?: string
HostIpConfig = dhcp: boolean; ipAddress?: string; subnetMask?: string; ipV6Config?: HostIpConfigIpV6AddressConfiguration
HostVirtualNicManagerInfo = netConfig?: VirtualNicManagerNetConfig[]
VirtualNicManagerNetConfig = nicType: string; multiSelectAllowed: boolean; candidateVnic?: HostVirtualNic[];
  selectedVnic?: string[]
HostVirtualSwitchBeaconConfig = interval: int
LinkDiscoveryProtocolConfig = protocol: string; operation: string
HostVirtualSwitchBridge =
HostVirtualSwitchBondBridge < HostVirtualSwitchBridge = nicDevice: string[]; beacon?: HostVirtualSwitchBeaconConfig;
  linkDiscoveryProtocolConfig?: LinkDiscoveryProtocolConfig
HostProxySwitch = dvsUuid: string; dvsName: string; key: string; numPorts: int; configNumPorts?: int;
  numPortsAvailable: int; uplinkPort?: KeyValue[]; mtu?: int; pnic?: string[]; spec: HostProxySwitchSpec;
  hostLag?: HostProxySwitchHostLagConfig[]; networkReservationSupported?: boolean; nsxtEnabled?: boolean;
  ensEnabled?: boolean; ensInterruptEnabled?: boolean;
  transportZones?: DistributedVirtualSwitchHostMemberTransportZoneInfo[]; nsxUsedUplinkPort?: string[];
  nsxtStatus?: string; nsxtStatusDetail?: string; ensInfo?: HostProxySwitchEnsInfo;
  networkOffloadingEnabled?: boolean;
  hostUplinkState?: DistributedVirtualSwitchHostMemberHostUplinkState[]
HostStorageDeviceInfo = hostBusAdapter?: HostHostBusAdapter[]; scsiLun?: ScsiLun[]; scsiTopology?: HostScsiTopology;
  nvmeTopology?: HostNvmeTopology; multipathInfo?: HostMultipathInfo; plugStoreTopology?: HostPlugStoreTopology;
  softwareInternetScsiEnabled: boolean
HostHostBusAdapter = key?: string; device: string; bus: int; status: string; model: string; driver?: string;
  pci?: string; storageProtocol?: string
HostInternetScsiHba < HostHostBusAdapter = isSoftwareBased: boolean; canBeDisabled?: boolean;
  networkBindingSupport?: string; discoveryCapabilities: HostInternetScsiHbaDiscoveryCapabilities;
  discoveryProperties: HostInternetScsiHbaDiscoveryProperties;
  authenticationCapabilities: HostInternetScsiHbaAuthenticationCapabilities;
  authenticationProperties: HostInternetScsiHbaAuthenticationProperties;
  digestCapabilities?: HostInternetScsiHbaDigestCapabilities; digestProperties?: HostInternetScsiHbaDigestProperties;
  ipCapabilities: HostInternetScsiHbaIPCapabilities; ipProperties: HostInternetScsiHbaIPProperties;
  supportedAdvancedOptions?: OptionDef[]; advancedOptions?: HostInternetScsiHbaParamValue[]; iScsiName: string;
  iScsiAlias?: string; configuredSendTarget?: HostInternetScsiHbaSendTarget[];
  configuredStaticTarget?: HostInternetScsiHbaStaticTarget[]; maxSpeedMb?: int; currentSpeedMb?: int
HostInternetScsiHbaSendTarget = address: string; port?: int;
  authenticationProperties?: HostInternetScsiHbaAuthenticationProperties;
  digestProperties?: HostInternetScsiHbaDigestProperties; supportedAdvancedOptions?: OptionDef[];
  advancedOptions?: HostInternetScsiHbaParamValue[]; parent?: string
HostInternetScsiHbaStaticTarget = address: string; port?: int; iScsiName: string; discoveryMethod?: string;
  authenticationProperties?: HostInternetScsiHbaAuthenticationProperties;
  digestProperties?: HostInternetScsiHbaDigestProperties; supportedAdvancedOptions?: OptionDef[];
  advancedOptions?: HostInternetScsiHbaParamValue[]; parent?: string
HostScsiTopology = adapter?: HostScsiTopologyInterface[]
HostScsiTopologyInterface = key: string; adapter: string; target?: HostScsiTopologyTarget[]
HostScsiTopologyTarget = key: string; target: int; lun?: HostScsiTopologyLun[]; transport?: HostTargetTransport
HostScsiTopologyLun = key: string; lun: int; scsiLun: string
HostTargetTransport =
HostInternetScsiTargetTransport < HostTargetTransport = iScsiName: string; iScsiAlias: string; address?: string[]
HostMultipathInfo = lun?: HostMultipathInfoLogicalUnit[]
HostMultipathInfoLogicalUnit = key: string; id: string; lun: string; path: HostMultipathInfoPath[];
  policy: HostMultipathInfoLogicalUnitPolicy;
  storageArrayTypePolicy?: HostMultipathInfoLogicalUnitStorageArrayTypePolicy
HostMultipathInfoPath = key: string; name: string; pathState: string; state?: string; isWorkingPath?: boolean;
  adapter: string; lun: string; transport?: HostTargetTransport
HostDevice = deviceName: string; deviceType: string
ScsiLun < HostDevice = key?: string; uuid: string; descriptor?: ScsiLunDescriptor[]; canonicalName?: string;
  displayName?: string; lunType: string; vendor?: string; model?: string; revision?: string; scsiLevel?: int;
  serialNumber?: string; durableName?: ScsiLunDurableName; alternateName?: ScsiLunDurableName[];
  standardInquiry?: byte[]; queueDepth?: int; operationalState: string[]; capabilities?: ScsiLunCapabilities;
  vStorageSupport?: string; protocolEndpoint?: boolean; perenniallyReserved?: boolean;
  clusteredVmdkSupported?: boolean; applicationProtocol?: string; dispersedNs?: boolean; deviceReservation?: string
HostScsiDisk < ScsiLun = capacity: HostDiskDimensionsLba; devicePath: string; ssd?: boolean; localDisk?: boolean;
  physicalLocation?: string[]; emulatedDIXDIFEnabled?: boolean; vsanDiskInfo?: VsanHostVsanDiskInfo;
  scsiDiskType?: string; usedByMemoryTiering?: boolean
HostDiskDimensionsLba = blockSize: int; block: long
HostServiceInfo = service?: HostService[]
HostService = key: string; label: string; required: boolean; uninstallable: boolean; running: boolean;
  ruleset?: string[]; policy: string; sourcePackage?: HostServiceSourcePackage
HostFeatureCapability = key: string; featureName: string; value: string
HostBIOSInfo = biosVersion?: string; releaseDate?: dateTime; vendor?: string; majorRelease?: int; minorRelease?: int;
  firmwareMajorRelease?: int; firmwareMinorRelease?: int; firmwareType?: string
HostNetworkInfo = vswitch?: HostVirtualSwitch[]; proxySwitch?: HostProxySwitch[]; portgroup?: HostPortGroup[];
  pnic?: PhysicalNic[]; rdmaDevice?: HostRdmaDevice[]; vnic?: HostVirtualNic[]; consoleVnic?: HostVirtualNic[];
  dnsConfig?: HostDnsConfig; ipRouteConfig?: HostIpRouteConfig; consoleIpRouteConfig?: HostIpRouteConfig;
  routeTableInfo?: HostIpRouteTableInfo; dhcp?: HostDhcpService[]; nat?: HostNatService[]; ipV6Enabled?: boolean;
  atBootIpV6Enabled?: boolean; netStackInstance?: HostNetStackInstance[]; opaqueSwitch?: HostOpaqueSwitch[];
  opaqueNetwork?: HostOpaqueNetworkInfo[]; nsxTransportNodeId?: string; nvdsToVdsMigrationRequired?: boolean;
  migrationStatus?: string
HostDnsConfig = dhcp: boolean; virtualNicDevice?: string; ipv6VirtualNicDevice?: string; hostName: string;
  domainName: string; address?: string[]; searchDomain?: string[]
HostAutoStartManagerConfig = defaults?: AutoStartDefaults; powerInfo?: AutoStartPowerInfo[]
AutoStartDefaults = enabled?: boolean; startDelay?: int; stopDelay?: int; waitForHeartbeat?: boolean;
  stopAction?: string
AutoStartPowerInfo = key: MoRef<VirtualMachine>; startOrder: int; startDelay: int;
  waitForHeartbeat: AutoStartWaitHeartbeatSetting; startAction: string; stopDelay: int; stopAction: string
OptionDef < ElementDescription = optionType: OptionType
`

/** Performance counters and samples. The notation is explained in schema.ts. */
export const performanceTypes = `
PerfCounterInfo = key: int; nameInfo: ElementDescription; groupInfo: ElementDescription; unitInfo: ElementDescription;
  rollupType: PerfSummaryType; statsType: PerfStatsType; level?: int; perDeviceLevel?: int;
  associatedCounterId?: int[]
PerfMetricId = counterId: int; instance: string
PerfProviderSummary = entity: MoRef<ManagedObject>; currentSupported: boolean; summarySupported: boolean;
  refreshRate?: int
PerfInterval = key: int; samplingPeriod: int; name: string; length: int; level?: int; enabled: boolean
PerfQuerySpec = entity: MoRef<ManagedObject>; startTime?: dateTime; endTime?: dateTime; maxSample?: int;
  metricId?: PerfMetricId[]; intervalId?: int; format?: string
PerfEntityMetricBase = entity: MoRef<ManagedObject>
PerfEntityMetric < PerfEntityMetricBase = sampleInfo?: PerfSampleInfo[]; value?: PerfMetricSeries[]
PerfEntityMetricCSV < PerfEntityMetricBase = sampleInfoCSV: string; value?: PerfMetricSeriesCSV[]
PerfSampleInfo = timestamp: dateTime; interval: int
PerfMetricSeries = id: PerfMetricId
PerfMetricIntSeries < PerfMetricSeries = value?: long[]
PerfMetricSeriesCSV < PerfMetricSeries = value?: string
`
